// Naughty strings in each position that takes a text: each comes back equal or is refused with a
// reason, and none of them becomes SQL.
#include "hostile/naughty_strings.hpp"

#include <algorithm>
#include <functional>
#include <map>

#include "catch.hpp"
#include "faults/soak.hpp"
#include "store/raw_database.hpp"
#include "store/seed.hpp"
#include "store/temporary_store.hpp"

namespace hostile_naughty_strings_test {

using namespace profilestore;

namespace {

std::vector<RawDatabase::Row> schema_of(const std::filesystem::path& path) {
  return RawDatabase(path).rows(
      "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY 2, 1");
}

struct Counts {
  std::int64_t equal = 0, refused = 0;
};

/// What `call` found wrong; it is called with each string.
class Position {
 public:
  explicit Position(std::string name) : name_(std::move(name)) {}

  template <class Call>
  void try_with(const std::string& text, Call call) {
    std::string why;
    try {
      if (call()) {
        ++counts.equal;
        return;
      }
      why = "came back otherwise";
    } catch (const InvalidInput& refusal) {
      if (std::string(refusal.what()).size() > 10) {
        ++counts.refused;
        return;
      }
      why = "refused without a reason";
    } catch (const std::exception& fault) {
      why = fault.what();
    }
    INFO(name_ << ": '" << text.substr(0, 200) << "', " << text.size() << " bytes: " << why);
    CHECK(false);
  }

  Counts counts;

 private:
  std::string name_;
};

bool is_utf8(const std::string& text) {
  try {
    return !Value(text).dump().empty();
  } catch (const std::exception&) {
    return false;
  }
}

bool in_value(Collection& all, const std::string& text, int number) {
  all.insert_one({{"_id", number}, {"v", text}, {"list", {text, Document{{"w", text}}}}});
  const Document found = *all.find_one({{"_id", number}});
  return found.at("v") == text && found.at("list")[1].at("w") == text &&
         ejson::parse(ejson::relaxed(found)) == found &&
         ejson::parse(ejson::canonical(found)) == found;
}

bool in_field(Collection& all, const std::string& text, int number) {
  Document inner = Document::object();
  inner[text] = number;
  all.insert_one({{"_id", number}, {"o", inner}});
  return all.find_one({{"_id", number}})->at("o") == inner && all.count({{"o", inner}}) == 1;
}

bool in_key(Collection& all, const std::string& text, int number) {
  all.insert_one({{"_id", number}, {"key", text}});
  try {
    all.insert_one({{"_id", -number - 1}, {"key", text}});
    return false;
  } catch (const DuplicateKey& duplicate) {
    if (duplicate.key_value().at("key") != text) return false;
  }
  return all.find_one({{"key", text}})->at("_id") == number;
}

bool in_filter(Collection& all, const std::string& text, int number) {
  // No string but itself, as a value; as a name of a field, no document.
  const bool value = all.count({{"v", text}}) >= 1 && all.count({{"v", {{"$in", {text}}}}}) >= 1;
  for (const Document& one : all.find({{"v", text}}))
    if (one.at("v") != text) return false;
  Document by_name = Document::object();
  by_name[text] = number;
  (void)all.count(by_name);
  return value;
}

bool in_path(Collection& all, const std::string& text, int number) {
  all.insert_one({{"_id", number}});
  Document set = Document::object(), unset = Document::object();
  set[text] = 7;
  unset[text] = "";
  all.update_one({{"_id", number}}, {{"$set", set}});
  Document filter = set;
  filter["_id"] = number;
  if (all.count(filter) != 1) return false;
  all.update_one({{"_id", number}}, {{"$unset", unset}});
  if (all.count(filter) != 0) return false;
  const std::string index = all.create_index(Index{.paths = Paths{text}, .name = "of a path"});
  const bool searches = all.count(filter) == 0;
  all.drop_index(index);
  return searches;
}

/// All at once, so that one could be taken for another.
bool in_collections(Store& store, const std::vector<std::string>& texts, Position& position) {
  std::map<std::string, int> made;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (texts[i] == "people" || made.contains(texts[i])) continue;
    const int number = static_cast<int>(i);
    position.try_with(texts[i], [&] {
      store.collection(texts[i], {.indexes = {UniqueIndex{texts[i].size() < 200 ? "k" : "l"}}})
          .insert_one({{"_id", number}});
      made[texts[i]] = number;
      return true;
    });
  }
  const std::vector<std::string> names = store.collection_names();
  for (const auto& [name, number] : made) {
    Collection one = store.collection(name);
    if (one.count() != 1 || !one.find_one({{"_id", number}})) return false;
    if (!std::binary_search(names.begin(), names.end(), name)) return false;
  }
  for (const auto& [name, number] : made)
    if (!store.collection(name).drop()) return false;
  return made.size() > 100;
}

}  // namespace

TEST_CASE("Naughty strings come back equal or are refused, and none becomes SQL",
          "[hostile][strings]") {
  const std::uint64_t seed = first_seed();
  INFO("PROFILESTORE_SEED=" << seed);
  Counts all;
  soak::repeat([&](std::uint64_t round) {
    const auto texts = hostile::naughty_strings(500, seed + round);
    temporary::Store store;
    std::map<std::string, Position> positions;
    for (const char* name : {"value", "field", "collection", "key", "filter", "path"})
      positions.emplace(name, Position(name));
    Collection people = store.collection("people"), fields = store.collection("fields"),
               paths = store.collection("paths"),
               keys = store.collection("keys", {.indexes = {UniqueIndex{"key"}}});
    for (Collection* one : {&people, &fields, &paths}) one->insert_one({{"_id", "first"}});
    const auto before = schema_of(store.path());
    std::set<std::string> known;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const std::string& text = texts[i];
      const int number = static_cast<int>(i);
      positions.at("value").try_with(text, [&] { return in_value(people, text, number); });
      positions.at("field").try_with(text, [&] { return in_field(fields, text, number); });
      positions.at("filter").try_with(
          text, [&] { return in_filter(people, text, number) || !is_utf8(text); });
      positions.at("path").try_with(text, [&] { return in_path(paths, text, number); });
      if (known.insert(text).second)
        positions.at("key").try_with(text, [&] { return in_key(keys, text, number); });
    }
    CHECK(schema_of(store.path()) == before);
    CHECK(in_collections(store, texts, positions.at("collection")));
    CHECK(schema_of(store.path()) == before);
    for (const std::string& fault : store.check().faults) {
      INFO(fault.substr(0, 500));
      CHECK(false);
    }
    for (const auto& [name, position] : positions) {
      INFO(name);
      CHECK(position.counts.equal > 100);
      CHECK(position.counts.refused > 0);
      all.equal += position.counts.equal;
      all.refused += position.counts.refused;
    }
    return true;
  });
  soak::report("naughty strings in six positions",
               {{"came back equal", all.equal}, {"refused with a reason", all.refused}});
}

}  // namespace hostile_naughty_strings_test

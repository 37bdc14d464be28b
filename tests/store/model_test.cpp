// Random calls on a collection and on a list of documents: both must say the same.
#include <random>

#include "catch.hpp"
#include "keys/key.hpp"
#include "match/filter.hpp"
#include "store/seed.hpp"
#include "store/temporary_store.hpp"
#include "update/update.hpp"

namespace store_model_test {

using namespace profilestore;

namespace {

const std::vector<UniqueIndex> rules{{"email", Missing::sparse}, {"userId", Missing::collide}};

// What a call did: the name of the index that refused it, or its outcome.
struct Result {
  std::string refused_by;
  bool matched = false, modified = false, inserted = false;
  bool operator==(const Result&) const = default;
};

// The collection as it should be: a list, searched from its beginning.
class Model {
 public:
  const std::vector<Document>& documents() const { return documents_; }

  Result insert(const Document& document) {
    const std::string clash = clash_of(document, documents_.size());
    if (clash.empty()) documents_.push_back(document);
    return {clash, false, false, clash.empty()};
  }

  // An upsert that inserts leaves the `_id` to the caller, who knows it of the store.
  Result update(const Document& filter, const Document& update, bool upsert, const Value& id) {
    const auto parsed = update::Update::parse(update);
    const std::size_t at = find(filter);
    if (at == documents_.size()) {
      if (!upsert) return {};
      Document made = update::seed(match::Filter::parse(filter).equalities());
      parsed.apply(made, bson::now(), true);
      if (!made.contains("_id")) made["_id"] = id;
      update::ensure_id(made);
      return insert(made);
    }
    Document changed = documents_[at];
    if (!parsed.apply(changed, bson::now(), false)) return {"", true, false, false};
    if (const std::string clash = clash_of(changed, at); !clash.empty()) return {clash};
    documents_[at] = changed;
    return {"", true, true, false};
  }

  bool erase(const Document& filter) {
    const std::size_t at = find(filter);
    if (at == documents_.size()) return false;
    documents_.erase(documents_.begin() + static_cast<std::ptrdiff_t>(at));
    return true;
  }

  std::int64_t count(const Document& filter) const {
    const auto parsed = match::Filter::parse(filter);
    return std::count_if(documents_.begin(), documents_.end(),
                         [&](const Document& document) { return parsed.matches(document); });
  }

 private:
  std::size_t find(const Document& filter) const {
    const auto parsed = match::Filter::parse(filter);
    std::size_t at = 0;
    while (at < documents_.size() && !parsed.matches(documents_[at])) ++at;
    return at;
  }

  std::string clash_of(const Document& document, std::size_t own) const {
    for (const UniqueIndex& rule :
         {UniqueIndex{"_id", Missing::collide, "_id_"}, rules[0], rules[1]}) {
      const keys::Indexer index(rule);
      const auto mine = index.extract(document);
      for (std::size_t i = 0; i < documents_.size(); ++i)
        if (i != own && mine.state == keys::State::keyed &&
            index.extract(documents_[i]).key == mine.key)
          return index.name();
    }
    return "";
  }

  std::vector<Document> documents_;
};

class Calls {
 public:
  explicit Calls(std::uint64_t seed) : random_(seed) {}

  std::size_t below(std::size_t bound) { return random_() % bound; }

  Document document() {
    Document document = {{"_id", below(30)}};
    add(document, "userId");
    add(document, "email");
    add(document, "n");
    return document;
  }

  Document filter() {
    Document filter = Document::object();
    if (below(2) == 0) filter["userId"] = value();
    if (below(3) == 0) filter["email"] = value();
    if (below(6) == 0) filter["_id"] = below(30);
    if (below(6) == 0) filter["n"] = {{"$gte", below(4)}};
    return filter;
  }

  Document update() {
    Document update = Document::object();
    for (const char* name : {"userId", "email", "n"}) switch (below(8)) {
        case 0:
          update["$set"][name] = value();
          break;
        case 1:
          update["$unset"][name] = "";
          break;
        case 2:
          update["$setOnInsert"][name] = value();
          break;
        case 3:
          update["$max"][name] = below(5);
          break;
        default:
          break;
      }
    if (below(2) == 0 || update.empty()) update["$inc"]["visits"] = 1;
    return update;
  }

 private:
  Value value() {
    static const std::vector<Value> values{1, 1.0, 2, 3, 4, 5, "a", "b", "c", true, nullptr, 2.5};
    return values[below(values.size())];
  }
  void add(Document& document, const char* name) {
    if (below(4) != 0) document[name] = value();
  }

  std::mt19937_64 random_;
};

template <class Call>
Result result_of(Call&& call) {
  try {
    return call();
  } catch (const DuplicateKey& clash) {
    return {clash.index()};
  }
}

std::vector<Document> contents(const Collection& users) {
  std::vector<Document> all;
  for (const Document& document : users.find({})) all.push_back(document);
  return all;
}

void compare_calls(Collection users, std::uint64_t seed) {
  Calls calls(seed);
  Model model;
  for (int i = 0; i < 60; ++i) {
    const Document filter = calls.filter(), update = calls.update(), document = calls.document();
    const std::size_t kind = calls.below(10);
    INFO("call " << i << " of kind " << kind << ": " << filter << " " << update << " " << document);
    if (kind < 3) {
      REQUIRE(result_of([&] {
                users.insert_one(document);
                return Result{"", false, false, true};
              }) == model.insert(document));
    } else if (kind < 8) {
      std::optional<Value> id;
      const Result found = result_of([&] {
        const Outcome outcome = users.find_one_and_update(filter, update, {.upsert = kind < 6});
        id = outcome.upserted_id;
        return Result{"", outcome.matched, outcome.modified, outcome.inserted};
      });
      REQUIRE(found == model.update(filter, update, kind < 6, id.value_or("none")));
    } else {
      REQUIRE(users.delete_one(filter).deleted_count == (model.erase(filter) ? 1 : 0));
    }
    REQUIRE(users.count(filter) == model.count(filter));
    REQUIRE(contents(users) == model.documents());
  }
}

}  // namespace

TEST_CASE("Whatever is called, a collection holds and answers what a list would",
          "[store][random]") {
  const std::uint64_t first = first_seed();
  temporary::Store store;
  for (std::uint64_t seed = first; seed < first + 60; ++seed) {
    INFO("PROFILESTORE_SEED=" << seed);
    compare_calls(store.collection("users" + std::to_string(seed), {.indexes = rules}), seed);
  }
  CHECK(store.check().sound());
}

}  // namespace store_model_test

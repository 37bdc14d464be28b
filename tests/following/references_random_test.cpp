// Random histories of imports, references and undo: after each step every reference resolves or is
// told, and in the end undo has brought back every byte.
#include <algorithm>
#include <random>
#include <set>

#include "following/references_bench.hpp"
#include "store/caught.hpp"
#include "store/seed.hpp"

namespace following_references_random_test {

using namespace profilestore;
using fixture::hex_id;
using fixture::id_of;

namespace {

const std::vector<ReferencePath> named{
    {"bookings", "who"}, {"orders", "by"}, {"orders", "likes"}, {"people", "friend"}};

class History : fixture::ReferencesBench {
 public:
  explicit History(std::uint64_t seed) : random_(seed) {
    // The application's own, which are there to the end.
    insert("people", {{{"_id", "root"}, {"friend", id_of(0)}}});
    insert("orders", {{{"_id", "mine"}, {"by", id_of(1)}, {"likes", {id_of(2), 2, hex_id(3)}}}});
    insert("bookings", {{{"_id", "mine"}, {"who", id_of(4)}}});
    own_ = documents();
  }

  std::size_t below(std::size_t bound) { return random_() % bound; }

  void act() {
    switch (below(6)) {
      case 0:
      case 1:
        return import_some(fixture_people(), "people", "u");
      case 2:
        return import_some(fixture_orders(), "orders", "");
      case 3:
        return import_some(fixture_bookings(), "bookings", below(2) == 0 ? "who" : "");
      case 4:
        return rewrite_some();
      default:
        if (!imports_.empty()) undo(imports_[below(imports_.size())]);
    }
  }

  /// Until nothing more can be undone.
  void undo_all() {
    for (bool done = true; done;) {
      done = false;
      const auto imports = imports_;
      for (auto id = imports.rbegin(); id != imports.rend(); ++id) done |= undo(*id);
    }
    CHECK(imports_.empty());
    CHECK(documents() == own_);
    RawDatabase raw(db);
    for (const char* table : {"ps_archive", "ps_redirects", "ps_provenance"})
      CHECK(raw.rows(fmt::format("SELECT * FROM {}", table)).empty());
  }

  /// What a dry run tells is what there is, and it changes nothing.
  void look() {
    const auto before = contents();
    const ReferencesReport report = rewrite({.in = named, .dry_run = true});
    CHECK(contents() == before);
    for (const ReferencePath& one : named)
      for (const std::string& path : {one.path, one.path + ".$id"}) {
        INFO(one.collection << "." << path);
        CHECK(told_at(report, one.collection, path) == values_at(one.collection, path));
      }
  }

  const std::vector<std::string>& steps() const { return steps_; }
  int rewritten() const { return rewritten_; }

 private:
  // Without the columns of indexes, which imports have created and which stay.
  std::vector<std::vector<RawDatabase::Row>> documents() {
    std::vector<std::vector<RawDatabase::Row>> all;
    for (const char* name : {"people", "orders", "bookings"})
      all.push_back(RawDatabase(db).rows(
          fmt::format("SELECT row, doc, hex(origin) FROM {} ORDER BY row", name)));
    return all;
  }

  Value reference() {
    const int person = static_cast<int>(below(10));
    switch (below(5)) {
      case 0:
        return hex_id(person);
      case 1:
        return Document{{"$ref", "people"}, {"$id", id_of(person)}};
      default:
        return id_of(person);
    }
  }
  std::string fixture_people() {
    std::string text;
    for (std::size_t count = 1 + below(4); count > 0; --count)
      text += Document{{"_id", id_of(static_cast<int>(below(8)))},
                       {"u", std::string(1, "abc"[below(3)])},
                       {"x", below(5)},
                       {"friend", reference()}}
                  .dump() +
              "\n";
    return text;
  }
  std::string fixture_orders() {
    std::string text;
    for (std::size_t count = 1 + below(3); count > 0; --count)
      text +=
          Document{{"_id", below(12)}, {"by", reference()}, {"likes", {reference(), reference()}}}
              .dump() +
          "\n";
    return text;
  }
  std::string fixture_bookings() {
    std::string text;
    for (std::size_t count = 1 + below(3); count > 0; --count)
      text += Document{{"_id", below(12)}, {"who", reference()}, {"n", below(3)}}.dump() + "\n";
    return text;
  }

  void import_some(const std::string& text, const std::string& collection, const std::string& key) {
    steps_.push_back(fmt::format("import {} by '{}'\n{}", collection, key, text));
    const auto refused = caught<DuplicateKeys>([&] {
      imports_.push_back(import(collection, text, key).id);
      steps_.back() += "as " + imports_.back();
    });
    if (refused) steps_.back() += "refused";
  }

  void rewrite_some() {
    steps_.push_back("references");
    const ReferencesReport report =
        rewrite(below(3) == 0 ? ReferencesOptions{.in = named} : ReferencesOptions{});
    for (const CollectionReferences& one : report.collections)
      if (!one.id.empty()) {
        imports_.push_back(one.id);
        steps_.back() += " " + one.id;
        ++rewritten_;
      }
    const auto after = contents();
    const ReferencesReport again = rewrite();
    for (const CollectionReferences& one : again.collections) CHECK(one.id.empty());
    CHECK(contents() == after);
    for (const ReferencePath& one : named) check_followed(again, one);
  }

  // Nobody is referred to who has a survivor, but by documents in conflict.
  void check_followed(const ReferencesReport& report, const ReferencePath& at) {
    std::int64_t conflicted = 0, led = 0;
    for (const CollectionReferences& one : report.collections)
      if (one.collection == at.collection) conflicted = one.ledger.conflicted;
    Collection people = store.collection("people");
    for (const Document& one : store.collection(at.collection).find({})) {
      const Value& there = one.at(at.path);
      std::int64_t here = 0;
      for (const Value& value : there.is_array() ? there : Value::array({there})) {
        const Value& id = value.is_object() && value.contains("$id") ? value.at("$id") : value;
        here += people.survivor_of(id.is_string() ? Value{{"$oid", id}} : id).has_value();
      }
      led += here > 0;
    }
    INFO(at.collection << "." << at.path);
    CHECK(led <= conflicted);
  }

  // Whether it did something.
  bool undo(const std::string& id) {
    steps_.push_back("undo " + id);
    const auto before = contents();
    const auto refused = caught<InvalidInput>([&] {
      const UndoReport report = undo_import(store, id);
      if (report.edited + report.built_on + report.clashes + report.invalid > 0) {
        steps_.back() += ": some are left";
        return;
      }
      std::erase(imports_, id);
    });
    if (refused) steps_.back() += fmt::format(": {}", refused->what());
    CHECK(store.check().faults == std::vector<std::string>{});
    return contents() != before;
  }

  // Of a path, how many values live, and how many do not.
  static std::pair<std::int64_t, std::int64_t> told_at(const ReferencesReport& report,
                                                       const std::string& collection,
                                                       const std::string& path) {
    for (const CollectionReferences& one : report.collections)
      for (const PathReferences& told : one.paths) {
        if (one.collection != collection || told.path != path) continue;
        std::int64_t others = told.rewritten;
        for (const LeftReferences& some : told.left) others += some.count;
        return {told.living, others};
      }
    return {0, 0};
  }

  // The same of what there is.
  std::pair<std::int64_t, std::int64_t> values_at(const std::string& collection,
                                                  const std::string& path) {
    std::set<std::string> people;
    for (const Document& one : store.collection("people").find({})) {
      people.insert(one.at("_id").dump());
      if (one.at("_id").is_object()) people.insert(one.at("_id").at("$oid").dump());
    }
    std::int64_t living = 0, others = 0;
    const bool of_reference = path.ends_with(".$id");
    const std::string field = of_reference ? path.substr(0, path.size() - 4) : path;
    for (const Document& one : store.collection(collection).find({})) {
      if (!one.contains(field)) continue;
      const Value values = one.at(field).is_array() ? one.at(field) : Value::array({one.at(field)});
      for (const Value& value : values)
        if (value.is_object() && value.contains("$ref") ? of_reference : !of_reference)
          ++(people.contains(of_reference ? value.at("$id").dump() : value.dump()) ? living
                                                                                   : others);
    }
    return {living, others};
  }

  std::mt19937_64 random_;
  std::vector<std::string> imports_, steps_;
  std::vector<std::vector<RawDatabase::Row>> own_;
  int rewritten_ = 0;
};

}  // namespace

TEST_CASE("after imports, references and undo in any order each reference resolves or is told",
          "[references][undo][random]") {
  const std::uint64_t first = first_seed();
  int rewritten = 0;
  for (std::uint64_t seed = first; seed < first + 12; ++seed) {
    History history(seed);
    for (int step = 0; step < 12; ++step) {
      history.act();
      INFO("PROFILESTORE_SEED=" << seed << "\n"
                                << fmt::format("{}", fmt::join(history.steps(), "\n")));
      history.look();
    }
    INFO("PROFILESTORE_SEED=" << seed << "\n"
                              << fmt::format("{}", fmt::join(history.steps(), "\n")));
    rewritten += history.rewritten();
    history.undo_all();
  }
  CHECK(rewritten > 3);
}

}  // namespace following_references_random_test

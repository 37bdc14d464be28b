// Random histories of imports, of what an application does between them, and of undo: what holds
// after each step, whatever came before.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <profilestore/make_unique.hpp>
#include <random>
#include <set>

#include "catch.hpp"
#include "import/fixture.hpp"
#include "store/caught.hpp"
#include "store/raw_database.hpp"
#include "undo/undo_bench.hpp"

namespace undo_undo_random_test {

using namespace profilestore;
using fixture::by;
using fixture::Texts;

namespace {

class History : fixture::UndoBench {
 public:
  /// Every other one has a second unique index.
  explicit History(std::uint64_t seed) : random_(seed), also_by_email_(seed % 2 == 0) {}

  std::size_t below(std::size_t bound) { return random_() % bound; }

  /// A few documents of a few keys, some of which were in an import before.
  void import() {
    std::string text;
    for (std::size_t count = 1 + below(4); count > 0; --count)
      text += (known_.empty() || below(4) != 0 ? fresh() : known_[below(known_.size())]) + "\n";
    if (below(6) == 0) text += "broken\n";
    ImportOptions options = by("u");
    options.missing = Missing::sparse;
    if (also_by_email_) options.unique.push_back("email");
    if (!imports_.empty() && below(4) == 0) options.unique.clear();
    static const std::vector<std::vector<std::string>> merges{
        {}, {"fill"}, {"union:tags"}, {"fill", "max:x"}};
    static const std::vector<std::string> existing{"", "", "keep", "replace", "newest"};
    options.merge = merges[below(merges.size())];
    options.on_existing = existing[below(existing.size())];
    if (below(4) == 0) options.identity = {"email"};
    const std::string source = (*this / fmt::format("{}.json", imports_.size() + 1)).string();
    temporary::write_file(source, text);
    step(fmt::format("import {} {} by {} over {}\n{}", options.identity.empty() ? "" : "identity",
                     imports_.size() + 1, fmt::join(options.merge, ","), options.on_existing,
                     text));
    const auto refused = caught<DuplicateKeys>([&] {
      const ImportReport report = profilestore::import_files(db, {source}, options);
      imports_.push_back(report.id);
      steps_.back() += to_text(report.ledger);
    });
    if (refused) steps_.back() += "refused";
    look();
  }

  /// What the application sets is marked: a field of its own name each time.
  void edit() {
    const auto ids = live_ids();
    if (ids.empty()) return;
    const Value id = ids[below(ids.size())];
    Document change{{"$set", {{mark(), 1}}}};
    if (below(3) == 0) change["$set"]["x"] = below(9);
    if (below(5) == 0) change["$set"]["u"] = key();
    if (below(5) == 0) change["$set"]["email"] = email();
    write(fmt::format("edit {} {}", id.dump(), change.dump()), [&](Collection profiles) {
      profiles.update_one({{"_id", id}}, change);
    });
  }
  void insert() {
    const Document made{{"_id", 1000 + marked_}, {"u", key()}, {mark(), 1}};
    write("insert " + made.dump(), [&](Collection profiles) { profiles.insert_one(made); });
  }
  void remove() {
    const auto ids = live_ids();
    if (ids.empty()) return;
    const Value id = ids[below(ids.size())];
    removed_ = true;
    write("delete " + id.dump(), [&](Collection profiles) { profiles.delete_one({{"_id", id}}); });
  }

  /// Duplicates under no index, and an index that sets them aside.
  void make_unique() {
    Collection profiles = open().collection("profiles");
    const auto is_over_u = [](const auto& index) { return index.name == "u_1"; };
    if (below(2) == 0 && std::ranges::any_of(profiles.list_indexes(), is_over_u)) {
      step("drop the index");
      profiles.drop_index("u_1");
      for (int i = 0; i < 3; ++i) insert();
    }
    step("make unique");
    const std::string id =
        profilestore::make_unique(open(), "profiles", UniqueIndex{"u", Missing::sparse},
                                  {.allow_absent = true})
            .id;
    if (!id.empty()) {
      steps_.back() += " as " + id;
      imports_.push_back(id);
      without_sources_.insert(id);
    }
    look();
  }

  void undo_any() {
    if (imports_.empty()) return;
    UndoOptions options;
    if (below(2) == 0) options.keys = {key()};
    undo_one(imports_[below(imports_.size())], options);
  }
  /// Whether it did something.
  bool undo_one(const std::string& id, const UndoOptions& options = {}) {
    step(fmt::format("undo {} {}", id, options.keys.empty() ? "" : options.keys[0].dump()));
    const auto before = contents();
    const std::string why = refusal(id, options);
    if (!why.empty()) steps_.back() += ": " + why;
    look();
    return contents() != before;
  }
  /// Until nothing more can be undone.
  void undo_all() {
    for (bool done = true; done;) {
      done = false;
      for (auto id = imports_.rbegin(); id != imports_.rend(); ++id) done |= undo_one(*id);
    }
  }

  using UndoBench::contents;
  using UndoBench::live;
  using UndoBench::value;
  std::vector<RawDatabase::Row> rows(const std::string& sql) { return RawDatabase(db).rows(sql); }
  const Texts& imports() const { return imports_; }
  std::string told() const { return fmt::format("{}", fmt::join(steps_, "\n")); }

 private:
  std::string key() { return std::string(1, "abcd"[below(4)]); }
  std::string email() { return std::string(1, "pqr"[below(3)]); }
  std::string mark() {
    marks_.push_back(fmt::format("own{}", ++marked_));
    return marks_.back();
  }

  std::string fresh() {
    Document document{{"_id", below(3) == 0 ? below(6) : 10 + known_.size()}, {"u", key()}};
    if (below(2) == 0) document["x"] = below(9);
    if (below(2) == 0) document["tags"] = {below(3), below(3)};
    if (below(3) == 0) document["email"] = email();
    if (below(3) == 0)
      document["updatedAt"] = {{"$date", fmt::format("2024-01-0{}T00:00:00Z", 1 + below(9))}};
    known_.push_back(document.dump());
    return known_.back();
  }

  std::vector<Value> live_ids() {
    std::vector<Value> ids;
    if (imports_.empty()) return ids;
    for (const Document& document : open().collection("profiles").find({}))
      ids.push_back(document["_id"]);
    return ids;
  }

  template <class Write>
  void write(const std::string& what, Write&& write) {
    step(what);
    Store store = open();
    if (const auto refused = caught<DuplicateKey>([&] { write(store.collection("profiles")); })) {
      steps_.back() += ": refused";
      marks_.pop_back();
    }
    if (removed_) std::erase_if(marks_, [&](const std::string& mark) { return !kept(mark); });
    look();
  }

  /// Whether it is anywhere.
  bool kept(const std::string& mark) {
    return value(
               fmt::format("SELECT EXISTS (SELECT 1 FROM profiles WHERE instr(doc, '\"{0}\"')) OR "
                           "EXISTS (SELECT 1 FROM ps_archive WHERE instr(body, '\"{0}\"')) OR "
                           "EXISTS (SELECT 1 FROM ps_quarantine WHERE instr(body, '\"{0}\"'))",
                           mark)) == "1";
  }

  /// What always holds.
  void look() {
    INFO(told());
    Store store = open();
    CHECK(store.check().faults == Texts{});
    for (const std::string& id : imports_) {
      if (without_sources_.contains(id)) continue;
      INFO("import " << id);
      const VerifyReport report = verify_import(store, id);
      CHECK(report.strays.empty());
      CHECK(report.changed_sources.empty());
      if (!removed_) CHECK(report.missing.empty());
    }
    for (const std::string& mark : marks_) {
      INFO(mark);
      CHECK(kept(mark));
    }
  }

  void step(std::string what) { steps_.push_back(std::move(what)); }

  std::mt19937_64 random_;
  const bool also_by_email_;
  Texts imports_, known_, marks_, steps_;
  std::set<std::string> without_sources_;
  bool removed_ = false;
  int marked_ = 0;
};

/// Seeds to try: the same few, or from PROFILESTORE_SEED on as many as PROFILESTORE_ROUNDS says.
template <class Tried>
void each_seed(Tried&& tried) {
  const auto asked = [](const char* name, std::uint64_t otherwise) {
    const char* text = std::getenv(name);
    return text == nullptr ? otherwise : std::stoull(text);
  };
  const std::uint64_t first = asked("PROFILESTORE_SEED", 1),
                      rounds = asked("PROFILESTORE_ROUNDS", 10);
  for (std::uint64_t seed = first; seed < first + rounds; ++seed) {
    INFO("PROFILESTORE_SEED=" << seed << " PROFILESTORE_ROUNDS=1");
    tried(seed);
  }
}

}  // namespace

TEST_CASE("imports that are undone, the last one first, leave what was before", "[import][undo]") {
  each_seed([](std::uint64_t seed) {
    History history(seed);
    history.import();
    history.undo_one(history.imports()[0]);
    std::vector<std::vector<std::vector<RawDatabase::Row>>> before;
    for (int i = 0; i < 6; ++i) {
      before.push_back(history.contents());
      history.import();
    }
    for (; !before.empty(); before.pop_back()) {
      history.undo_one(history.imports()[before.size()]);
      INFO(history.told());
      REQUIRE(history.contents() == before.back());
    }
  });
}

TEST_CASE("imports that are undone in any order, by key or whole, leave nothing",
          "[import][undo]") {
  each_seed([](std::uint64_t seed) {
    History history(seed);
    for (int i = 0; i < 12; ++i) history.below(2) == 0 ? history.import() : history.undo_any();
    history.import();
    history.undo_all();
    INFO(history.told());
    REQUIRE(history.live() == Texts{});
    for (const std::string table : {"archive", "quarantine", "provenance", "redirects"}) {
      CAPTURE(table, history.rows("SELECT * FROM ps_" + table));
      CHECK(history.value("SELECT count(*) FROM ps_" + table) == "0");
    }
  });
}

TEST_CASE("nothing that the application wrote is lost by imports and undo", "[import][undo]") {
  each_seed([](std::uint64_t seed) {
    History history(seed);
    history.import();
    for (int i = 0; i < 16; ++i) {
      switch (history.below(7)) {
        case 0:
        case 1:
          history.import();
          break;
        case 2:
          history.edit();
          break;
        case 3:
          history.insert();
          break;
        case 4:
          history.undo_any();
          break;
        case 5:
          history.make_unique();
          break;
        default:
          seed % 2 == 0 ? history.remove() : history.edit();
      }
    }
    history.undo_all();
  });
}

}  // namespace undo_undo_random_test

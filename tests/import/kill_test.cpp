// An import that is killed leaves the store as it was.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <thread>

#include "catch.hpp"
#include "import/fixture.hpp"
#include "store/child_process.hpp"
#include "store/seed.hpp"

namespace import_kill_test {

using namespace profilestore;
using fixture::by;

namespace {

/// Imports in a child that is killed after `delay`; whether the child had finished by then.
bool finished_before_kill(const std::filesystem::path& store, const std::string& source,
                          std::chrono::microseconds delay) {
  ChildProcess child([&] {
    import_files(store, {source}, by("userId"));
    return 0;
  });
  std::this_thread::sleep_for(delay);
  child.kill();
  const int status = child.wait();
  REQUIRE((status == 0 || status == -1));
  return status == 0;
}

std::chrono::microseconds time_of_import(const temporary::Folder& folder, const std::string& source,
                                         const std::string& seed) {
  const auto start = std::chrono::steady_clock::now();
  if (!seed.empty()) std::filesystem::copy_file(seed, folder / "timed.db");
  import_files(folder / "timed.db", {source}, by("userId"));
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() -
                                                               start);
}

}  // namespace

TEST_CASE("an import into a new store that is killed leaves no store, or the whole one",
          "[import][kill]") {
  temporary::Folder folder;
  const auto exported = fixture::generated(folder, "creatorprofiles", "export.json");
  const auto whole_time = time_of_import(folder, exported.path, "");
  const auto whole = fixture::result_of(folder / "timed.db");
  const std::uint64_t seed = first_seed();
  INFO("PROFILESTORE_SEED=" << seed);
  std::mt19937_64 random(seed);
  int killed = 0;
  for (int cycle = 0; cycle < 20; ++cycle) {
    std::uniform_int_distribution<std::int64_t> moment(0, whole_time.count());
    const bool finished = finished_before_kill(folder / "s.db", exported.path,
                                               std::chrono::microseconds(moment(random)));
    killed += finished ? 0 : 1;
    if (std::filesystem::exists(folder / "s.db")) {
      CHECK(fixture::result_of(folder / "s.db") == whole);
      std::filesystem::remove(folder / "s.db");
    } else {
      CHECK_FALSE(finished);
    }
  }
  CHECK(killed > 0);
  // What the killed ones left is taken away by the next import.
  import_files(folder / "s.db", {exported.path}, by("userId"));
  for (const std::string& name : folder.names()) CHECK(name.rfind(".s.db.", 0) != 0);
}

TEST_CASE("an import into a store that is killed leaves the old state, or the new one",
          "[import][kill]") {
  temporary::Folder folder;
  const auto old_export = fixture::generated(folder, "creatorprofiles --seed 1", "old.json");
  const auto new_export = fixture::generated(folder, "creatorprofiles --seed 2", "new.json");
  import_files(folder / "old.db", {old_export.path}, by("userId"));
  const auto before = fixture::result_of(folder / "old.db");
  const auto whole_time = time_of_import(folder, new_export.path, (folder / "old.db").string());
  const auto after = fixture::result_of(folder / "timed.db");
  REQUIRE(before.live != after.live);
  const std::uint64_t seed = first_seed();
  INFO("PROFILESTORE_SEED=" << seed);
  std::mt19937_64 random(seed);
  int killed = 0;
  for (int cycle = 0; cycle < 20; ++cycle) {
    for (const char* suffix : {"", "-wal", "-shm", ".head"})
      std::filesystem::remove(folder / ("s.db" + std::string(suffix)));
    std::filesystem::copy_file(folder / "old.db", folder / "s.db");
    std::uniform_int_distribution<std::int64_t> moment(0, whole_time.count());
    const bool finished = finished_before_kill(folder / "s.db", new_export.path,
                                               std::chrono::microseconds(moment(random)));
    killed += finished ? 0 : 1;
    const auto found = fixture::result_of(folder / "s.db");
    // Killed after its commit and before its end, the child was done all the same.
    CHECK((found == after || (!finished && found == before)));
    CHECK(Store::open(folder / "s.db").check().sound());
  }
  CHECK(killed > 0);
}

namespace {

std::string setting(const char* name, const char* otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : value;
}

/// Half of the documents are new ones, half more complete than those that the store has.
std::string half_of_each(const std::string& old_export, const std::string& other,
                         const temporary::Folder& folder) {
  const auto lines = fixture::lines_of(temporary::contents(old_export)),
             others = fixture::lines_of(temporary::contents(other));
  std::string text;
  for (std::size_t i = 0; i < lines.size(); ++i)
    text += i % 2 == 0 ? others[i] + "\n"
                       : lines[i].substr(0, lines[i].size() - 1) + ",\"again\":true}\n";
  temporary::write_file(folder / "new.json", text);
  return (folder / "new.json").string();
}

/// What tells two states of a store apart, without all of its rows.
std::vector<std::string> state_of(const std::filesystem::path& db) {
  const Store store = Store::open(db);
  CHECK(store.check().sound());
  std::vector<std::string> state{content_digest(store, "profiles")};
  for (const char* table :
       {"ps_imports", "ps_archive", "ps_quarantine", "ps_provenance", "ps_redirects"})
    state.push_back(fixture::column(db, std::string("SELECT count(*) FROM ") + table).front());
  return state;
}

}  // namespace

// PROFILESTORE_KILLS=100 PROFILESTORE_KILL_DOCUMENTS=100000: as many, and into as many documents.
TEST_CASE("whenever an import is killed, verify agrees with what is there", "[import][kill]") {
  const int kills = std::stoi(setting("PROFILESTORE_KILLS", "8"));
  const std::string count = setting("PROFILESTORE_KILL_DOCUMENTS", "3000");
  temporary::Folder folder;
  const auto bulk = [&](const std::string& seed, const std::string& name) {
    return fixture::generated(folder, "bulk --count " + count + " --seed " + seed, name).path;
  };
  const std::string old_export = bulk("1", "old.json");
  const std::string new_export = half_of_each(old_export, bulk("2", "other.json"), folder);
  const auto first = import_files(folder / "old.db", {old_export}, by("userId"));
  const auto before = state_of(folder / "old.db");
  const auto whole_time = time_of_import(folder, new_export, (folder / "old.db").string());
  const auto after = state_of(folder / "timed.db");
  REQUIRE(before != after);
  REQUIRE(fixture::column(folder / "timed.db",
                          "SELECT 1 FROM ps_imports WHERE updated > 0 AND "
                          "inserted > 0 AND merged > 0") == std::vector<std::string>{"1"});
  const std::uint64_t seed = first_seed();
  INFO("PROFILESTORE_SEED=" << seed);
  std::mt19937_64 random(seed);
  int was_before = 0, was_after = 0;
  std::int64_t end = whole_time.count();  // about when it commits: the machine may be busier by now
  for (int cycle = 0; cycle < kills; ++cycle) {
    for (const char* suffix : {"", "-wal", "-shm", ".head"})
      std::filesystem::remove(folder / ("s.db" + std::string(suffix)));
    std::filesystem::copy_file(folder / "old.db", folder / "s.db");
    const std::int64_t earliest = cycle % 2 == 0 ? 0 : end * 9 / 10;
    const std::int64_t moment =
        std::uniform_int_distribution<std::int64_t>(earliest, end * 11 / 10)(random);
    const bool finished =
        finished_before_kill(folder / "s.db", new_export, std::chrono::microseconds(moment));
    const auto found = state_of(folder / "s.db");
    const Store store = Store::open(folder / "s.db");
    if (found == before) {
      CHECK_FALSE(finished);
      CHECK_THROWS_AS(verify_import(store, "2"), InvalidInput);
      ++was_before;
      end = std::max(end, moment);
    } else {
      CHECK(found == after);
      CHECK(verify_import(store, "2").proven());
      ++was_after;
      end = std::min(end, moment);
    }
    CHECK(verify_import(store, first.id).proven());
  }
  CHECK(was_before + was_after == kills);
  if (kills >= 100) std::printf("killed: %d before, %d after\n", was_before, was_after);
}

}  // namespace import_kill_test

// An import that is killed leaves the store as it was.
#include <chrono>
#include <random>
#include <thread>

#include "catch.hpp"
#include "import/fixture.hpp"
#include "store/child_process.hpp"
#include "store/seed.hpp"

using namespace profilestore;
using fixture::by;

namespace {

/// Imports in a child that is killed after `delay`; whether the child had finished by then.
bool finished_before_kill(const std::filesystem::path& store, const std::string& source,
                          std::chrono::microseconds delay) {
  ChildProcess child([&] {
    import(store, {source}, by("userId"));
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
  import(folder / "timed.db", {source}, by("userId"));
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
  import(folder / "s.db", {exported.path}, by("userId"));
  for (const std::string& name : folder.names()) CHECK(name.rfind(".s.db.", 0) != 0);
}

TEST_CASE("an import into a store that is killed leaves the old state, or the new one",
          "[import][kill]") {
  temporary::Folder folder;
  const auto old_export = fixture::generated(folder, "creatorprofiles --seed 1", "old.json");
  const auto new_export = fixture::generated(folder, "creatorprofiles --seed 2", "new.json");
  import(folder / "old.db", {old_export.path}, by("userId"));
  const auto before = fixture::result_of(folder / "old.db");
  const auto whole_time = time_of_import(folder, new_export.path, (folder / "old.db").string());
  const auto after = fixture::result_of(folder / "timed.db");
  REQUIRE(before.live != after.live);
  const std::uint64_t seed = first_seed();
  INFO("PROFILESTORE_SEED=" << seed);
  std::mt19937_64 random(seed);
  int killed = 0;
  for (int cycle = 0; cycle < 20; ++cycle) {
    for (const char* suffix : {"", "-wal", "-shm"})
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

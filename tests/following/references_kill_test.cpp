// References, and their undo, that are killed: before or after, nothing between.
#include <chrono>
#include <random>
#include <thread>

#include "following/references_bench.hpp"
#include "store/child_process.hpp"
#include "store/seed.hpp"

namespace following_references_kill_test {

using namespace profilestore;
using fixture::id_of;

namespace {

using Rows = std::vector<std::vector<RawDatabase::Row>>;

void fill(const std::filesystem::path& path) {
  temporary::Folder folder;
  std::string people;
  for (int i = 0; i < 200; ++i) people += Document{{"_id", id_of(i)}, {"u", i % 50}}.dump() + "\n";
  temporary::write_file(folder / "people.json", people);
  import_files(path, {(folder / "people.json").string()}, fixture::by("u", "people"));
  Store store = Store::open(path);
  for (const char* name : {"orders", "bookings", "visits"}) {
    std::vector<Document> all;
    for (int i = 0; i < 400; ++i)
      all.push_back({{"_id", i}, {"by", {id_of(i % 200), id_of(i % 7)}}});
    store.collection(name).insert_many(all);
  }
}

Rows contents(const std::filesystem::path& path) {
  {
    const Store recovered = Store::open(path);
    CHECK(recovered.check().faults == std::vector<std::string>{});
  }
  RawDatabase raw(path);
  Rows all;
  for (const char* table : {"orders", "bookings", "visits", "ps_archive", "ps_provenance"})
    all.push_back(raw.rows(fmt::format("SELECT * FROM {} ORDER BY 1, 2, 3", table)));
  all.push_back(raw.rows("SELECT id, rules, read, updated, undone IS NULL FROM ps_imports"));
  return all;
}

template <class Work>
std::chrono::microseconds time_of(const Work& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() -
                                                               start);
}

void rewrite(const std::filesystem::path& path) {
  const Store store = Store::open(path);
  rewrite_references(store, "people");
}

void undo(const std::filesystem::path& path) {
  const Store store = Store::open(path);
  undo_import(store, "2");
}

// Each time from `before`, killed at a random moment of `work`.
void kill_often(const std::filesystem::path& before, const std::filesystem::path& scratch,
                void (*work)(const std::filesystem::path&), const Rows& old, const Rows& whole,
                std::chrono::microseconds time, std::mt19937_64& random) {
  int killed = 0;
  for (int cycle = 0; cycle < 25; ++cycle) {
    for (const char* beside : {"", "-wal", "-shm", ".head"})
      std::filesystem::remove(scratch.string() + beside);
    std::filesystem::copy_file(before, scratch);
    ChildProcess child([&] {
      work(scratch);
      return 0;
    });
    std::this_thread::sleep_for(std::chrono::microseconds(
        std::uniform_int_distribution<std::int64_t>(0, time.count())(random)));
    child.kill();
    const int status = child.wait();
    REQUIRE((status == 0 || status == -1));
    killed += status == 0 ? 0 : 1;
    const Rows now = contents(scratch);
    CHECK((now == old || now == whole));
    if (status == 0) CHECK(now == whole);
  }
  CHECK(killed > 0);
}

}  // namespace

TEST_CASE("references that are killed at any moment are as before, or all rewritten",
          "[references][kill]") {
  temporary::Folder folder;
  fill(folder / "old.db");
  const Rows old = contents(folder / "old.db");
  std::filesystem::copy_file(folder / "old.db", folder / "new.db");
  const auto rewriting_time = time_of([&] { rewrite(folder / "new.db"); });
  const Rows whole = contents(folder / "new.db");
  REQUIRE(whole != old);
  std::filesystem::copy_file(folder / "new.db", folder / "undone.db");
  const auto undo_time = time_of([&] { undo(folder / "undone.db"); });
  const Rows undone = contents(folder / "undone.db");
  REQUIRE(undone != whole);

  const std::uint64_t seed = first_seed();
  INFO("PROFILESTORE_SEED=" << seed);
  std::mt19937_64 random(seed);
  kill_often(folder / "old.db", folder / "s.db", rewrite, old, whole, rewriting_time, random);
  kill_often(folder / "new.db", folder / "s.db", undo, whole, undone, undo_time, random);
}

}  // namespace following_references_kill_test

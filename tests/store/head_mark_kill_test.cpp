// Processes that use a store are killed at any moment, between a commit and its mark, a mark and
// its checkpoint, in opening and closing: what they wrote is there, and nobody is told that it is
// not. PROFILESTORE_KILLS says how often, PROFILESTORE_SEED how; a failure names its round.
#include <sys/mman.h>

#include <atomic>
#include <cstdlib>
#include <new>

#include "catch.hpp"
#include "sqlite/files/head_file.hpp"
#include "store/killing.hpp"
#include "store/temporary_store.hpp"

namespace store_head_mark_kill_test {

using namespace profilestore;
namespace fs = std::filesystem;

namespace {

std::uint64_t number_of(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

/// A number that children share with their parent.
class SharedNumber {
 public:
  SharedNumber()
      : number_(new (::mmap(nullptr, sizeof(std::atomic<std::int64_t>), PROT_READ | PROT_WRITE,
                            MAP_SHARED | MAP_ANONYMOUS, -1, 0)) std::atomic<std::int64_t>(0)) {}
  std::atomic<std::int64_t>& operator*() { return *number_; }

 private:
  std::atomic<std::int64_t>* number_;
};

/// Opens, writes and closes until it is killed; counts what was acknowledged.
int use(const fs::path& store, std::uint64_t seed, std::atomic<std::int64_t>& done) {
  std::mt19937_64 random(seed);
  for (;;) {
    const StoreOptions options{
        .durability = random() % 2 == 0 ? Durability::durable : Durability::relaxed,
        .deadline = std::chrono::seconds(60),
        .read_only = random() % 5 == 0};
    Store open = Store::open(store, options);
    if (options.read_only) {
      (void)open.collection("c").count();
      continue;
    }
    const std::uint64_t writes = random() % 20 == 0 ? 300 : random() % 4;
    for (std::uint64_t i = 0; i < writes; ++i) {
      open.collection("c").insert_one({{"i", static_cast<std::int64_t>(random() >> 1)}});
      ++done;
    }
  }
}

}  // namespace

TEST_CASE("Whatever is killed, no store is taken for one that was rolled back", "[store][head]") {
  const std::uint64_t seed = number_of("PROFILESTORE_SEED", 20240617);
  std::mt19937_64 random(seed);
  temporary::Folder folder;
  const fs::path store = folder / "s.db";
  SharedNumber done;
  { Store::open(store); }
  for (std::uint64_t round = 0, rounds = number_of("PROFILESTORE_KILLS", 120); round < rounds;
       ++round) {
    INFO("seed " << seed << ", round " << round);
    {
      std::vector<ChildProcess> children;
      for (std::uint64_t i = 0; i <= round % 3; ++i) {
        const std::uint64_t its_seed = random();
        children.emplace_back([&] { return use(store, its_seed, *done); });
      }
      std::this_thread::sleep_for(killing::Time(random() % 30'000));
      for (ChildProcess& child : children) child.kill();
      for (ChildProcess& child : children) REQUIRE(child.wait() == -1);
    }
    if (random() % 2 == 0)
      REQUIRE(Store::open(store, {.read_only = true}).collection("c").count() >= *done);
    if (random() % 2 == 0) {
      const Store open = Store::open(store);
      REQUIRE(open.stats().collections.size() <= 1);
      *done = Store::open(store).collection("c").count();
    }
  }
  CHECK(Store::open(store).check().sound());
  CHECK(Store::open(store).collection("c").count() >= *done);
  CHECK(sqlite::read_head(store).state == sqlite::HeadState::sound);
}

}  // namespace store_head_mark_kill_test

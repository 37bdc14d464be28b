// The corpus of damaged stores, and small damage by chance, without a fuzzer.
#include <algorithm>
#include <random>

#include "catch.hpp"
#include "faults/soak.hpp"
#include "fuzz/checks.hpp"
#include "store/seed.hpp"
#include "store/temporary_store.hpp"

namespace fuzz_database_replay_test {

namespace fs = std::filesystem;

TEST_CASE("What holds of a store holds of the corpus of damaged ones", "[fuzz][database]") {
  int count = 0;
  for (const auto& entry :
       fs::directory_iterator(fs::path(PROFILESTORE_SOURCE_DIR) / "tests/fuzz/corpus/database")) {
    INFO(entry.path());
    CHECK_NOTHROW(fuzz::check_database(temporary::contents(entry.path())));
    ++count;
  }
  CHECK(count >= 10);
}

TEST_CASE("What holds of a store holds of damaged ones", "[fuzz][database]") {
  const auto seed = first_seed();
  INFO("PROFILESTORE_SEED=" << seed);
  std::int64_t stores = 0;
  soak::repeat([&](std::uint64_t round) {
    std::mt19937_64 random(seed + round);
    for (int i = 0; i < 150; ++i, ++stores) {
      std::string bytes(1 + random() % 60, '\0');
      std::generate(bytes.begin(), bytes.end(), [&] { return static_cast<char>(random()); });
      CHECK_NOTHROW(fuzz::check_database(bytes));
    }
    return true;
  });
  soak::report("damaged stores",
               {{"stores, of which no document was read that was not written", stores}});
}

}  // namespace fuzz_database_replay_test

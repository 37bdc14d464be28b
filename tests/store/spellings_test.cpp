// Spellings of one key, upserted at once by several processes.
#include <algorithm>
#include <random>

#include "catch.hpp"
#include "store/child_process.hpp"
#include "store/temporary_store.hpp"

namespace store_spellings_test {

using namespace profilestore;

namespace {

constexpr int processes = 8, keys = 200, rounds = 2;
const Collation insensitive{.strength = 2};

Collection open_profiles(Store& store) {
  return store.collection(
      "profiles", {.indexes = {{.paths = "email", .name = "email_1", .collation = insensitive}}});
}

std::string spelling(int key, std::mt19937& random) {
  std::string email = "user" + std::to_string(key) + "@example.org";
  for (char& c : email)
    if (random() % 2 == 0) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return email;
}

/// Upserts each key in a spelling and an order of its own.
int save_all(const std::string& path, unsigned worker, const UpdateOptions& options) {
  Store store = Store::open(path, temporary::quick());
  Collection profiles = open_profiles(store);
  std::mt19937 random(worker);
  std::vector<int> order;
  for (int round = 0; round < rounds; ++round)
    for (int key = 0; key < keys; ++key) order.push_back(key);
  std::ranges::shuffle(order, random);
  for (const int key : order)
    profiles.update_one({{"email", spelling(key, random)}}, {{"$inc", {{"saves", 1}}}}, options);
  return 0;
}

}  // namespace

TEST_CASE("Upserts of spellings from 8 processes leave one profile a key and every save in it",
          "[store][hint][collation][race]") {
  const temporary::Folder folder;
  const std::string path = folder / "profiles.db";
  {
    Store store = Store::open(path, temporary::quick());
    open_profiles(store);
  }
  std::vector<ChildProcess> children;
  for (unsigned worker = 0; worker < processes; ++worker)
    children.emplace_back([&] {
      const bool by_hint = worker % 2 == 0;
      return save_all(path, worker,
                      by_hint ? UpdateOptions{.upsert = true, .hint = "email_1"}
                              : UpdateOptions{.upsert = true, .collation = insensitive});
    });
  CHECK(wait_all(children) == std::vector<int>(processes, 0));
  Store store = Store::open(path, temporary::quick());
  Collection profiles = open_profiles(store);
  CHECK(profiles.count() == keys);
  for (int key = 0; key < keys; ++key) {
    const auto profile = profiles.find_one(
        {{"email", "user" + std::to_string(key) + "@example.org"}}, {.hint = "email_1"});
    REQUIRE(profile);
    CHECK(profile->at("saves") == processes * rounds);
  }
}

}  // namespace store_spellings_test

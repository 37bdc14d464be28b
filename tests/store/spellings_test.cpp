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

/// An index, the ways in which calls take an equality as it does, and spellings of its keys.
struct Kind {
  UniqueIndex index;
  std::vector<UpdateOptions> ways;
  std::string (*spell)(const std::string& address, std::mt19937& random);
};

std::string in_any_case(const std::string& address, std::mt19937& random) {
  std::string spelled = address;
  for (char& c : spelled)
    if (random() % 2 == 0) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return spelled;
}

std::string as_gmail_takes_it(const std::string& address, std::mt19937& random) {
  const std::size_t at = address.find('@');
  std::string spelled(random() % 2, ' ');
  for (const char c : address.substr(0, at)) {
    spelled += c;
    if (random() % 4 == 0) spelled += '.';
  }
  if (random() % 2 == 0) spelled += "+news";
  return in_any_case(spelled + (random() % 2 == 0 ? "@gmail.com" : "@googlemail.com"), random) +
         (random() % 2 == 0 ? "\u00a0" : "");
}

std::vector<Kind> kinds() {
  return {{{.paths = "email", .name = "email_1", .collation = insensitive},
           {{.upsert = true, .hint = "email_1"}, {.upsert = true, .collation = insensitive}},
           in_any_case},
          {{.paths = "email", .name = "email_1", .normalise = {Normalise::gmail}},
           {{.upsert = true, .hint = "email_1"}},
           as_gmail_takes_it}};
}

std::string address_of(int key) { return "user" + std::to_string(key) + "@gmail.com"; }

/// Upserts each key in a spelling and an order of its own.
int save_all(const std::string& path, unsigned worker, const Kind& kind) {
  Store store = Store::open(path, temporary::quick());
  Collection profiles = store.collection("profiles", {.indexes = {kind.index}});
  std::mt19937 random(worker);
  std::vector<int> order;
  for (int round = 0; round < rounds; ++round)
    for (int key = 0; key < keys; ++key) order.push_back(key);
  std::ranges::shuffle(order, random);
  for (const int key : order)
    profiles.update_one({{"email", kind.spell(address_of(key), random)}},
                        {{"$inc", {{"saves", 1}}}}, kind.ways[worker % kind.ways.size()]);
  return 0;
}

}  // namespace

TEST_CASE("Upserts of spellings from 8 processes leave one profile a key and every save in it",
          "[store][hint][collation][normalise][race]") {
  const Kind kind = kinds()[static_cast<std::size_t>(GENERATE(0, 1))];
  const temporary::Folder folder;
  const std::string path = folder / "profiles.db";
  {
    Store store = Store::open(path, temporary::quick());
    store.collection("profiles", {.indexes = {kind.index}});
  }
  std::vector<ChildProcess> children;
  for (unsigned worker = 0; worker < processes; ++worker)
    children.emplace_back([&] { return save_all(path, worker, kind); });
  CHECK(wait_all(children) == std::vector<int>(processes, 0));
  Store store = Store::open(path, temporary::quick());
  Collection profiles = store.collection("profiles", {.indexes = {kind.index}});
  CHECK(profiles.count() == keys);
  CHECK(store.check().sound());
  for (int key = 0; key < keys; ++key) {
    const auto profile = profiles.find_one({{"email", address_of(key)}}, {.hint = "email_1"});
    REQUIRE(profile);
    CHECK(profile->at("saves") == processes * rounds);
  }
}

}  // namespace store_spellings_test

// Stores that grow: opening, reads and upserts beside raw ones, of 10,000 profiles of 300 bytes,
// and ten times as many, and so on.
#include <fmt/format.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "bench/harness.hpp"
#include "bench/profiles.hpp"

namespace bench {
namespace {

constexpr std::size_t length = 300;
constexpr const char* raw_read = "SELECT doc FROM profiles WHERE userId = ?1";

std::string copy_of(Statement& read, const std::string& user) {
  if (!read.bind(1, user).step()) throw std::runtime_error("a profile is missing");
  std::string copy(read.text(0));
  read.reset();
  return copy;
}

/// Opens a second, each until the first read. How long it takes to close is not looked at.
Speed opens_a_second(const std::function<std::shared_ptr<void>()>& open) {
  Spent opening;
  int count = 0;
  calls_a_second(settings().seconds, [&] {
    std::shared_ptr<void> opened;
    const Spent spent = time_of([&] { opened = open(); });
    opening = {opening.by_clock + spent.by_clock, opening.by_processor + spent.by_processor};
    ++count;
  });
  return count / opening;
}

std::shared_ptr<void> open_raw(const Pair& pair, Numbers& any) {
  auto database = std::make_shared<Database>(pair.raw);
  Statement read(*database, raw_read);
  copy_of(read, user_id(any()));
  return database;
}

std::shared_ptr<void> open_store(const Pair& pair, Numbers& any) {
  auto store = std::make_shared<Store>(pair.open(Durability::relaxed));
  if (!store->collection(collection_name).find_one({{"userId", user_id(any())}}))
    throw std::runtime_error("a profile is missing");
  return store;
}

Speeds openings(const Pair& pair) {
  Numbers raw(pair.count), any(pair.count);
  return in_turns(
      settings().turns, [&] { return opens_a_second([&] { return open_raw(pair, raw); }); },
      [&] { return opens_a_second([&] { return open_store(pair, any); }); });
}

Speeds reads(const Pair& pair) {
  const Database database = open_with_log(pair.raw, "NORMAL");
  Statement read(database, raw_read);
  const Store store = pair.open(Durability::relaxed);
  const Collection profiles = Store(store).collection(collection_name);
  Numbers raw(pair.count), any(pair.count);
  return in_turns(
      settings().turns,
      [&] { return calls_a_second(settings().seconds, [&] { copy_of(read, user_id(raw())); }); },
      [&] {
        return calls_a_second(settings().seconds, [&] {
          (void)profiles.find_one({{"userId", user_id(any())}});
        });
      });
}

Speeds upserts(const Pair& pair) {
  const Database database = open_with_log(pair.raw, "NORMAL");
  Statement upsert(database,
                   "INSERT INTO profiles(id, userId, doc) VALUES(?1, ?1, ?2) "
                   "ON CONFLICT(userId) DO UPDATE SET doc = ?2");
  Store store = pair.open(Durability::relaxed);
  Collection profiles = store.collection(collection_name);
  Numbers raw(pair.count), any(pair.count);
  // Of a body that is there already SQLite would write nothing.
  std::vector<std::string> bodies;
  for (int i = 0; i < 1000; ++i) bodies.push_back(body(i, length));
  std::size_t calls = 0;
  int n = 0;
  return in_turns(
      settings().turns,
      [&] {
        return calls_a_second(settings().seconds, [&] {
          const std::string user = user_id(raw());
          upsert.bind(1, user).bind(2, bodies[calls++ % bodies.size()]).run();
        });
      },
      [&] {
        return calls_a_second(settings().seconds, [&] {
          profiles.update_one({{"userId", user_id(any())}}, {{"$set", {{"logins", ++n}}}},
                              {.upsert = true});
        });
      });
}

void at_size(int count, const Answer& answer) {
  const Pair pair{fresh_file("growth"), fresh_file("growth-raw"), count};
  fill_store(pair.store, count, false, length);
  fill_table(pair.raw, count, false, length);
  const auto name = [count](const char* what) { return fmt::format("growth/{}/{}", what, count); };
  const auto said = [count](const char* what) {
    return fmt::format("{}, {} profiles of 300 bytes", what, number_text(count));
  };
  answer({name("open"), said("open + first read"), at_most(2), Shown::durations}, openings(pair));
  answer({name("read"), said("find_one")}, reads(pair));
  answer({name("upsert"), said("upsert hit, relaxed")}, upserts(pair));
  remove_store(pair.store);
  remove_store(pair.raw);
}

}  // namespace

void add_growth() {
  for (int count = settings().least_profiles; count <= settings().most_profiles; count *= 10)
    measure(fmt::format("growth/{}", count),
            [count](const Answer& answer) { at_size(count, answer); });
}

}  // namespace bench

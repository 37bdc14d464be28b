// Writers that are killed at random moments: what was acknowledged is there, and nothing else but
// at most the one write that was under way. A soak has 1, 2, 4 and 8 writers.
#include <fcntl.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <random>
#include <thread>

#include "catch.hpp"
#include "faults/soak.hpp"
#include "store/child_process.hpp"
#include "store/seed.hpp"
#include "store/temporary_store.hpp"

namespace store_kill_test {

using namespace profilestore;

namespace {

constexpr int most_writers = 8, users = 40, numbers_a_cycle = 1'000'000;

enum class Who { processes, threads };

enum class Habit {
  honest,  ///< acknowledges what is written
  hasty,   ///< acknowledges first: the fault that the harness must see
};

// A worker's write: it sets its own field of a user's profile to a number that it never used
// before.
struct Write {
  int user;
  int number;
};

std::string log_name(int worker) { return "acknowledged" + std::to_string(worker); }
std::string field_of(int worker) { return "by" + std::to_string(worker); }

// Kept by the system whatever becomes of the process.
class AckLog {
 public:
  explicit AckLog(const std::filesystem::path& path)
      : file_(::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600)) {}
  ~AckLog() { ::close(file_); }
  AckLog(const AckLog&) = delete;
  AckLog& operator=(const AckLog&) = delete;

  void add(const Write& write) {
    if (::write(file_, &write, sizeof write) != sizeof write) throw std::runtime_error("log");
  }

 private:
  int file_;
};

std::vector<Write> acknowledged(const std::filesystem::path& path) {
  if (!std::filesystem::exists(path)) return {};
  const std::string bytes = temporary::contents(path);
  std::vector<Write> writes(bytes.size() / sizeof(Write));
  std::memcpy(writes.data(), bytes.data(), writes.size() * sizeof(Write));
  return writes;
}

[[noreturn]] void write_until_killed(const temporary::Folder& folder, Store store, int worker,
                                     int number, Habit habit) {
  Collection profiles = store.collection("profiles", {.indexes = {UniqueIndex{"userId"}}});
  AckLog log(folder / log_name(worker));
  std::minstd_rand random(static_cast<unsigned>(number * most_writers + worker));
  const std::string text(3000, 'x');
  for (;; ++number) {
    const Write write{static_cast<int>(random() % users), number};
    if (habit == Habit::hasty) {
      log.add(write);
      std::this_thread::sleep_for(std::chrono::milliseconds(3));
    }
    profiles.find_one_and_update({{"userId", write.user}},
                                 {{"$set", {{field_of(worker), number}, {"text", text}}}},
                                 {.upsert = true});
    if (habit == Habit::honest) log.add(write);
  }
}

// The acknowledged writes that are not in the store, and the values there that were neither
// acknowledged nor under way when their writer was killed.
struct Accounts {
  int lost = 0, invented = 0, acknowledged = 0;
};

Accounts accounts_of(const temporary::Folder& folder, const Collection& profiles) {
  Accounts accounts;
  std::map<int, Document> stored;
  for (int user = 0; user < users; ++user) stored[user] = Document::object();
  for (const Document& profile : profiles.find({})) stored[profile.at("userId")] = profile;
  for (int worker = 0; worker < most_writers; ++worker) {
    std::map<int, int> of_user, of_cycle;
    for (const Write& write : acknowledged(folder / log_name(worker))) {
      of_user[write.user] = of_cycle[write.number / numbers_a_cycle] = write.number;
      ++accounts.acknowledged;
    }
    for (int user = 0; user < users; ++user) {
      const int value = stored[user].value(field_of(worker), 0), cycle = value / numbers_a_cycle;
      const bool was_next = value == std::max(of_cycle[cycle], cycle * numbers_a_cycle) + 1;
      if (value < of_user[user]) ++accounts.lost;
      if (value > of_user[user] && !was_next) ++accounts.invented;
    }
  }
  return accounts;
}

/// Whose writes are killed.
struct Writers {
  Who who;
  int count = 4;
};

[[noreturn]] void write_by_threads_until_killed(const temporary::Folder& folder, const Store& store,
                                                int count, int number, Habit habit) {
  std::vector<std::thread> threads;
  for (int worker = 1; worker < count; ++worker)
    threads.emplace_back([&, worker] { write_until_killed(folder, store, worker, number, habit); });
  write_until_killed(folder, store, 0, number, habit);
}

// One cycle: processes, or threads of one, begin to write, and are killed after a while.
void write_and_kill(const temporary::Folder& folder, std::mt19937_64& random, int cycle,
                    const Writers& writers, Habit habit) {
  const StoreOptions options{.durability =
                                 cycle % 2 == 0 ? Durability::durable : Durability::relaxed};
  const int number = 1 + cycle * numbers_a_cycle;
  std::vector<ChildProcess> children;
  for (int worker = 0; worker < (writers.who == Who::processes ? writers.count : 1); ++worker)
    children.emplace_back([&, worker]() -> int {
      const Store store = Store::open(folder / "p.db", options);
      if (writers.who == Who::threads)
        write_by_threads_until_killed(folder, store, writers.count, number, habit);
      write_until_killed(folder, store, worker, number, habit);
    });
  std::this_thread::sleep_for(std::chrono::milliseconds(20 + random() % 180));
  std::shuffle(children.begin(), children.end(), random);
  for (ChildProcess& child : children) child.kill();
  CHECK(wait_all(children) == std::vector<int>(children.size(), -1));
}

/// What all cycles counted.
struct Sum {
  std::int64_t cycles = 0, killed = 0, acknowledged = 0;
};

// Cycles on one store.
void check_accounts(const Writers& writers, int cycles, std::mt19937_64& random, Sum& sum) {
  temporary::Folder folder;
  Accounts accounts;
  for (int cycle = 0; cycle < cycles; ++cycle) {
    INFO(writers.count << " writers, cycle " << cycle);
    write_and_kill(folder, random, cycle, writers, Habit::honest);
    Store store = Store::open(folder / "p.db", temporary::quick());
    Collection profiles = store.collection("profiles");
    accounts = accounts_of(folder, profiles);
    REQUIRE(accounts.lost == 0);
    REQUIRE(accounts.invented == 0);
    for (int user = 0; user < users; ++user) REQUIRE(profiles.count({{"userId", user}}) <= 1);
    REQUIRE(store.check().sound());
    ++sum.cycles;
    sum.killed += writers.who == Who::processes ? writers.count : 1;
  }
  CHECK(accounts.acknowledged > cycles);
  sum.acknowledged += accounts.acknowledged;
}

void check_accounts(const std::string& name, Who who) {
  const std::uint64_t seed = first_seed();
  INFO("PROFILESTORE_SEED=" << seed);
  std::mt19937_64 random(seed);
  constexpr int cycles_a_store = 20;
  Sum sum;
  int count = 4;
  soak::repeat([&](std::uint64_t) {
    check_accounts({who, count}, cycles_a_store, random, sum);
    count = count == most_writers ? 1 : 2 * count;
    return true;
  });
  soak::report(name, {{"cycles", sum.cycles},
                      {"killed processes", sum.killed},
                      {"acknowledged writes, none lost or invented", sum.acknowledged}});
}

// Whether they see it.
bool see_hasty_writers(Who who) {
  const std::uint64_t seed = first_seed();
  INFO("PROFILESTORE_SEED=" << seed);
  std::mt19937_64 random(seed);
  temporary::Folder folder;
  int lost = 0;
  for (int cycle = 0; cycle < 10 && lost == 0; ++cycle) {
    write_and_kill(folder, random, cycle, {who}, Habit::hasty);
    Store store = Store::open(folder / "p.db", temporary::quick());
    lost = accounts_of(folder, store.collection("profiles")).lost;
  }
  return lost > 0;
}

}  // namespace

TEST_CASE("Kill -9 of four writers loses no acknowledged write and duplicates no profile",
          "[store][kill]") {
  check_accounts("kill -9 of processes", Who::processes);
}

TEST_CASE("Kill -9 of threads that share their transactions loses no acknowledged write",
          "[store][kill]") {
  check_accounts("kill -9 of threads that share commits", Who::threads);
}

TEST_CASE("A writer that acknowledges before it writes is caught by the same accounts",
          "[store][kill]") {
  CHECK(see_hasty_writers(Who::processes));
  CHECK(see_hasty_writers(Who::threads));
}

}  // namespace store_kill_test

#include "histories/workload.hpp"

#include <fmt/format.h>

#include <atomic>
#include <functional>
#include <random>
#include <thread>

#include "faults/shared.hpp"
#include "faults/soak.hpp"
#include "store/child_process.hpp"
#include "store/temporary_store.hpp"

namespace histories {
namespace {

using namespace profilestore;
using namespace std::chrono_literals;

constexpr std::int64_t registers = 6, counters = 4, lists = 4, accounts = 8, funds = 100;
constexpr std::int64_t era = 300'000'000;  ///< nanoseconds that a list is appended to

StoreOptions options() { return {.deadline = 2s}; }

CollectionOptions by_key(Habit habit) {
  if (habit == Habit::not_unique) return {};
  return {.indexes = {UniqueIndex{"key"}}};
}

class Thread {
 public:
  Thread(Store& store, const Plan& plan, const std::filesystem::path& log, std::int64_t number)
      : store_(store),
        plan_(plan),
        log_(log),
        number_(number * 1'000'000),
        random_(plan.seed + static_cast<std::uint64_t>(number)) {
    for (const char* name : {"registers", "counters", "lists"})
      collections_.push_back(store_.collection(name));
  }

  void do_one() {
    static constexpr Kind kinds[]{Kind::bump,   Kind::bump,   Kind::look, Kind::count, Kind::count,
                                  Kind::append, Kind::append, Kind::list, Kind::sum,   Kind::move};
    Operation operation{.number = ++number_, .kind = kinds[random_() % std::size(kinds)]};
    operation.key = key_of(operation.kind);
    log_.begin(operation);
    operation.outcome = Outcome::done;
    if (plan_.habit == Habit::acknowledges && operation.kind == Kind::count) {
      log_.end(operation);
      std::this_thread::sleep_for(2ms);
      call(operation);
      return;
    }
    call(operation);
    log_.end(operation);
  }

 private:
  std::int64_t key_of(Kind kind) {
    const auto any = static_cast<std::int64_t>(random_() % 1000);
    if (kind == Kind::bump || kind == Kind::look) return any % registers;
    if (kind == Kind::count) return any % counters;
    if (kind == Kind::append || kind == Kind::list) return now() / era * lists + any % lists;
    return 0;
  }

  void call(Operation& operation) {
    try {
      work(operation);
    } catch (const OutcomeUnknown&) {
      operation.outcome = Outcome::unknown;
    } catch (const Error&) {
      operation.outcome = Outcome::not_done;
    }
  }

  void work(Operation& operation) {
    const Document filter{{"key", operation.key}};
    switch (operation.kind) {
      case Kind::bump:
        operation.value = bump(filter, operation.number);
        break;
      case Kind::look:
        if (const auto found = collections_[0].find_one(filter)) operation.value = found->at("v");
        break;
      case Kind::count:
        collections_[1].update_one(filter, {{"$inc", {{"n", 1}}}}, {.upsert = true});
        break;
      case Kind::append:
        collections_[2].update_one(filter, {{"$push", {{"list", operation.number}}}},
                                   {.upsert = true});
        break;
      case Kind::list:
        if (const auto found = collections_[2].find_one(filter))
          for (const Value& one : found->at("list")) operation.values.push_back(one);
        break;
      case Kind::sum:
        operation.value = sum();
        break;
      case Kind::move:
        move();
    }
  }

  std::int64_t bump(const Document& filter, std::int64_t number) {
    Collection& all = collections_[0];
    if (plan_.habit == Habit::deferred) {
      const auto found = all.find_one(filter);
      const std::int64_t next = (found ? found->at("v").get<std::int64_t>() : 0) + 1;
      all.update_one(filter, {{"$set", {{"v", next}, {"by", number}}}}, {.upsert = true});
      return next;
    }
    if (plan_.habit == Habit::not_unique && !all.find_one(filter)) {
      all.insert_one({{"key", filter.at("key")}, {"v", 1}, {"by", number}});
      return 1;
    }
    const auto outcome =
        all.find_one_and_update(filter, {{"$inc", {{"v", 1}}}, {"$set", {{"by", number}}}},
                                {.upsert = true, .returning = Return::after});
    return outcome.after->at("v");
  }

  std::int64_t sum() {
    std::int64_t total = 0;
    store_.snapshot([&](Snapshot& moment) {
      for (const Document& account : moment.collection("accounts").find({}))
        total += account.at("holds").get<std::int64_t>();
    });
    return total;
  }

  void move() {
    const auto from = static_cast<std::int64_t>(random_() % accounts),
               to = static_cast<std::int64_t>(random_() % accounts), amount = std::int64_t{7};
    store_.transaction([&](Transaction& tx) {
      Collection all = tx.collection("accounts");
      all.update_one({{"_id", from}}, {{"$inc", {{"holds", -amount}}}});
      all.update_one({{"_id", to}}, {{"$inc", {{"holds", amount}}}});
    });
  }

  Store& store_;
  const Plan& plan_;
  Log log_;
  std::int64_t number_;
  std::mt19937_64 random_;
  std::vector<Collection> collections_;
};

class Crowd {
 public:
  explicit Crowd(const Plan& plan) : plan_(plan), random_(plan.seed) {
    Store store = Store::open(folder_ / "p.db", options());
    for (const char* name : {"registers", "counters", "lists"})
      store.collection(
          name,
          by_key(plan.habit == Habit::not_unique && name[0] != 'r' ? Habit::honest : plan.habit));
    if (plan.habit == Habit::not_unique) store.collection("registers").insert_one({{"key", -1}});
    std::vector<Document> all;
    for (std::int64_t i = 0; i < accounts; ++i) all.push_back({{"_id", i}, {"holds", funds}});
    store.collection("accounts").insert_many(all);
  }

  Result run() {
    std::vector<ChildProcess> children;
    for (int i = 0; i < plan_.processes; ++i) children.push_back(spawn());
    const auto end = std::chrono::steady_clock::now() + plan_.time;
    while (std::chrono::steady_clock::now() < end) {
      std::this_thread::sleep_for(std::chrono::milliseconds(20 + random_() % 130));
      ChildProcess& victim = children[random_() % children.size()];
      victim.kill();
      if (victim.wait() == -1) ++result_.kills;
      victim = spawn();
    }
    *stop_ = true;
    for (ChildProcess& child : children)
      if (const int status = child.wait(); status != 0)
        result_.anomalies.push_back(fmt::format("a process ended with {}", status));
    judge();
    return std::move(result_);
  }

 private:
  ChildProcess spawn() {
    const std::int64_t first = spawned_++ * plan_.threads;
    return ChildProcess([&] {
      Store store = Store::open(folder_ / "p.db", options());
      std::vector<std::thread> threads;
      for (std::int64_t i = first; i < first + plan_.threads; ++i)
        threads.emplace_back([&, i] {
          Thread thread(store, plan_, folder_ / fmt::format("{}.log", i), i + 1);
          while (!*stop_) thread.do_one();
        });
      for (std::thread& thread : threads) thread.join();
      return 0;
    });
  }

  void read(Final& final, const Collection& collection,
            const std::function<void(std::int64_t, const Document&)>& take) const {
    std::map<std::int64_t, int> times;
    for (const Document& one : collection.find({})) {
      const std::int64_t key = one.at("key");
      if (key >= 0 && ++times[key] == 2)
        final.doubled.push_back(fmt::format("{} {} is two documents", collection.name(), key));
      if (key >= 0) take(key, one);
    }
  }

  void judge() {
    Store store = Store::open(folder_ / "p.db", options());
    Final final;
    read(final, store.collection("registers"),
         [&](std::int64_t key, const Document& one) { final.versions[key] = one.at("v"); });
    read(final, store.collection("counters"),
         [&](std::int64_t key, const Document& one) { final.counters[key] = one.at("n"); });
    read(final, store.collection("lists"), [&](std::int64_t key, const Document& one) {
      final.lists[key] = one.at("list").get<std::vector<std::int64_t>>();
    });
    for (const Document& account : store.collection("accounts").find({}))
      final.sum += account.at("holds").get<std::int64_t>();
    for (const std::string& fault : store.check().faults) final.doubled.push_back(fault);
    const std::vector<Operation> history = history_in(folder_.path());
    result_.operations = history.size();
    for (const Operation& one : history) {
      if (one.outcome == Outcome::done) ++result_.done;
      if (one.outcome == Outcome::unknown) ++result_.unknown;
    }
    for (std::string& one : anomalies(history, final, accounts * funds))
      result_.anomalies.push_back(std::move(one));
  }

  const Plan& plan_;
  soak::Folder folder_;
  std::mt19937_64 random_;
  std::int64_t spawned_ = 0;
  faults::Shared<std::atomic<bool>> stop_;
  Result result_;
};

}  // namespace

Result run(const Plan& plan) { return Crowd(plan).run(); }

}  // namespace histories

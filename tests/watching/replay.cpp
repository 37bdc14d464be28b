#include "watching/replay.hpp"

#include <fmt/format.h>

#include <fstream>
#include <random>
#include <thread>

#include "faults/soak.hpp"
#include "store/child_process.hpp"
#include "store/temporary_store.hpp"
#include "watching/described.hpp"

namespace replay {
namespace {

using namespace profilestore;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

constexpr int writers = 4, consumers = 2, writes = 30, documents = 12;
constexpr int anomaly = 7;  ///< a consumer's exit status

class Writer {
 public:
  Writer(const fs::path& path, std::uint64_t seed)
      : random_(seed), store_(Store::open(path, temporary::quick())) {}

  void run() {
    for (int i = 0; i < writes; ++i) {
      try {
        write(users_);
      } catch (const DuplicateKey&) {
      } catch (const BulkWriteFailed&) {
      }
    }
  }

 private:
  int any(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
  Document id() { return {{"_id", any(documents)}}; }

  Document fresh() {
    Document made = id();
    made["n"] = any(10);
    made["at"] = {{"x", any(3)}, {"y", {{"z", any(3)}}}};
    made["tags"] = Value::array({any(3), {{"t", any(3)}}, any(3)});
    return made;
  }

  Document update() {
    const std::string updates[] = {
        R"({"$inc":{"n":1}})",
        R"({"$set":{"at.x":@,"at.y.w":@}})",
        R"({"$unset":{"at.y.w":1,"n":1}})",
        R"({"$push":{"tags":{"t":@}}})",
        R"({"$pop":{"tags":1}})",
        R"({"$pull":{"tags":@}})",
        R"({"$set":{"tags.1.t":@}})",
        R"({"$set":{"at":{"y":{"z":@}}}})",
    };
    std::string text = updates[any(std::size(updates))];
    for (std::size_t at = 0; (at = text.find('@')) != text.npos;)
      text.replace(at, 1, std::to_string(any(4)));
    return Document::parse(text);
  }

  void write(Collection users) {
    switch (any(9)) {
      case 0:
      case 1:
        return (void)users.insert_one(fresh());
      case 2:
      case 3:
        return try_update(users);
      case 4: {
        Document by = fresh();
        const Document which{{"_id", by["_id"]}};
        return (void)users.replace_one(which, by, {.upsert = true});
      }
      case 5:
        return (void)users.delete_one(id());
      case 6:
        return (void)users.update_many({{"n", {{"$gt", any(10)}}}}, {{"$inc", {{"n", -1}}}});
      case 7:
        return (void)users.insert_many({fresh(), fresh(), fresh()}, {.ordered = false});
      default:
        return transact();
    }
  }

  void try_update(Collection users) {
    try {
      users.update_one(id(), update(), {.upsert = any(3) == 0});
    } catch (const InvalidUpdate&) {  // the document does not admit it
    }
  }

  void transact() {
    const bool fails = any(4) == 0;
    try {
      store_.transaction([&](Transaction& all) {
        Collection users = all.collection("users");
        users.delete_one(id());
        try_update(users);
        if (fails) throw std::runtime_error("taken back");
        users.delete_many({{"n", {{"$gt", 8}}}});
      });
    } catch (const std::runtime_error& fault) {
      if (std::string_view(fault.what()) != "taken back") throw;
    }
  }

  std::mt19937_64 random_;
  Store store_;
  Collection users_ = store_.collection("users");
};

/// Keeps its copy and its token in one file, which a kill leaves as it was or as it is to be.
class Consumer {
 public:
  Consumer(const fs::path& folder, int number, std::uint64_t seed, Habit habit)
      : folder_(folder),
        file_(folder / fmt::format("copy{}", number)),
        by_description_(number % 2 == 0),
        habit_(habit),
        random_(seed) {}

  int run() {
    while (true) {
      const Store store = Store::open(folder_ / "p.db", temporary::quick());
      try {
        if (follow(Store(store))) return 0;
      } catch (const ChangeStreamHistoryLost&) {
        fs::remove(file_);  // and read it again
      }
    }
  }

 private:
  void load(Store& store) {
    if (fs::exists(file_)) {
      copy_ = Document::parse(temporary::contents(file_));
      return;
    }
    copy_ = {{"token", ""}, {"sequence", 0}, {"documents", Value::object()}};
    store.snapshot([&](Snapshot& moment) {
      const Collection users = moment.collection("users");
      copy_["token"] = users.change_token();
      for (const Document& one : users.find({})) copy_["documents"][one.at("_id").dump()] = one;
    });
    save();
  }

  void save() {
    const fs::path next = file_.string() + ".new";
    temporary::write_file(next, copy_.dump());
    fs::rename(next, file_);
  }

  // Until it is told to end, and all is read; or for some time, and then from what it has saved on.
  bool follow(Store store) {
    load(store);
    ChangeStream stream = store.collection("users").watch(
        {}, {.resume_after = copy_.at("token").get<std::string>(),
             .full_document = by_description_ ? FullDocument::by_default : FullDocument::required});
    for (auto left = random_() % 60 + 1; left > 0;) {
      const bool last = fs::exists(folder_ / "end");
      const auto event = stream.next(last ? 0ms : 3ms);
      if (!event && last) return save(), true;
      if (!event) continue;
      --left;
      take(*event);
      if (random_() % 4 == 0) save();
    }
    return false;
  }

  void take(const ChangeEvent& event) {
    if (event.sequence <= copy_.at("sequence").get<std::int64_t>()) ::_exit(anomaly);
    copy_["sequence"] = event.sequence;
    copy_["token"] = event.token;
    if (habit_ == Habit::loses && random_() % 8 == 0) return;
    Value& all = copy_["documents"];
    const std::string id = event.id.dump();
    if (event.kind == ChangeKind::remove)
      all.erase(id);
    else if (event.full_document)
      all[id] = *event.full_document;
    else if (habit_ == Habit::none || all.contains(id))
      change(*event.update_description, all.at(id));
  }

  void change(const UpdateDescription& description, Document& document) {
    try {
      apply(description, document);
    } catch (const std::exception&) {
      if (habit_ == Habit::none) throw;
    }
  }

  fs::path folder_, file_;
  bool by_description_;
  Habit habit_;
  std::mt19937_64 random_;
  Document copy_;
};

class History {
 public:
  explicit History(const Plan& plan) : plan_(plan), random_(plan.seed) {}

  Result run() {
    {
      // Of each second one the log is so short that some are too late.
      const ChangeLog log{.max_changes = plan_.seed % 2 == 0 ? 100'000 : 40};
      Store::open(path_, temporary::quick()).collection("users", {.change_log = log});
    }
    std::vector<ChildProcess> write, consume;
    for (int i = 0; i < consumers; ++i) consume.push_back(consumer(i));
    for (int i = 0; i < writers; ++i) write.push_back(writer());
    for (int round = 0; round < 6; ++round) {
      std::this_thread::sleep_for(std::chrono::microseconds(random_() % 15'000));
      if (round % 3 == 2) {
        const auto which = static_cast<int>(random_() % consumers);
        end(consume[static_cast<std::size_t>(which)]);
        consume[static_cast<std::size_t>(which)] = consumer(which);
      } else {
        ChildProcess& one = write[random_() % writers];
        end(one);
        one = writer();
      }
    }
    for (const int status : wait_all(write)) note(status, "a writer");
    temporary::write_file(folder_ / "end", "");
    for (const int status : wait_all(consume))
      note(status, status == anomaly ? "a consumer that was told a change twice" : "a consumer");
    compare();
    return std::move(result_);
  }

 private:
  ChildProcess writer() {
    return ChildProcess([this, seed = random_()] {
      Writer(path_, seed).run();
      return 0;
    });
  }

  ChildProcess consumer(int number) {
    return ChildProcess([this, number, seed = random_()] {
      return Consumer(folder_.path(), number, seed, plan_.habit).run();
    });
  }

  void end(ChildProcess& process) {
    process.kill();
    if (const int status = process.wait(); status == -1)
      ++result_.kills;
    else
      note(status, "a process that was not killed yet");
  }

  void note(int status, const std::string& who) {
    if (status != 0)
      result_.anomalies.push_back(fmt::format("{} ended with the status {}", who, status));
  }

  void compare() {
    Store store = Store::open(path_, temporary::quick());
    std::map<std::string, std::string> there;
    for (const Document& one : store.collection("users").find({}))
      there[one.at("_id").dump()] = one.dump();
    for (int i = 0; i < consumers; ++i) {
      const auto copy = Document::parse(temporary::contents(folder_ / fmt::format("copy{}", i)));
      std::map<std::string, std::string> copied;
      for (const auto& [id, one] : copy.at("documents").items()) copied[id] = one.dump();
      for (const auto& [id, text] : there)
        if (copied[id] != text)
          result_.anomalies.push_back(
              fmt::format("consumer {}, {}: {} is {}", i, id, copied[id], text));
      if (copied.size() != there.size())
        result_.anomalies.push_back(fmt::format("consumer {} has documents that are gone", i));
    }
    for (const std::string& fault : store.check().faults) result_.anomalies.push_back(fault);
    result_.changes = store.stats().collections.front().change_log->changes;
  }

  Plan plan_;
  std::mt19937_64 random_;
  soak::Folder folder_;
  fs::path path_ = folder_ / "p.db";
  Result result_;
};

}  // namespace

Result run(const Plan& plan) { return History(plan).run(); }

}  // namespace replay

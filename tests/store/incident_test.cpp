// The two incidents that this store is made against, replayed: many requests for one profile at
// once. Then the same as the page did it, and with the index missing, to see the harness see it.
#include <atomic>
#include <barrier>
#include <mutex>
#include <numeric>
#include <thread>

#include "catch.hpp"
#include "store/child_process.hpp"
#include "store/section_saves.hpp"
#include "store/temporary_store.hpp"

namespace store_incident_test {

using namespace profilestore;
using namespace section_saves;

namespace {

constexpr int threads = 8, processes = 4;

// Runs `body(worker)` in as many threads; what they throw, one line each.
template <class Body>
std::vector<std::string> errors_of_threads(Body body) {
  std::mutex mutex;
  std::vector<std::string> errors;
  std::vector<std::thread> running;
  for (int worker = 0; worker < threads; ++worker)
    running.emplace_back([&, worker] {
      try {
        body(worker);
      } catch (const std::exception& error) {
        const std::lock_guard lock(mutex);
        errors.emplace_back(error.what());
      }
    });
  for (std::thread& thread : running) thread.join();
  return errors;
}

// Every thread looks for every profile, all together, and then each makes what it did not find.
int clashes_of_find_then_insert(Collection profiles) {
  std::barrier step(threads);
  std::atomic<int> clashes = 0;
  const auto errors = errors_of_threads([&](int) {
    for (int user = 0; user < users; ++user) {
      const bool found = profiles.find_one(by_user(user)).has_value();
      step.arrive_and_wait();
      try {
        if (!found) profiles.insert_one(by_user(user));
      } catch (const DuplicateKey&) {
        ++clashes;
      }
      step.arrive_and_wait();
    }
  });
  CHECK(errors == std::vector<std::string>{});
  return clashes;
}

}  // namespace

TEST_CASE("Pages and forms from 8 threads leave one profile per user and every save in it",
          "[store][incident]") {
  temporary::Store store;
  Collection all = profiles(store);
  std::vector<std::vector<Save>> saves(threads);
  const auto errors = errors_of_threads([&](int worker) {
    work(all, worker,
         [&](Save save) { saves[static_cast<std::size_t>(worker)].push_back(std::move(save)); });
  });
  CHECK(errors == std::vector<std::string>{});
  CHECK(all.count() == users);
  CHECK(profiles_of_each(all).size() == users);
  for (const auto& of_worker : saves) {
    CHECK(of_worker.size() == users * sections.size());
    CHECK(lost(all, of_worker) == 0);
  }
  CHECK(store.check().sound());
}

TEST_CASE("Pages and forms from 4 processes leave one profile per user and every save in it",
          "[store][incident]") {
  temporary::Folder folder;
  Signal start;
  std::vector<ChildProcess> children;
  for (int worker = 0; worker < processes; ++worker)
    children.emplace_back([&, worker] {
      Store store = Store::open(folder / "profiles.db", temporary::quick());
      Collection all = profiles(store);
      std::vector<Save> saves;
      start.wait();
      work(all, worker, [&](Save save) { saves.push_back(std::move(save)); });
      return saves.size() == users * sections.size() && lost(all, saves) == 0 ? 0 : 1;
    });
  start.fire(processes);
  CHECK(wait_all(children) == std::vector<int>(processes, 0));

  Store store = Store::open(folder / "profiles.db");
  Collection all = profiles(store);
  CHECK(all.count() == users);
  CHECK(profiles_of_each(all).size() == users);
  std::vector<Save> expected;
  for (int worker = 0; worker < processes; ++worker)
    for (int user = 0; user < users; ++user)
      for (const char* section : sections)
        expected.push_back(
            {user, section + std::string(".by") + std::to_string(worker), 1000 * worker + user});
  CHECK(lost(all, expected) == 0);
  CHECK(store.check().sound());
}

TEST_CASE("Pages that look by userId and pages that look by email first meet in one profile",
          "[store][incident]") {
  temporary::Store store;
  Collection all = store.collection("userprofiles", {.indexes = {{"userId"}, {"email"}}});
  const auto errors = errors_of_threads([&](int worker) {
    for (int user = 0; user < users; ++user) {
      Document first = by_user(user), then = {{"email", user_id(user) + "@example.org"}};
      if (worker % 2 == 1) std::swap(first, then);
      const Document mine = all.get_or_create(first, {}, {.then_by = {then}});
      all.find_one_and_update(then, {{"$set", {{"by" + std::to_string(worker), mine.at("_id")}}}},
                              {.upsert = true, .then_by = {first}});
    }
  });
  CHECK(errors == std::vector<std::string>{});
  CHECK(all.count() == users);
  for (const Document& profile : all.find({})) {
    CHECK(profile.size() == 3 + threads);
    for (int worker = 0; worker < threads; ++worker)
      CHECK(profile.at("by" + std::to_string(worker)) == profile.at("_id"));
  }
  CHECK(store.check().sound());
}

TEST_CASE("Find-then-insert from 8 threads gets DuplicateKey, and nothing is duplicated",
          "[store][incident]") {
  temporary::Store store;
  Collection all = profiles(store);
  CHECK(clashes_of_find_then_insert(all) == users * (threads - 1));
  CHECK(all.count() == users);
  CHECK(duplicated(all) == 0);
  CHECK(store.check().sound());
}

TEST_CASE("Find-then-insert from 4 processes gets DuplicateKey, and nothing is duplicated",
          "[store][incident]") {
  temporary::Folder folder;
  Signal looked, insert;
  std::vector<ChildProcess> children;
  for (int worker = 0; worker < processes; ++worker)
    children.emplace_back([&] {
      Store store = Store::open(folder / "profiles.db", temporary::quick());
      Collection all = profiles(store);
      int found = 0, clashes = 0;
      for (int user = 0; user < users; ++user) found += all.find_one(by_user(user)).has_value();
      looked.fire();
      insert.wait();
      for (int user = 0; user < users; ++user) {
        try {
          all.insert_one(by_user(user));
        } catch (const DuplicateKey& clash) {
          ++clashes;
          if (clash.key_value() != by_user(user)) return 255;
        }
      }
      return found == 0 ? clashes : 254;
    });
  for (int worker = 0; worker < processes; ++worker) looked.wait();
  insert.fire(processes);
  const auto clashes = wait_all(children);
  CHECK(std::accumulate(clashes.begin(), clashes.end(), 0) == users * (processes - 1));
  Store store = Store::open(folder / "profiles.db");
  CHECK(profiles(store).count() == users);
  CHECK(duplicated(profiles(store)) == 0);
}

TEST_CASE("Without the unique index the same race duplicates profiles, and the harness sees it",
          "[store][incident]") {
  temporary::Store store;
  Collection all = store.collection("no index");
  CHECK(clashes_of_find_then_insert(all) == 0);
  CHECK(all.count() == users * threads);
  CHECK(duplicated(all) == users);
  CHECK_THROWS_AS(all.create_index(UniqueIndex{"userId"}), DuplicateKey);
}

TEST_CASE("Saves that read, change and write back lose each other, and the harness sees it",
          "[store][incident]") {
  temporary::Store store;
  Collection all = profiles(store);
  all.get_or_create(by_user(0));
  std::barrier step(threads);
  const auto errors = errors_of_threads([&](int worker) {
    Document personal = all.find_one(by_user(0))->value("personal", Document::object());
    step.arrive_and_wait();
    personal["by" + std::to_string(worker)] = worker;
    all.update_one(by_user(0), {{"$set", {{"personal", personal}}}});
  });
  CHECK(errors == std::vector<std::string>{});
  std::vector<Save> saves;
  for (int worker = 0; worker < threads; ++worker)
    saves.push_back({0, "personal.by" + std::to_string(worker), worker});
  CHECK(lost(all, saves) == threads - 1);
}

}  // namespace store_incident_test

// Who keeps the log from being emptied is named.
#include <unistd.h>

#include "catch.hpp"
#include "store/child_process.hpp"
#include "store/raw_database.hpp"
#include "store/temporary_store.hpp"

namespace store_long_reader_test {

using namespace profilestore;

namespace {

void fill(Collection all, int from, int to) {
  for (int i = from; i < to; ++i)
    all.insert_one({{"_id", i}, {"text", std::string(100'000, static_cast<char>('a' + i % 26))}});
}

std::vector<StoreEvent> long_readers(const Store& store) {
  std::vector<StoreEvent> found;
  for (const StoreEvent& event : store.stats().events)
    if (event.kind == EventKind::long_reader) found.push_back(event);
  return found;
}

}  // namespace

TEST_CASE("Nobody reads a store that nobody reads", "[store][readers]") {
  temporary::Store store;
  fill(store.collection("c"), 0, 3);
  CHECK_FALSE(store.stats().file.reader);
  CHECK(long_readers(store).empty());
}

TEST_CASE("A reader of another process is named, and so is a log that it keeps",
          "[store][readers]") {
  temporary::Folder folder;
  const auto path = folder / "s.db";
  { Store::open(path, temporary::quick()).collection("c").insert_one({{"_id", -1}}); }
  Signal reads, ends;
  ChildProcess child([&] {
    const Store store = Store::open(path, temporary::quick());
    store.snapshot([&](Snapshot& moment) {
      (void)moment.collection("c").count();
      reads.fire();
      ends.wait();
    });
    return 0;
  });
  reads.wait();
  Store store = Store::open(path, temporary::quick());
  fill(store.collection("c"), 0, 200);
  const auto reader = store.stats().file.reader;
  REQUIRE(reader);
  CHECK(reader->process != ::getpid());
  CHECK_FALSE(reader->name.empty());
  CHECK(reader->seconds >= 0);
  const auto events = long_readers(store);
  REQUIRE(events.size() == 1);
  CHECK(events[0].operation ==
        "process " + std::to_string(reader->process) + " (" + reader->name + ")");
  const auto before = store.stats().file.log_bytes;
  CHECK(before > 16'000'000);
  ends.fire();
  CHECK(child.wait() == 0);
  CHECK_FALSE(store.stats().file.reader);
  fill(store.collection("c"), 200, 300);
  CHECK(store.stats().file.log_bytes <= 16'777'216 + 8'000'000);  // it is emptied again
}

TEST_CASE("A reader of this process has an age", "[store][readers]") {
  temporary::Store store;
  fill(store.collection("c"), 0, 3);
  store.snapshot([&](Snapshot& moment) {
    (void)moment.collection("c").count();
    const auto reader = store.stats().file.reader;
    REQUIRE(reader);
    CHECK(reader->process == ::getpid());
    CHECK(reader->seconds == 0);
  });
  CHECK_FALSE(store.stats().file.reader);
}

}  // namespace store_long_reader_test

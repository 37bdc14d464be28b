// Reads by a unique key, beside a prepared statement and a copy of the text.
#include <memory>
#include <stdexcept>

#include "bench/harness.hpp"
#include "bench/profiles.hpp"

namespace bench {
namespace {

struct RawReads {
  explicit RawReads(const Pair& pair)
      : database(open_with_log(pair.raw, "NORMAL")),
        read(database, "SELECT doc FROM profiles WHERE userId = ?1"),
        any(pair.count) {}

  Speed turn() {
    return calls_a_second(settings().seconds, [&] {
      const std::string user = user_id(any());
      if (!read.bind(1, user).step()) throw std::runtime_error("a profile is missing");
      copy = std::string(read.text(0));
      read.reset();
    });
  }

  Database database;
  Statement read;
  Numbers any;
  std::string copy;
};

void read_any(const Collection& profiles, Numbers& any) {
  if (!profiles.find_one({{"userId", user_id(any())}}))
    throw std::runtime_error("a profile is missing");
}

Speed single_reads(const Store& store, Numbers& any) {
  const Collection profiles = Store(store).collection(collection_name);
  return calls_a_second(settings().seconds, [&] { read_any(profiles, any); });
}

Speed snapshot_reads(const Store& store, Numbers& any) {
  Speed speed;
  store.snapshot([&](profilestore::Snapshot& moment) {
    const Collection profiles = moment.collection(collection_name);
    speed = calls_a_second(settings().seconds, [&] { read_any(profiles, any); });
  });
  return speed;
}

Speed text_reads(const Store& store, Numbers& any) {
  const Collection profiles = Store(store).collection(collection_name);
  return calls_a_second(settings().seconds, [&] {
    if (!profiles.find_one_text({{"userId", user_id(any())}}))
      throw std::runtime_error("a profile is missing");
  });
}

}  // namespace

void add_reads() {
  compare({"read/text", "find_one as text", at_least(0.9)}, [] {
    auto raw = std::make_shared<RawReads>(keyed());
    return Sides{[raw] { return raw->turn(); },
                 [store = keyed().open(Durability::relaxed),
                  any = Numbers(keyed().count)]() mutable { return text_reads(store, any); }};
  });
  compare({"read/document", "find_one as a document", at_least(0.4)}, [] {
    auto raw = std::make_shared<RawReads>(keyed());
    return Sides{[raw] { return raw->turn(); },
                 [store = keyed().open(Durability::relaxed),
                  any = Numbers(keyed().count)]() mutable { return single_reads(store, any); }};
  });
  compare({"read/snapshot", "reads in one snapshot, beside single ones", at_least(2)}, [] {
    const Store store = keyed().open(Durability::relaxed);
    return Sides{
        [store, any = Numbers(keyed().count)]() mutable { return single_reads(store, any); },
        [store, any = Numbers(keyed().count)]() mutable { return snapshot_reads(store, any); }};
  });
}

}  // namespace bench

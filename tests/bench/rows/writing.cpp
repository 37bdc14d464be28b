#include "bench/rows/writing.hpp"

#include <algorithm>
#include <vector>

#include "bench/harness.hpp"

namespace bench {
namespace {

constexpr int users = 10'000;
using Seconds = std::chrono::duration<double>;

/// The part of a call that was done by `end`.
double part_done(Seconds call, Clock::time_point ended, Clock::time_point end) {
  const double late = Seconds(ended - end) / call;
  return 1 - std::clamp(late, 0.0, 1.0);
}

}  // namespace

const Written& written() {
  static const Written files = [] {
    Written made{fresh_file("writers"), fresh_file("writers-raw")};
    fill_raw(made.raw, users);
    Store store = Store::open(made.store, {.durability = Durability::relaxed, .many_documents = 0});
    Collection profiles =
        store.collection(collection_name, {.indexes = {profilestore::UniqueIndex{"userId"}}});
    std::vector<Document> all;
    for (int user = 0; user < users; ++user)
      all.push_back({{"userId", user}, {"text", std::string(1000, 'x')}});
    profiles.insert_many(all);
    return made;
  }();
  return files;
}

Writer store_writer(const Store& store, unsigned seed) {
  return [profiles = Store(store).collection(collection_name),
          any = Numbers(users, seed)](Clock::time_point end) mutable {
    double done = 0;
    for (auto start = Clock::now();;) {
      profiles.update_one({{"userId", any()}},
                          {{"$set", {{"a", any()}, {"b", "x"}}}, {"$inc", {{"n", 1}}}},
                          {.upsert = true});
      const auto now = Clock::now();
      if (now >= end) return done + part_done(now - start, now, end);
      ++done;
      start = now;
    }
  };
}

Writer connection_writer(unsigned seed) {
  auto writer = std::make_shared<RawWriter>(written().raw);
  return [writer, seed](Clock::time_point end) {
    const Share share = writer->write(users, seed, end);
    const auto now = Clock::now();
    // A call that was told SQLITE_BUSY has not written.
    const double done = static_cast<double>(share.milliseconds.size()) - 1 - share.busy;
    return std::max(0.0, done) +
           part_done(Seconds(static_cast<double>(share.milliseconds.back()) / 1000), now, end);
  };
}

std::chrono::duration<double> writers_turn() { return Seconds(2 * settings().seconds); }

}  // namespace bench

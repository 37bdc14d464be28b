// What happens to a log after a crash: a bit of it turns, it is cut off, it is lost. What was
// acknowledged before the last head mark is never missed in silence, and no document is changed.
// PROFILESTORE_FLIPS, PROFILESTORE_SEED: as for the flips of the file.
#include <cstdlib>
#include <iostream>
#include <random>

#include "catch.hpp"
#include "sqlite/files/head_file.hpp"
#include "store/child_process.hpp"
#include "store/temporary_store.hpp"

namespace integrity_log_damage_test {

using namespace profilestore;
namespace fs = std::filesystem;

namespace {

constexpr int written = 700;

std::uint64_t number_in(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

Document numbered(int i) { return {{"_id", i}, {"name", "n" + std::to_string(i * 31 % 977)}}; }

/// A store whose writer died, to be damaged again and again.
class Bench {
 public:
  explicit Bench(const StoreOptions& options = {}) {
    { Store::open(store_).collection("c").insert_one(numbered(0)); }
    ChildProcess child([&] {
      Store open = Store::open(store_, options);
      Collection all = open.collection("c");
      for (int i = 1; i < written; ++i) {
        all.insert_one(numbered(i));
        if (sqlite::read_head(store_).head.sequence > marked_sequence_)
          note_mark(sqlite::read_head(store_).head.sequence, i);
      }
      temporary::write_file(folder_ / "marked", std::to_string(marked_));
      ::kill(::getpid(), SIGKILL);
      return 0;
    });
    child.wait();
    marked_ = std::stoi(temporary::contents(folder_ / "marked"));
    file_ = temporary::contents(store_);
    head_ = temporary::contents(store_.string() + ".head");
    log_ = temporary::contents(store_.string() + "-wal");
    fs::create_directory(damaged_.parent_path());
  }

  const std::string& log() const { return log_; }
  int marked() const { return marked_; }  ///< documents before the last mark

  /// Documents that are missing and nobody says so; 0 if somebody does.
  int lost_in_silence(const std::string& log, bool there = true) {
    for (const char* suffix : {"", "-wal", "-shm", ".head"}) fs::remove(damaged_.string() + suffix);
    temporary::write_file(damaged_, file_);
    temporary::write_file(damaged_.string() + ".head", head_);
    if (there) temporary::write_file(damaged_.string() + "-wal", log);
    try {
      Store store = Store::open(damaged_);
      if (!store.check().sound()) return 0;
      int found = 0;
      for (const Document& document : store.collection("c").find(Document::object())) {
        REQUIRE(document == numbered(document.at("_id").get<int>()));
        ++found;
      }
      return written - found;
    } catch (const StorageFailure&) {
      return 0;
    }
  }

 private:
  void note_mark(std::uint64_t sequence, int i) {
    marked_sequence_ = sequence;
    marked_ = i + 1;
  }

  temporary::Folder folder_;
  fs::path store_ = folder_ / "s.db", damaged_ = folder_ / "damaged" / "s.db";
  std::string file_, head_, log_;
  std::uint64_t marked_sequence_ = 0;
  int marked_ = 0;
};

void tell(const char* what, int tries, int silent, int most) {
  if (std::getenv("PROFILESTORE_FLIPS") != nullptr)
    std::cout << what << ": of " << tries << " tries " << silent << " silent, of " << most
              << " documents at most\n";
}

}  // namespace

TEST_CASE("A bit of the log that turns loses the last commit in silence at most",
          "[store][flips][head]") {
  Bench bench;
  REQUIRE(bench.lost_in_silence(bench.log()) == 0);
  const std::uint64_t seed = number_in("PROFILESTORE_SEED", 20240617);
  std::mt19937_64 random(seed);
  int silent = 0, most = 0;
  const int tries = static_cast<int>(number_in("PROFILESTORE_FLIPS", 25));
  for (int i = 0; i < tries; ++i) {
    std::string log = bench.log();
    const std::size_t at = random() % log.size();
    const int bit = static_cast<int>(random() % 8);
    log[at] = static_cast<char>(log[at] ^ (1 << bit));
    INFO("seed " << seed << ", byte " << at << ", bit " << bit);
    const int lost = bench.lost_in_silence(log);
    CHECK(lost <= 1);
    if (lost > 0) ++silent;
    most = std::max(most, lost);
  }
  tell("bits", tries, silent, most);
}

TEST_CASE("A log that is cut off loses nothing from before the last mark in silence",
          "[store][flips][head]") {
  Bench bench;
  int silent = 0, most = 0;
  const std::size_t tries = number_in("PROFILESTORE_FLIPS", 0) > 0 ? 200 : 16;
  for (std::size_t i = 0; i < tries; ++i) {
    const std::size_t size = bench.log().size() * i / tries;
    INFO("cut to " << size << " bytes; marked " << bench.marked());
    const int lost = bench.lost_in_silence(bench.log().substr(0, size));
    CHECK(lost <= written - bench.marked());
    if (lost > 0) ++silent;
    most = std::max(most, lost);
  }
  tell("lengths", static_cast<int>(tries), silent, most);
  CHECK(bench.marked() > written / 2);
}

TEST_CASE("A log that is lost is never missed in silence", "[store][flips][head]") {
  Bench bench;
  CHECK(bench.lost_in_silence("", false) == 0);
}

// After a power cut any commit may be missing where none was forced to the disk.
TEST_CASE("A log of relaxed writes may end anywhere behind the mark", "[store][flips][head]") {
  Bench bench(temporary::quick());
  std::string log = bench.log();
  log[log.size() - 4096 * 12] ^= 1;
  CHECK(bench.lost_in_silence(log) <= written - bench.marked());
}

}  // namespace integrity_log_damage_test

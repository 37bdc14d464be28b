// One bit of a store's file turns, anywhere: nobody is told a document that was not stored, and
// what else is wrong is said. PROFILESTORE_FLIPS says how many are tried, PROFILESTORE_SEED where
// they begin; a failure names the bit, and the same seed comes to it again.
#include <cstdlib>
#include <iostream>
#include <random>

#include "catch.hpp"
#include "integrity/damage.hpp"
#include "sqlite/functions.hpp"
#include "store/raw_database.hpp"
#include "store/reseal.hpp"

namespace integrity_bit_flip_test {

using damage::Outcome;

namespace {

std::uint64_t number_in(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

/// A sound store, what it says, and a copy to damage.
struct Bench {
  Bench() {
    std::filesystem::create_directory(damaged_path.parent_path());
    damage::make_store(folder / "sound.db", folder);
    truth = damage::ask(folder / "sound.db");
    bytes = temporary::contents(folder / "sound.db");
  }

  damage::Verdict judge(const std::string& damaged) { return judge(damaged, damage::judge); }

  template <typename Judge>
  damage::Verdict judge(const std::string& damaged, Judge by) {
    for (const char* suffix : {"", "-wal", "-shm", ".head"})
      std::filesystem::remove(damaged_path.string() + suffix);
    temporary::write_file(damaged_path, damaged);
    return by(damaged_path, truth);
  }

  /// Turns so many bits, one after the other in a whole file.
  template <typename Judge>
  void flip(std::uint64_t flips, Judge by) {
    const std::uint64_t seed = number_in("PROFILESTORE_SEED", 20240617);
    std::mt19937_64 random(seed);
    std::map<Outcome, int> outcomes;
    for (; flips > 0; --flips) {
      const std::size_t at = random() % bytes.size();
      const int bit = static_cast<int>(random() % 8);
      std::string damaged = bytes;
      damaged[at] = static_cast<char>(damaged[at] ^ (1 << bit));
      const auto verdict = judge(damaged, by);
      ++outcomes[verdict.outcome];
      INFO("seed " << seed << ", byte " << at << ", bit " << bit << ": " << verdict.question);
      CHECK(verdict.outcome != Outcome::silent);
      CHECK(verdict.outcome != Outcome::wrong);
    }
    if (std::getenv("PROFILESTORE_FLIPS") != nullptr)
      std::cout << "of " << bytes.size() << " bytes: unchanged " << outcomes[Outcome::unchanged]
                << ", told " << outcomes[Outcome::told] << ", by a check "
                << outcomes[Outcome::checked] << ", silent " << outcomes[Outcome::silent]
                << ", wrong " << outcomes[Outcome::wrong] << "\n";
  }

  temporary::Folder folder;
  std::filesystem::path damaged_path = folder / "damaged" / "sound.db";  // plans tell its name
  damage::Answers truth;
  std::string bytes;
};

}  // namespace

TEST_CASE("The questions to a damaged store have answers", "[store][flips]") {
  Bench bench;
  for (const auto& [question, answer] : bench.truth) {
    INFO(question);
    CHECK(answer.error.empty());
  }
  CHECK(bench.truth.at("archive").documents.size() > 30);
  CHECK(bench.truth.at("quarantine").documents.size() == 2);
  CHECK(bench.truth.at("redirects").documents.size() == 60);
  CHECK(bench.judge(bench.bytes).outcome == Outcome::unchanged);
}

TEST_CASE("A bit that turns is never silent", "[store][flips]") {
  Bench().flip(number_in("PROFILESTORE_FLIPS", 200), damage::judge);
}

TEST_CASE("Writes to a damaged store spread no damage", "[store][flips]") {
  Bench().flip(number_in("PROFILESTORE_FLIPS", 100), damage::judge_after_writes);
}

// What a store without digests would do.
TEST_CASE("The questions find a document that was changed and a count that is wrong",
          "[store][flips]") {
  Bench bench;
  std::filesystem::copy_file(bench.folder / "sound.db", bench.damaged_path);
  const auto forge = [&](const std::string& sql) {
    RawDatabase(bench.damaged_path).run(sql);
    reseal(bench.damaged_path, "people");
    RawDatabase(bench.damaged_path).run("PRAGMA wal_checkpoint(TRUNCATE)");
    return damage::judge(bench.damaged_path, bench.truth).outcome;
  };
  CHECK(
      forge(
          R"(DELETE FROM "people.tags_1.elements" WHERE row = 8; DELETE FROM people WHERE row = 8)") ==
      Outcome::silent);
  CHECK(forge("UPDATE people SET doc = replace(doc, 'Name ', 'Nome ') WHERE row = 3") ==
        Outcome::wrong);
}

}  // namespace integrity_bit_flip_test

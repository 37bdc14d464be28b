// The corpus of the fuzzers, and small damage done to it, without a fuzzer.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "catch.hpp"
#include "fuzz/checks.hpp"
#include "store/seed.hpp"

namespace fuzz_replay_test {

namespace fs = std::filesystem;

namespace {

struct Target {
  const char* name;
  void (*check)(std::string_view);
};

const std::vector<Target> targets{
    {"splitter", fuzz::check_json_source},  {"shell", fuzz::check_shell_source},
    {"extjson", fuzz::check_extended_json}, {"bson", fuzz::check_bson_source},
    {"csv", fuzz::check_csv_source},        {"archive", fuzz::check_archive},
    {"filter", fuzz::check_filter},         {"update", fuzz::check_update}};

std::vector<std::string> corpus_of(const Target& target) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(fs::path(PROFILESTORE_SOURCE_DIR) /
                                                  "tests/fuzz/corpus" / target.name))
    files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<std::string> corpus;
  for (const fs::path& file : files) {
    std::ifstream in(file, std::ios::binary);
    corpus.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  return corpus;
}

}  // namespace

TEST_CASE("What holds of any source holds of the corpus of the fuzzers", "[fuzz]") {
  for (const Target& target : targets) {
    const auto corpus = corpus_of(target);
    CHECK(corpus.size() >= 10);
    for (const std::string& bytes : corpus) {
      INFO(target.name << ": " << bytes);
      CHECK_NOTHROW(target.check(bytes));
    }
  }
}

TEST_CASE("What holds of any source holds of damaged ones", "[fuzz]") {
  const auto seed = first_seed();
  INFO("seed " << seed);
  std::mt19937_64 random(seed);
  for (const Target& target : targets) {
    const auto corpus = corpus_of(target);
    for (int round = 0; round < 1500; ++round) {
      std::string bytes = corpus[random() % corpus.size()];
      for (auto damage = random() % 4; damage > 0 && !bytes.empty(); --damage) {
        const auto at = random() % bytes.size();
        switch (random() % 4) {
          case 0:
            bytes[at] = static_cast<char>(random());
            break;
          case 1:
            bytes.erase(at, random() % 5);
            break;
          case 2:
            bytes.insert(at, bytes.substr(random() % bytes.size(), random() % 9));
            break;
          default:
            bytes.resize(at);
        }
      }
      INFO(target.name << ": " << bytes);
      CHECK_NOTHROW(target.check(bytes));
    }
  }
}

}  // namespace fuzz_replay_test

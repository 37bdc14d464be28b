// Figures of pipelines beside the same work in SQL over json_extract:
//
//   aggregate_bench FOLDER [DOCUMENTS [ROUNDS | large]]
//
// Both ask one collection of a store in FOLDER, in turns; medians of ROUNDS (5), in milliseconds.
// `large` groups documents of 1 KB into three quarters as many keys, and tells the peak of memory.
// Nothing is left in FOLDER. Fails if the two do not count alike.
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <profilestore/profilestore.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "bench/questions.hpp"

namespace {

using namespace profilestore;
using Clock = std::chrono::steady_clock;

template <class Work>
double milliseconds_of(Work work) {
  const auto begin = Clock::now();
  work();
  return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

double median(std::vector<double> times) {
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

bool compare(const std::filesystem::path& file, int documents, int rounds) {
  Store store = Store::open(file, {.durability = Durability::relaxed});
  Collection profiles = store.collection("profiles");
  bench::fill_asked(profiles, documents, 200);
  sqlite3* database = nullptr;
  if (sqlite3_open_v2(file.c_str(), &database, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK)
    throw std::runtime_error("the store cannot be opened by SQLite");
  bool alike = true;
  fmt::print("{:28} {:>12} {:>12}\n", fmt::format("{} documents, ms", documents), "pipeline",
             "SQL");
  for (const bench::Asked& question : bench::questions()) {
    const Value pipeline = ejson::parse_pipeline(question.pipeline);
    std::vector<double> ours, theirs;
    int counted = 0, rows = 0;
    for (int i = 0; i < rounds; ++i) {
      ours.push_back(
          milliseconds_of([&] { counted = bench::count_of(profiles.aggregate(pipeline)); }));
      theirs.push_back(milliseconds_of([&] { rows = bench::rows_of(database, question.sql); }));
    }
    fmt::print("{:28} {:12.1f} {:12.1f}\n", question.name, median(ours), median(theirs));
    alike = alike && counted == rows;
  }
  sqlite3_close(database);
  return alike;
}

bool group_many(const std::filesystem::path& file, int documents) {
  Store store = Store::open(file, {.durability = Durability::relaxed});
  Collection profiles = store.collection("profiles");
  bench::fill_asked(profiles, documents, 860);
  int groups = 0;
  const double time = milliseconds_of([&] {
    groups = bench::count_of(profiles.aggregate(ejson::parse_pipeline(
        R"([{"$group":{"_id":"$userId","n":{"$sum":1},"last":{"$max":"$logins"}}}])")));
  });
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  fmt::print("{} documents of 1 KB, {} groups: {:.1f} s, peak of memory {} MiB\n", documents,
             groups, time / 1000, usage.ru_maxrss / 1024);
  return groups == std::max(1, documents * 3 / 4) && usage.ru_maxrss < 256 * 1024;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    std::cerr << "usage: aggregate_bench FOLDER [DOCUMENTS [ROUNDS | large]]\n";
    return 2;
  }
  std::string name = (std::filesystem::path(arguments[1]) / "aggregate-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) {
    std::cerr << "FOLDER cannot be written\n";
    return 1;
  }
  const int documents = count > 2 ? std::atoi(arguments[2]) : 100'000;
  const std::string how = count > 3 ? arguments[3] : "5";
  bool done = false;
  try {
    const auto file = std::filesystem::path(name) / "p.db";
    done = how == "large" ? group_many(file, documents)
                          : compare(file, documents, std::max(1, std::atoi(how.c_str())));
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
  }
  std::error_code ignored;
  std::filesystem::remove_all(name, ignored);
  return done ? 0 : 1;
}

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

namespace {

using namespace profilestore;
using Clock = std::chrono::steady_clock;

struct Question {
  const char* name;
  const char* pipeline;
  const char* sql;
};

const std::vector<Question> questions{
    {"duplicates by $group",
     R"([{"$group":{"_id":"$userId","n":{"$sum":1}}},{"$match":{"n":{"$gt":1}}}])",
     "SELECT json_extract(doc, '$.userId') AS k, count(*) AS n FROM profiles GROUP BY k "
     "HAVING n > 1"},
    {"sums of few groups",
     R"([{"$group":{"_id":"$plan","n":{"$sum":"$logins"},"a":{"$avg":"$logins"}}}])",
     "SELECT json_extract(doc, '$.plan') AS k, sum(json_extract(doc, '$.logins')), "
     "avg(json_extract(doc, '$.logins')) FROM profiles GROUP BY k"},
    {"$match without an index", R"([{"$match":{"logins":{"$lt":10}}},{"$project":{"userId":1}}])",
     "SELECT json_extract(doc, '$.userId') FROM profiles WHERE "
     "json_extract(doc, '$.logins') < 10"},
    {"first ten of a $sort", R"([{"$sort":{"logins":-1,"_id":1}},{"$limit":10}])",
     "SELECT doc FROM profiles ORDER BY json_extract(doc, '$.logins') DESC, row LIMIT 10"},
    {"$unwind and $sortByCount", R"([{"$unwind":"$tags"},{"$sortByCount":"$tags"}])",
     "SELECT value, count(*) AS n FROM profiles, json_each(doc, '$.tags') GROUP BY value "
     "ORDER BY n DESC"}};

Document profile_of(int i, int documents, std::size_t bio) {
  return {{"_id", i},
          {"userId", fmt::format("643700f2ec89025c{:08x}", i % std::max(1, documents * 3 / 4))},
          {"plan", i % 3 == 0 ? "pro" : "free"},
          {"logins", static_cast<int>(static_cast<std::int64_t>(i) * 7919 % 1000)},
          {"tags", Value::array({fmt::format("t{}", i % 10), fmt::format("t{}", i % 7)})},
          {"bio", std::string(bio, 'b')}};
}

void fill(Collection profiles, int documents, std::size_t bio) {
  std::vector<Document> some;
  for (int i = 0; i < documents; ++i) {
    some.push_back(profile_of(i, documents, bio));
    if (some.size() == 5000 || i + 1 == documents) profiles.insert_many(std::exchange(some, {}));
  }
}

int count_of(Cursor found) {
  int count = 0;
  for (const Document& document : found) count += document.empty() ? 0 : 1;
  return count;
}

int rows_of(sqlite3* database, const char* sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database, sql, -1, &statement, nullptr) != SQLITE_OK)
    throw std::runtime_error(sqlite3_errmsg(database));
  int rows = 0;
  while (sqlite3_step(statement) == SQLITE_ROW)
    rows += sqlite3_column_bytes(statement, 0) < 0 ? 0 : 1;
  sqlite3_finalize(statement);
  return rows;
}

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
  fill(profiles, documents, 200);
  sqlite3* database = nullptr;
  if (sqlite3_open_v2(file.c_str(), &database, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK)
    throw std::runtime_error("the store cannot be opened by SQLite");
  bool alike = true;
  fmt::print("{:28} {:>12} {:>12}\n", fmt::format("{} documents, ms", documents), "pipeline",
             "SQL");
  for (const Question& question : questions) {
    const Value pipeline = ejson::parse_pipeline(question.pipeline);
    std::vector<double> ours, theirs;
    int counted = 0, rows = 0;
    for (int i = 0; i < rounds; ++i) {
      ours.push_back(milliseconds_of([&] { counted = count_of(profiles.aggregate(pipeline)); }));
      theirs.push_back(milliseconds_of([&] { rows = rows_of(database, question.sql); }));
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
  fill(profiles, documents, 860);
  int groups = 0;
  const double time = milliseconds_of([&] {
    groups = count_of(profiles.aggregate(ejson::parse_pipeline(
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

#include "bench/raw_writers.hpp"

#include <fmt/format.h>
#include <random>
#include <stdexcept>
#include <string>

namespace bench {
namespace {

constexpr const char* upsert =
    "INSERT INTO profiles(k, doc) VALUES(?1, json_object('userId', ?1, 'a', ?2, 'b', 'x', 'n', 1)) "
    "ON CONFLICT(k) DO UPDATE SET doc = "
    "json_set(doc, '$.a', ?2, '$.b', 'x', '$.n', coalesce(json_extract(doc, '$.n'), 0) + 1) "
    "RETURNING doc";

}  // namespace

void fill_raw(const std::filesystem::path& file, int users) {
  const Database database = open_with_log(file, "FULL");
  database.run("CREATE TABLE profiles(row INTEGER PRIMARY KEY, k INTEGER UNIQUE, doc TEXT); BEGIN");
  Statement insert(
      database, "INSERT INTO profiles(k, doc) VALUES(?1, json_object('userId', ?1, 'text', ?2))");
  const std::string text(1000, 'x');
  for (int user = 0; user < users; ++user) insert.bind(1, std::int64_t{user}).bind(2, text).run();
  database.run("COMMIT");
}

RawWriter::RawWriter(const std::filesystem::path& file)
    : database_(open_with_log(file, "FULL")), statement_(database_, upsert) {}

Share RawWriter::write(int users, unsigned seed, Clock::time_point end) {
  std::minstd_rand random(seed * 7919 + 1);
  Share share;
  for (auto start = Clock::now(); share.milliseconds.empty() || start < end;) {
    statement_.bind(1, static_cast<std::int64_t>(random() % unsigned(users)));
    statement_.bind(2, static_cast<std::int64_t>(random()));
    int code = sqlite3_step(statement_.get());
    while (code == SQLITE_ROW) code = sqlite3_step(statement_.get());
    if ((code & 0xFF) == SQLITE_BUSY)
      ++share.busy;
    else if (code != SQLITE_DONE)
      throw std::runtime_error(fmt::format("SQLite: {}", sqlite3_errmsg(database_.get())));
    statement_.reset();
    const auto now = Clock::now();
    share.milliseconds.push_back(std::chrono::duration<float, std::milli>(now - start).count());
    start = now;
  }
  return share;
}

Share raw_writer(const std::filesystem::path& file, int users, unsigned seed,
                 Clock::time_point end) {
  return RawWriter(file).write(users, seed, end);
}

}  // namespace bench

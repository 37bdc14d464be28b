// Pipelines, and the same work in SQL over json_extract; and the documents that both ask.
#pragma once

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <profilestore/profilestore.hpp>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace bench {

struct Asked {
  const char* name;
  const char* pipeline;
  const char* sql;
};

inline const std::vector<Asked>& questions() {
  static const std::vector<Asked> all{
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
  return all;
}

/// One of `documents`, a quarter of which share a userId with another.
inline profilestore::Document asked_profile(int i, int documents, std::size_t bio) {
  using profilestore::Value;
  return {{"_id", i},
          {"userId", fmt::format("643700f2ec89025c{:08x}", i % std::max(1, documents * 3 / 4))},
          {"plan", i % 3 == 0 ? "pro" : "free"},
          {"logins", static_cast<int>(static_cast<std::int64_t>(i) * 7919 % 1000)},
          {"tags", Value::array({fmt::format("t{}", i % 10), fmt::format("t{}", i % 7)})},
          {"bio", std::string(bio, 'b')}};
}

inline void fill_asked(profilestore::Collection profiles, int documents, std::size_t bio) {
  std::vector<profilestore::Document> some;
  for (int i = 0; i < documents; ++i) {
    some.push_back(asked_profile(i, documents, bio));
    if (some.size() == 5000 || i + 1 == documents) profiles.insert_many(std::exchange(some, {}));
  }
}

inline int count_of(profilestore::Cursor found) {
  int count = 0;
  for (const profilestore::Document& document : found) count += document.empty() ? 0 : 1;
  return count;
}

inline int rows_of(sqlite3* database, const char* sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database, sql, -1, &statement, nullptr) != SQLITE_OK)
    throw std::runtime_error(sqlite3_errmsg(database));
  int rows = 0;
  while (sqlite3_step(statement) == SQLITE_ROW)
    rows += sqlite3_column_bytes(statement, 0) < 0 ? 0 : 1;
  sqlite3_finalize(statement);
  return rows;
}

}  // namespace bench

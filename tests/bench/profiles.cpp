#include "bench/profiles.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "bench/harness.hpp"

namespace bench {
namespace {

constexpr int batch = 5000;

std::string id_of(int number) { return fmt::format("64f0a1b2c3d4e5f6{:08x}", number); }

int score_of(int number, int count) {
  return static_cast<int>(static_cast<std::int64_t>(number) * 7919 % count);
}

}  // namespace

std::string user_id(int number) { return fmt::format("643700f2ec89025c{:08x}", number); }

Document profile(int number, std::size_t length) {
  Document made = {{"_id", {{"$oid", id_of(number)}}},
                   {"userId", user_id(number)},
                   {"displayName", fmt::format("Creator {}", number)},
                   {"group", number / group_size},
                   {"score", score_of(number, 1'000'003)},
                   {"logins", number % 1000},
                   {"address", {{"city", "Lisboa"}, {"country", "PT"}}},
                   {"updatedAt", {{"$date", "2024-05-01T12:00:00Z"}}}};
  if (length >= 600)
    made.update({{"email", fmt::format("creator{}@mail.example.org", number)},
                 {"preferences", {{"theme", "dark"}, {"language", "pt"}, {"push", true}}},
                 {"tags", Value::array({"music", "travel", "food"})},
                 {"rating", 4.5},
                 {"phone", nullptr}});
  made["bio"] = "";
  const std::size_t so_far = made.dump().size();
  made["bio"] = std::string(length > so_far ? length - so_far : 0, 'b');
  return made;
}

std::string body(int number, std::size_t length) { return profile(number, length).dump(); }

void fill_store(const std::filesystem::path& file, int count, bool listed, std::size_t length) {
  Store store = Store::open(file, {.durability = Durability::relaxed, .many_documents = 0});
  Collection profiles =
      store.collection(collection_name, {.indexes = {profilestore::UniqueIndex{"userId"}}});
  if (listed)
    profiles.create_indexes({profilestore::Index{{"group"}}, profilestore::Index{{"score"}}});
  for (int begin = 0; begin < count; begin += batch) {
    std::vector<Document> some;
    for (int i = begin; i < std::min(count, begin + batch); ++i) some.push_back(profile(i, length));
    profiles.insert_many(some);
  }
}

void create_table(const Database& database, bool listed) {
  database.run(
      "CREATE TABLE profiles(row INTEGER PRIMARY KEY, id TEXT NOT NULL, userId TEXT NOT NULL,"
      " grp INTEGER, score INTEGER, doc TEXT NOT NULL);"
      "CREATE UNIQUE INDEX by_id ON profiles(id);"
      "CREATE UNIQUE INDEX by_user ON profiles(userId);");
  if (listed)
    database.run(
        "CREATE INDEX by_group ON profiles(grp); CREATE INDEX by_score ON profiles(score);");
}

void fill_table(const std::filesystem::path& file, int count, bool listed, std::size_t length) {
  const Database database = open_with_log(file, "NORMAL");
  create_table(database, listed);
  Statement insert(database,
                   "INSERT INTO profiles(id, userId, grp, score, doc) VALUES(?1, ?2, ?3, ?4, ?5)");
  for (int begin = 0; begin < count; begin += batch) {
    database.run("BEGIN");
    for (int i = begin; i < std::min(count, begin + batch); ++i) {
      const std::string id = id_of(i), user = user_id(i), text = body(i, length);
      insert.bind(1, id).bind(2, user).bind(3, std::int64_t{i / group_size});
      insert.bind(4, std::int64_t{score_of(i, 1'000'003)}).bind(5, text).run();
    }
    database.run("COMMIT");
  }
}

namespace {

Pair filled(bool listed) {
  const char* name = listed ? "listed" : "keyed";
  Pair pair{fresh_file(name), fresh_file(std::string(name) + "-raw"), settings().profiles};
  fill_store(pair.store, pair.count, listed);
  fill_table(pair.raw, pair.count, listed);
  return pair;
}

}  // namespace

const Pair& keyed() {
  static const Pair pair = filled(false);
  return pair;
}

const Pair& listed() {
  static const Pair pair = filled(true);
  return pair;
}

}  // namespace bench

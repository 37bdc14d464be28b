// What find_one_and_update answers and does: images, flags, seeds, stamps.
#include "crud/update_run.hpp"

#include "catch.hpp"
#include "store/raw_database.hpp"
#include "store/temporary_store.hpp"

namespace crud_update_run_test {

using namespace profilestore;

namespace {

struct Users : temporary::Store {
  explicit Users(bool timestamps = false)
      : users(collection("users", {.indexes = {{"userId"}, {"email", Missing::sparse}},
                                   .timestamps = timestamps})) {}

  Collection users;
};

using Image = std::optional<Document>;

const Document set_n = {{"$set", {{"n", 2}}}};

}  // namespace

TEST_CASE("An outcome holds the images that were asked for", "[store][update_run]") {
  Users store;
  struct Row {
    Return returning;
    bool before, after;
  };
  const Document old_image = {{"_id", 1}, {"userId", "u1"}};
  const Document new_image = {{"_id", 1}, {"userId", "u1"}, {"n", 2}};
  for (const bool upsert : {false, true})
    for (const Row& row : {Row{Return::none, false, false}, Row{Return::before, true, false},
                           Row{Return::after, false, true}, Row{Return::both, true, true}}) {
      store.users.delete_one({});
      store.users.insert_one(old_image);
      const Outcome outcome = store.users.find_one_and_update(
          {{"userId", "u1"}}, set_n, {.upsert = upsert, .returning = row.returning});
      CHECK(outcome.before == (row.before ? Image(old_image) : Image()));
      CHECK(outcome.after == (row.after ? Image(new_image) : Image()));
      CHECK(outcome.matched);
      CHECK(outcome.modified);
      CHECK_FALSE(outcome.inserted);
      CHECK_FALSE(outcome.upserted_id);
      CHECK(store.users.find_one({}) == new_image);
    }
}

TEST_CASE("The image before the update is the default", "[store][update_run]") {
  Users store;
  store.users.insert_one({{"_id", 1}, {"userId", "u1"}});
  const Outcome outcome = store.users.find_one_and_update({{"userId", "u1"}}, set_n);
  CHECK(outcome.before == Image(Document{{"_id", 1}, {"userId", "u1"}}));
  CHECK_FALSE(outcome.after);
}

TEST_CASE("An insert has no image before it, and tells the new _id", "[store][update_run]") {
  Users store;
  const Outcome outcome = store.users.find_one_and_update(
      {{"userId", "u1"}}, set_n, {.upsert = true, .returning = Return::both});
  CHECK(outcome.inserted);
  CHECK_FALSE(outcome.matched);
  CHECK_FALSE(outcome.modified);
  CHECK_FALSE(outcome.before);
  REQUIRE(outcome.after);
  REQUIRE(outcome.upserted_id);
  CHECK(outcome.after->at("_id") == *outcome.upserted_id);
  CHECK(ObjectId::from_value(*outcome.upserted_id));
  CHECK(store.users.find_one({}) == outcome.after);
}

TEST_CASE("Without upsert and without a match nothing is done", "[store][update_run]") {
  Users store;
  store.users.insert_one({{"userId", "u1"}});
  const Outcome outcome =
      store.users.find_one_and_update({{"userId", "u2"}}, set_n, {.returning = Return::both});
  CHECK_FALSE((outcome.matched || outcome.modified || outcome.inserted));
  CHECK_FALSE((outcome.before || outcome.after || outcome.upserted_id));
  CHECK(store.users.count() == 1);
}

TEST_CASE("An update that changes nothing writes nothing", "[store][update_run]") {
  Users store(true);
  store.users.insert_one({{"_id", 1}, {"userId", "u1"}, {"n", 2}, {"tags", {"a"}}});
  const Image before = store.users.find_one({});
  RawDatabase raw(store.path());
  const std::string log = store.path().string() + "-wal";
  const auto size = std::filesystem::file_size(log);
  const std::string version = raw.value("PRAGMA data_version");
  for (const char* update :
       {R"({"$set": {"n": 2}})", R"({"$set": {"userId": "u1", "n": 2}})", R"({"$max": {"n": 1}})",
        R"({"$min": {"n": 3}})", R"({"$inc": {"n": 0}})", R"({"$unset": {"none": ""}})",
        R"({"$addToSet": {"tags": "a"}})", R"({"$setOnInsert": {"n": 7}})", R"({"$set": {}})"})
    for (const bool upsert : {false, true}) {
      INFO(update);
      const Outcome outcome = store.users.find_one_and_update(
          {{"userId", "u1"}}, ejson::parse(update), {.upsert = upsert, .returning = Return::both});
      CHECK(outcome.matched);
      CHECK_FALSE(outcome.modified);
      CHECK(outcome.before == before);
      CHECK(outcome.after == before);
    }
  CHECK(raw.value("PRAGMA data_version") == version);
  CHECK(std::filesystem::file_size(log) == size);
}

TEST_CASE("What an upsert inserts is seeded from the equalities of its filter",
          "[store][update_run]") {
  struct Row {
    std::string filter, update, expected;
  };
  for (const Row& row : std::vector<Row>{
           {R"({"userId": "u"})", R"({"$set": {"n": 1}})", R"({"_id":0,"userId":"u","n":1})"},
           {R"({"b": 1, "a": 2})", R"({"$set": {"n": 1}})", R"({"_id":0,"a":2,"b":1,"n":1})"},
           {R"({"a.b": 1, "a.c": {"$eq": 2}})", R"({"$set": {"a.d": 3}})",
            R"({"_id":0,"a":{"b":1,"c":2,"d":3}})"},
           {R"({"$and": [{"a": 1}, {"b": 2}]})", R"({"$inc": {"a": 1}})",
            R"({"_id":0,"a":2,"b":2})"},
           {R"({"a": {"$gt": 1}, "b": {"$in": [1, 2]}, "c": 1})", R"({"$setOnInsert": {"n": 1}})",
            R"({"_id":0,"c":1,"n":1})"},
           {R"({"a": null})", R"({"$push": {"t": 1}})", R"({"_id":0,"a":null,"t":[1]})"},
           {R"({})", R"({"$min": {"n": 1}})", R"({"_id":0,"n":1})"},
       }) {
    INFO(row.filter << " " << row.update);
    temporary::Store store;
    const Outcome outcome = store.collection("c").find_one_and_update(
        ejson::parse(row.filter), ejson::parse(row.update),
        {.upsert = true, .returning = Return::after});
    REQUIRE(outcome.inserted);
    Document after = *outcome.after;
    CHECK(after.begin().key() == "_id");
    after["_id"] = 0;
    CHECK(after.dump() == row.expected);
  }
}

TEST_CASE("The `_id` of a filter or of an update is that of what is inserted",
          "[store][update_run]") {
  temporary::Store store;
  Collection users = store.collection("users");
  const auto upserted = [&](const char* filter, const char* update) {
    return users.find_one_and_update(ejson::parse(filter), ejson::parse(update), {.upsert = true})
        .upserted_id;
  };
  CHECK(upserted(R"({"a": 1, "_id": 5})", R"({"$set": {"n": 1}})") == Value(5));
  CHECK(upserted(R"({"a": 2})", R"({"$setOnInsert": {"_id": "x"}})") == Value("x"));
  CHECK_THROWS_AS(upserted(R"({"_id": 6})", R"({"$set": {"_id": 7}})"), InvalidUpdate);
  CHECK_THROWS_AS(upserted(R"({"_id": 5})", R"({"$set": {"_id": 7}})"), InvalidUpdate);
  CHECK(users.count() == 2);
}

TEST_CASE("The userId is looked for first, then the email, in one call", "[store][update_run]") {
  Users store;
  store.users.insert_one({{"_id", 1}, {"userId", "u1"}, {"email", "e1"}});
  store.users.insert_one({{"_id", 2}, {"userId", "u2"}, {"email", "e2"}});
  const auto reached = [&](const Document& first, const Document& second) {
    return store.users
        .find_one_and_update(first, {{"$inc", {{"n", 1}}}},
                             {.upsert = true, .returning = Return::after, .then_by = {second}})
        .after->at("_id");
  };
  CHECK(reached({{"userId", "u1"}}, {{"email", "e1"}}) == 1);
  CHECK(reached({{"userId", "u9"}}, {{"email", "e2"}}) == 2);
  CHECK(reached({{"email", "e2"}}, {{"userId", "u2"}}) == 2);
  CHECK(reached({{"email", "e9"}}, {{"userId", "u1"}}) == 1);
  CHECK(store.users.count() == 2);

  const Outcome made = store.users.find_one_and_update(
      {{"userId", "u3"}}, {{"$set", {{"n", 1}}}},
      {.upsert = true, .returning = Return::after, .then_by = {Document{{"email", "e3"}}}});
  CHECK(made.inserted);
  CHECK(made.after->at("userId") == "u3");
  CHECK(made.after->at("email") == "e3");
  CHECK(reached({{"userId", "u8"}}, {{"email", "e3"}}) == *made.upserted_id);
  CHECK(reached({{"userId", "u3"}}, {{"email", "e8"}}) == *made.upserted_id);
}

TEST_CASE("A call that looks twice changes one document, and none without upsert",
          "[store][update_run]") {
  Users store;
  const UpdateOptions then_email{.then_by = {Document{{"email", "e1"}}}};
  CHECK_FALSE(store.users.find_one_and_update({{"userId", "u1"}}, set_n, then_email).matched);
  store.users.insert_one({{"_id", 1}, {"userId", "u1"}});
  store.users.insert_one({{"_id", 2}, {"userId", "u2"}, {"email", "e2"}});
  CHECK(store.users.find_one_and_update({{"userId", "u1"}}, set_n, then_email).before->at("_id") ==
        1);
  CHECK(store.users.count({{"n", 2}}) == 1);
}

TEST_CASE("A collection with timestamps stamps inserts and changes, whatever it is given",
          "[store][update_run]") {
  Users store(true);
  const auto millis = [](const Document& document, const char* name) {
    return document.at(name).at("$date").get<std::string>();
  };
  const std::string begin = millis({{"d", bson::now()}}, "d");
  store.users.insert_one({{"_id", 1}, {"userId", "u1"}, {"createdAt", 5}, {"updatedAt", "never"}});
  const Document made = *store.users.find_one({{"_id", 1}});
  CHECK(millis(made, "createdAt") >= begin);
  CHECK(made.at("updatedAt") == made.at("createdAt"));

  while (millis({{"d", bson::now()}}, "d") == millis(made, "createdAt")) {
  }
  store.users.update_one({{"_id", 1}}, {{"$set", {{"n", 1}, {"updatedAt", 5}}}});
  const Document changed = *store.users.find_one({{"_id", 1}});
  CHECK(changed.at("createdAt") == made.at("createdAt"));
  CHECK(millis(changed, "updatedAt") > millis(made, "updatedAt"));

  const Document upserted = *store.users
                                 .find_one_and_update({{"userId", "u2"}}, {{"$set", {{"n", 1}}}},
                                                      {.upsert = true, .returning = Return::after})
                                 .after;
  CHECK(upserted.at("createdAt") == upserted.at("updatedAt"));
  CHECK(upserted.contains("createdAt"));
  CHECK(store.check().sound());
}

TEST_CASE("A collection without timestamps stamps nothing", "[store][update_run]") {
  Users store;
  store.users.insert_one({{"_id", 1}, {"userId", "u1"}, {"createdAt", 5}});
  store.users.update_one({{"_id", 1}}, set_n);
  CHECK(store.users.find_one({})->dump() == R"({"_id":1,"userId":"u1","createdAt":5,"n":2})");
}

}  // namespace crud_update_run_test

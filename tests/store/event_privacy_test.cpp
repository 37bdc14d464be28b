// No value of a document in what is kept or shown of events: profiles are personal data.
#include <fmt/format.h>

#include "catch.hpp"
#include "store/core.hpp"
#include "store/raw_database.hpp"
#include "store/temporary_store.hpp"

namespace store_event_privacy_test {

using namespace profilestore;

namespace {

constexpr auto secret = "Zoltan.Secret@example.org";

// Every kind, with documents that hold the secret at each place that an event is about.
void provoke(Store& store, const std::filesystem::path& source) {
  Collection users = store.collection("users", {.indexes = {UniqueIndex{"email"}}});
  const std::vector<Document> three(3, {{"name", secret}});
  users.insert_one({{"_id", secret}, {"email", secret}});
  CHECK_THROWS_AS(users.insert_one({{"_id", secret}, {"email", "x"}}), DuplicateKey);
  CHECK_THROWS_AS(users.insert_one({{"email", secret}}), DuplicateKey);
  CHECK_THROWS_AS(users.insert_one({{"email", Value::array({secret, "x"})}}), DuplicateKey);
  store.collection("others").insert_many(three);
  store.collection("others").update_many({{"name", secret}}, {{"$set", {{"x", secret}}}});
  store.collection("others").delete_many({{"name", secret}});
  temporary::write_file(source, fmt::format(R"({{"_id":1,"userId":"{0}","name":"{0}"}}
{{"_id":2,"userId":"{0}"}}
)",
                                            secret));
  REQUIRE(import_files(store.path(), {source.string()}, {.collection = "in", .unique = {"userId"}})
              .ledger.merged == 1);
}

std::string all_of(const Stats& stats) {
  std::string text;
  for (const StoreEvent& event : stats.events) {
    text += fmt::format("{} {} {} {} {} {} {}\n", name_of(event.kind), event.collection,
                        event.index, event.digest, event.operation, event.first, event.last);
    for (const std::string& path : event.paths) text += path + "\n";
  }
  for (const EventTotal& total : stats.totals)
    text += fmt::format("{} {} {}\n", name_of(total.kind), total.collection, total.index);
  return text;
}

std::string all_of(RawDatabase& raw, const std::string& table) {
  std::string text;
  for (const auto& row : raw.rows("SELECT * FROM " + table))
    for (const std::string& value : row) text += value + "\n";
  return text;
}

}  // namespace

TEST_CASE("No value of a document is in an event, its tables or what an application is told",
          "[store][stats][privacy]") {
  std::vector<StoreEvent> told;
  temporary::Store store({.durability = Durability::relaxed,
                          .many_documents = 2,
                          .on_event = [&](const StoreEvent& event) { told.push_back(event); }});
  provoke(store, store / "in.json");
  store.collection("more").insert_one({{"_id", 1}});  // so that all of them are written
  const std::string stats = all_of(store.stats());
  for (const char* kind : {"duplicate_key users _id_", "duplicate_key users email_1",
                           "many_documents others", "merge in"}) {
    INFO(kind);
    CHECK(stats.find(kind) != std::string::npos);
  }
  Stats heard;
  heard.events = told;
  RawDatabase raw(store.path());
  const std::string tables = all_of(raw, "ps_events") + all_of(raw, "ps_counters");
  CHECK(tables.find("duplicate_key") != std::string::npos);
  CHECK(told.size() == 6);
  const std::string all = stats + tables + all_of(heard);
  for (const char* part : {secret, "Zoltan", "Secret", "example.org"}) {
    INFO(part);
    CHECK(all.find(part) == std::string::npos);
  }
}

}  // namespace store_event_privacy_test

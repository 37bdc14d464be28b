#include "faults/script.hpp"

#include <fmt/format.h>

#include <set>

namespace faults {
namespace {

using namespace profilestore;

Document profile(int user, int step) {
  return {{"userId", fmt::format("u{}", user)},
          {"step", step},
          {"tags", {fmt::format("t{}", user % 3), "all"}},
          {"text", std::string(static_cast<std::size_t>(40 + 97 * (user % 5)), 'x')}};
}

Document by_user(int user) { return {{"userId", fmt::format("u{}", user)}}; }

void write_several(Collection& people, int step) {
  people.bulk_write({InsertOne{profile(1000 + step, step)},
                     UpdateOne{by_user(step % 7), {{"$set", {{"bulk", step}}}}, {.upsert = true}},
                     DeleteOne{by_user(1000 + step - 8)}});
}

// The orders keep a log of changes, which has come to its bound after some steps.
void write_in_transaction(Store& store, int step) {
  store.transaction([&](Transaction& tx) {
    tx.collection("people").update_one(by_user(step % 7), {{"$set", {{"step", step}}}},
                                       {.upsert = true});
    Collection orders = tx.collection("orders");
    orders.set_change_log({.max_changes = 8});
    orders.insert_one({{"of", step % 7}, {"step", step}});
    orders.update_many({}, {{"$set", {{"last", step}}}});
  });
}

void create_or_drop(Collection& people) {
  const auto indexes = people.list_indexes();
  for (const Index& index : indexes)
    if (index.name == "tags_1") return people.drop_index("tags_1");
  people.create_index(Index{.paths = {"tags"}, .name = "tags_1"});
}

}  // namespace

void run_step(Store& store, int step) {
  Collection people = store.collection("people", {.indexes = {UniqueIndex{"userId"}}});
  switch (step % 8) {
    case 0:
      people.insert_one(profile(100 + step, step));
      break;
    case 1:
      people.find_one_and_update(
          by_user(step % 7), {{"$set", {{"step", step}}}, {"$inc", {{"n", 1}}}}, {.upsert = true});
      break;
    case 2:
      people.replace_one(by_user(step % 7), profile(step % 7, step), {.upsert = true});
      break;
    case 3:
      write_several(people, step);
      break;
    case 4:
      write_in_transaction(store, step);
      break;
    case 5:
      people.update_many({{"tags", "all"}},
                         {{"$set", {{"many", step}}}, {"$push", {{"at", step}}}});
      break;
    case 6:
      create_or_drop(people);
      break;
    default:
      people.insert_many({{{"userId", fmt::format("small{}", step)}},
                          {{"userId", fmt::format("large{}", step)},
                           {"text", std::string(9000, static_cast<char>('a' + step % 20))}}});
  }
}

std::string contents_of(const Store& store) {
  std::string contents;
  for (const std::string& name : store.collection_names()) {
    const Collection collection = const_cast<Store&>(store).collection(name);
    contents += name + ":";
    for (const Index& index : collection.list_indexes()) contents += " " + index.name;
    contents += "\n";
    for (Document one : collection.find({})) {
      one.erase("_id");  // generated
      contents += one.dump() + "\n";
    }
  }
  return contents;
}

std::string fault_in(const Store& store) {
  const CheckReport report = store.check();
  if (!report.sound()) return report.faults.front();
  std::set<std::string> users;
  for (const std::string& name : store.collection_names())
    for (const Document& one : const_cast<Store&>(store).collection(name).find({}))
      if (one.contains("userId") && !users.insert(name + one["userId"].dump()).second)
        return "two documents have the userId " + one["userId"].dump();
  return "";
}

std::string export_of(int count) {
  std::string text;
  for (int i = 0; i < count; ++i)
    text += fmt::format(
        "{{\"_id\": {{\"$oid\": \"{:024x}\"}}, \"userId\": \"i{}\", \"name\": \"Nadja {}\", "
        "\"updatedAt\": {{\"$date\": \"2024-05-{:02}T10:00:00Z\"}}, \"tags\": [\"t{}\"]}}\n",
        0x650000 + i, i % 4 == 3 ? i - 1 : i, i, 1 + i % 28, i % 9);
  return text;
}

ImportOptions import_options() { return {.collection = "people", .unique = {"userId"}}; }

}  // namespace faults

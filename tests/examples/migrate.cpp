// Shows how an application migrates its own data: numbered functions that each run once, in order,
// in their own transaction. An older application refuses a store that a newer one has migrated.
#include <iostream>
#include <profilestore/profilestore.hpp>

using namespace profilestore;

namespace {

// {"name": "Ann Lee"} becomes {"first": "Ann", "last": "Lee"}.
void split_names(Transaction& tx) {
  Collection profiles = tx.collection("profiles");
  for (const Document& profile : profiles.find({{"name", {{"$exists", true}}}})) {
    const auto name = profile.at("name").get<std::string>();
    const auto space = name.find(' ');
    profiles.update_one(
        {{"_id", profile.at("_id")}},
        {{"$set", {{"first", name.substr(0, space)}, {"last", name.substr(space + 1)}}},
         {"$unset", {{"name", ""}}}});
  }
}

void drop_old_plans(Transaction& tx) {
  tx.collection("profiles").update_many({{"plan", "old"}}, {{"$unset", {{"plan", ""}}}});
}

// A migration that was released is never edited, renumbered or removed; a new one is added.
const std::vector<Migration> version_1 = {{1, "split names", split_names}};
const std::vector<Migration> version_2 = {{1, "split names", split_names},
                                          {2, "drop old plans", drop_old_plans}};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  Store store = Store::open(argv[1]);
  Collection profiles = store.collection("profiles");
  profiles.insert_one({{"name", "Ann Lee"}, {"plan", "old"}});

  const auto first = store.migrate(version_1);   // runs 1
  const auto second = store.migrate(version_2);  // runs 2
  const auto third = store.migrate(version_2);   // runs nothing
  for (const AppliedMigration& migration : store.migrations()) {
    std::cout << migration.number << ' ' << migration.name << ", " << migration.applied << '\n';
  }

  bool refused = false;
  try {
    store.migrate(version_1);
  } catch (const TooNew& error) {
    std::cout << error.what() << '\n';
    refused = true;
  }

  const Document ann = profiles.find_one({{"first", "Ann"}}).value();
  const bool as_shown = first.size() == 1 && second == std::vector<std::string>{"drop old plans"} &&
                        third.empty() && refused && ann.at("last") == "Lee" &&
                        !ann.contains("name") && !ann.contains("plan");
  return as_shown ? 0 : 1;
}

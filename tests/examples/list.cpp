// Shows a collection in a table: rows by position, read by pages, and read again when something
// changes, as an application with a window does.
#include <iostream>
#include <profilestore/profilestore.hpp>

using namespace profilestore;

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  Store store = Store::open(argv[1]);
  Collection profiles = store.collection("profiles", {.indexes = {UniqueIndex{"name"}}});
  std::vector<Document> people;
  for (int i = 0; i < 1000; ++i) people.push_back({{"name", "n" + std::to_string(1000 + i)}});
  profiles.insert_many(people);

  // The rows of this moment. The index has their order: no document is read for it.
  Listing rows = profiles.list({}, {.sort = {{"name", -1}}});
  std::cout << rows.size() << " rows; the first is " << rows.at(0)->at("name") << "\n";

  // What the view asks while it is scrolled.
  bool as_shown = rows.size() == 1000 && rows.at(500)->at("name") == "n1499";
  for (const auto& person : rows.page(990, 20)) as_shown = as_shown && person.has_value();

  Observer changes = store.observe();
  profiles.delete_one({{"name", "n1999"}});
  profiles.insert_one({{"name", "n2000"}});
  as_shown = as_shown && !rows.page(0, 1).front();  // deleted, and told as such

  // In a window: Store::observe with a callback that asks the window to do this.
  if (const auto changed = changes.next(std::chrono::seconds(5)))
    for (const std::string& name : changed->names) {
      std::cout << name << " changed\n";
      if (name == "profiles") rows.refresh();
    }
  std::cout << "now the first is " << rows.at(0)->at("name") << "\n";
  return as_shown && rows.at(0)->at("name") == "n2000" ? 0 : 1;
}

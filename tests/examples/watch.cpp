// Keeps a copy of a collection by its changes: reads it, then follows from that moment on, and
// goes on where it was after a restart.
#include <iostream>
#include <map>
#include <profilestore/profilestore.hpp>

using namespace profilestore;

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  Store store = Store::open(argv[1]);
  // Both images of each change are kept: of the latest 10,000.
  Collection profiles =
      store.collection("profiles", {.change_log = ChangeLog{.max_changes = 10'000}});
  profiles.insert_one({{"_id", 1}, {"name", "Ana"}});

  std::map<std::string, Document> copy;
  std::string token;  // kept with the copy, so that each change is applied once
  store.snapshot([&](Snapshot& moment) {
    const Collection then = moment.collection("profiles");
    for (const Document& profile : then.find({})) copy[profile.at("_id").dump()] = profile;
    token = then.change_token();
  });

  profiles.update_one({{"_id", 1}}, {{"$set", {{"name", "Anna"}}}});
  profiles.insert_one({{"_id", 2}, {"name", "Bo"}});
  profiles.delete_one({{"_id", 2}});

  ChangeStream changes =
      profiles.watch({}, {.resume_after = token, .full_document = FullDocument::when_available});
  int told = 0;
  while (const auto change = changes.next(std::chrono::milliseconds(10))) {
    std::cout << change->operation << " " << change->id << "\n";
    if (change->kind == ChangeKind::remove)
      copy.erase(change->id.dump());
    else
      copy[change->id.dump()] = *change->full_document;
    token = change->token;
    ++told;
  }
  const bool as_shown = told == 3 && copy.size() == 1 && copy.at("1").at("name") == "Anna" &&
                        token == profiles.change_token();
  return as_shown ? 0 : 1;
}

// Keeps a copy of a collection by its changes: reads it, then follows from that moment on, and
// goes on where it was after a restart. Each kind of change is dealt with.
#include <fstream>
#include <iostream>
#include <map>
#include <profilestore/profilestore.hpp>

using namespace profilestore;

/// The copy, and the token of the change that it is at: both are kept together.
struct Copy {
  std::map<std::string, Document> profiles;
  std::string token;

  void read(const Store& store) {
    store.snapshot([&](Snapshot& moment) {
      const Collection then = moment.collection("profiles");
      profiles.clear();
      for (const Document& one : then.find({})) profiles[one.at("_id").dump()] = one;
      token = then.change_token();
    });
  }
  void apply(const ChangeEvent& change) {
    if (change.kind == ChangeKind::remove) profiles.erase(change.id.dump());
    if (change.kind == ChangeKind::drop) profiles.clear();  // `invalidate` follows, and the end
    if (change.full_document) profiles[change.id.dump()] = *change.full_document;
    token = change.token;
  }
};

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  Store store = Store::open(argv[1]);
  Collection profiles =
      store.collection("profiles", {.change_log = ChangeLog{.max_changes = 10'000}});
  profiles.insert_one({{"_id", 1}, {"name", "Ana"}});
  Copy copy;
  copy.read(store);

  profiles.update_one({{"_id", 1}}, {{"$set", {{"name", "Anna"}}}});
  profiles.delete_one({{"_id", 1}});
  const std::string file = argv[1] + std::string(".json");
  std::ofstream(file) << R"({"_id":2,"name":"Bo"})"
                      << "\n";
  import_files(argv[1], {file}, {.collection = "profiles"});

  WatchOptions options{.resume_after = copy.token, .full_document = FullDocument::when_available};
  ChangeStream changes = profiles.watch({}, options);
  std::string told;
  while (const auto change = changes.next(std::chrono::milliseconds(10))) {
    std::cout << told.append(" " + change->operation) << "\n";
    copy.apply(*change);
    if (change->kind != ChangeKind::many) continue;
    copy.read(store);  // one event for all that an import changed: read again, and go on there
    options.resume_after = copy.token;
    changes = profiles.watch({}, options);
  }
  const bool as_shown = told == " update delete import" && copy.profiles.size() == 1;
  return as_shown && copy.token == profiles.change_token() ? 0 : 1;
}

// Shows what a store tells its operators: a callback on each event (a duplicate key, a call that
// changed many documents), and counts of them in stats. No event holds a value of a document.
#include <iostream>
#include <profilestore/profilestore.hpp>

using namespace profilestore;

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  std::vector<StoreEvent> told;
  StoreOptions options;
  options.many_documents = 10;  // a call that changes more than ten documents is an event
  options.on_event = [&](const StoreEvent& event) { told.push_back(event); };

  Store store = Store::open(argv[1], options);
  Collection profiles = store.collection("profiles", {.indexes = {UniqueIndex{"userId"}}});
  for (int user = 0; user < 12; ++user) profiles.insert_one({{"userId", user}, {"plan", "free"}});

  profiles.update_many({}, {{"$set", {{"plan", "paid"}}}});  // 12 documents at once
  for (int attempt = 0; attempt < 3; ++attempt) {
    try {
      profiles.insert_one({{"userId", 7}});
    } catch (const DuplicateKey&) {
      // Handled; the event is what remains of it.
    }
  }
  for (const StoreEvent& event : told) {
    std::cout << name_of(event.kind) << " by " << event.operation << " in " << event.collection
              << ", " << event.documents << " documents\n";
  }

  // The callback is told of each event of this open store. The store counts equal ones as one,
  // with how often it happened, and keeps the counts when it is closed.
  const Stats stats = store.stats();
  for (const EventTotal& total : stats.totals) {
    std::cout << name_of(total.kind) << ": " << total.times << " times\n";
  }
  std::cout << stats.collections.at(0).documents << " documents in " << stats.file.bytes()
            << " bytes\n";

  const bool as_shown = told.size() == 4 && told[0].kind == EventKind::many_documents &&
                        told[0].documents == 12 && stats.events.size() == 2 &&
                        stats.events[0].kind == EventKind::duplicate_key &&
                        stats.events[0].times == 3 && !stats.events[0].digest.empty() &&
                        stats.totals.size() == 2 && stats.collections.at(0).documents == 12;
  return as_shown ? 0 : 1;
}

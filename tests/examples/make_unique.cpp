// Shows how to get a unique index on a collection that has duplicates: investigate how they came
// about, let make_unique resolve them, and follow the `_id` of a loser to its survivor.
#include <iostream>
#include <profilestore/profilestore.hpp>

using namespace profilestore;

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  Store store = Store::open(argv[1]);
  Collection profiles = store.collection("profiles");
  // Two requests at once have each created a profile of Ann: no index was there to refuse one.
  const ObjectId kept = ObjectId::generate(), lost = ObjectId::generate();
  profiles.insert_one({{"_id", kept}, {"userId", "ann"}, {"bio", "Tea."}});
  profiles.insert_one({{"_id", lost}, {"userId", "ann"}});
  profiles.insert_one({{"userId", "bob"}});

  std::int64_t in_the_way = 0;
  try {
    profiles.create_index(UniqueIndex{"userId"});
  } catch (const DuplicateKeys& error) {
    in_the_way = error.report().documents;
    std::cout << "refused: " << in_the_way << " documents share a key\n";
  }

  // A document with the evidence of each group; the program `profilestore investigate` prints it.
  const Document report = investigate(store, "profiles", {.keys = {"userId"}});
  const Document& group = report.at("keys").at(0).at("largest").at(0);
  std::cout << group.at("title").get<std::string>() << ": " << group.at("says").get<std::string>()
            << '\n';

  // The most complete document of each key survives; the others go to the archive.
  const MakeUniqueReport made = make_unique(store, "profiles", UniqueIndex{"userId"});
  std::cout << made.index << ": " << to_text(made.ledger) << '\n';

  // An old link still leads somewhere.
  const auto followed = profiles.find_one({{"_id", lost}}, {.follow_redirects = true});
  const bool as_shown = in_the_way == 2 && group.at("verdict").at(0) == "createRace" &&
                        made.groups == 1 && made.ledger.merged == 1 && profiles.count() == 2 &&
                        profiles.survivor_of(lost) == Value(kept) && followed &&
                        followed->at("bio") == "Tea.";
  return as_shown ? 0 : 1;
}

// Shows the calls behind a profile page: open a store, get a profile or create it, save its form
// by an upsert that returns the images before and after, and handle a duplicate key.
#include <iostream>
#include <profilestore/profilestore.hpp>

using namespace profilestore;

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  Store store = Store::open(argv[1]);  // creates the file if it does not exist
  Collection creators = store.collection("creators", {.indexes = {UniqueIndex{"userId"}}});
  const ObjectId ann = ObjectId::generate();
  const ObjectId bob = ObjectId::generate();

  // The page loads: the first visit creates the profile.
  const Document mine = creators.get_or_create({{"userId", ann}}, {{"displayName", "New creator"}});

  // The form is saved. Ann has a profile, so $set applies; Bob has none, so $setOnInsert does too.
  const Document save = {{"$set", {{"bio", "Tea."}}}, {"$setOnInsert", {{"joined", bson::now()}}}};
  const UpdateOptions upsert = {.upsert = true, .returning = Return::both};
  const Outcome updated = creators.find_one_and_update({{"userId", ann}}, save, upsert);
  const Outcome inserted = creators.find_one_and_update({{"userId", bob}}, save, upsert);
  std::cout << "Ann before: " << ejson::relaxed(*updated.before) << '\n'
            << "Ann after:  " << ejson::relaxed(*updated.after) << '\n'
            << "Bob after:  " << ejson::relaxed(*inserted.after) << '\n';

  // A second profile of one user is refused, and the error tells which document has the key.
  Value owner;
  try {
    creators.insert_one({{"userId", ann}});
  } catch (const DuplicateKey& clash) {
    std::cout << clash.what() << '\n';
    owner = clash.existing_id();
  }

  const bool as_shown =
      updated.modified && updated.before == mine && updated.after->at("bio") == "Tea." &&
      !updated.after->contains("joined") && inserted.inserted && !inserted.before &&
      inserted.after->contains("joined") && owner == mine.at("_id") && creators.count() == 2;
  return as_shown ? 0 : 1;
}

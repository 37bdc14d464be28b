// What an application writes: the design's own program, on a store in the folder given.
#include <cstdio>
#include <filesystem>
#include <profilestore/profilestore.hpp>

using namespace profilestore;

namespace {

int use(const std::filesystem::path& folder) {
  Store store = Store::open(folder / "profiles.db");
  Collection creators = store.collection("creatorprofiles", {.indexes = {UniqueIndex{"userId"}}});
  const ObjectId user = ObjectId::generate();

  // The page and its three forms may do this at once, from any thread or process: one profile.
  creators.get_or_create({{"userId", user}}, {{"displayName", "New creator"}});
  Outcome saved = creators.find_one_and_update(
      {{"userId", user}},
      {{"$set", {{"bio", "Tea."}}}, {"$setOnInsert", {{"createdAt", bson::now()}}}},
      {.upsert = true, .returning = Return::after});

  bool refused = false;
  try {
    creators.insert_one({{"userId", user}});
  } catch (const DuplicateKey& clash) {
    refused = clash.existing_id() == saved.after->at("_id");
  }

  const auto profiles = creators.count();
  std::printf("%lld profile: %s, %s%s\n", static_cast<long long>(profiles),
              saved.after->at("displayName").get<std::string>().c_str(),
              saved.after->at("bio").get<std::string>().c_str(), refused ? " No second one." : "");
  return profiles == 1 && refused && saved.modified && !saved.inserted ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  try {
    return use(argv[1]);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "consumer: %s\n", error.what());
    return 1;
  }
}

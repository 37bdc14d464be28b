// Shows a lookup by several keys: by userId first, then by e-mail, in one atomic call. If the keys
// belong to different documents, nothing is done and AmbiguousKeys names both.
#include <iostream>
#include <profilestore/profilestore.hpp>

using namespace profilestore;

namespace {

// A user signs in: finds the profile by either key, gives it the userId, or creates it.
Document sign_in(Collection& profiles, const std::string& user, const std::string& email) {
  const Document by_user = {{"userId", user}};
  const Document by_email = {{"email", email}};
  const Document update = {{"$set", {{"userId", user}}}, {"$inc", {{"visits", 1}}}};
  const UpdateOptions options = {.upsert = true, .returning = Return::after, .then_by = {by_email}};
  return *profiles.find_one_and_update(by_user, update, options).after;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  Store store = Store::open(argv[1]);
  // `distinct` exempts a document that lacks the field; by default only one document may lack it.
  Collection profiles = store.collection(
      "profiles", {.indexes = {UniqueIndex{"userId", Missing::distinct}, UniqueIndex{"email"}}});
  profiles.insert_one({{"email", "ann@example.com"}});  // she has subscribed, but never signed in

  const Document adopted = sign_in(profiles, "u1", "ann@example.com");  // found by e-mail
  const Document moved = sign_in(profiles, "u1", "ann@new.example");    // found by userId
  const Document created = sign_in(profiles, "u2", "bob@example.com");  // found by neither
  for (const Document& profile : {adopted, moved, created}) {
    std::cout << ejson::relaxed(profile) << '\n';
  }

  // u1 is Ann's and the e-mail is Bob's: only the application can tell what that means.
  std::size_t candidates = 0;
  try {
    sign_in(profiles, "u1", "bob@example.com");
  } catch (const AmbiguousKeys& clash) {
    std::cout << clash.what() << '\n';
    candidates = clash.ids().size();
  }

  const bool as_shown = adopted.at("userId") == "u1" && moved.at("_id") == adopted.at("_id") &&
                        moved.at("email") == "ann@example.com" && moved.at("visits") == 2 &&
                        created.at("email") == "bob@example.com" && candidates == 2 &&
                        profiles.count() == 2;
  return as_shown ? 0 : 1;
}

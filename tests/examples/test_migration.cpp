// A test of an application: its migration does what it should to the data of the last release,
// once, and nothing at all if it fails.
#include <iostream>
#include <profilestore/profilestore.hpp>
#include <stdexcept>

using namespace profilestore;

namespace {

// What is tested: from release 2 on no two profiles share a handle, and all have one.
const Migration handles{
    1, "handles", [](Transaction& write) {
      Collection profiles = write.collection("profiles");
      std::vector<Value> without;
      for (const Document& one : profiles.find({{"handle", nullptr}}))
        without.push_back(one.at("_id"));
      for (const Value& id : without)
        profiles.update_one({{"_id", id}}, {{"$set", {{"handle", "user-" + id.dump()}}}});
      profiles.create_index(UniqueIndex{"handle", Missing::reject});
    }};

// The data of release 1.
Store release_1() {
  Store store = Store::in_memory();
  store.collection("profiles")
      .insert_many({{{"_id", 1}, {"handle", "ana"}}, {{"_id", 2}}, {{"_id", 3}}});
  return store;
}

}  // namespace

int main() {
  Store store = release_1();
  bool as_said = store.migrate({handles}) == std::vector<std::string>{"handles"};
  as_said &= store.migrate({handles}).empty();
  as_said &= store.collection("profiles").count({{"handle", "user-3"}}) == 1;

  // Two had one handle: then the migration is refused, and nothing of it is done.
  Store other = release_1();
  other.collection("profiles").insert_one({{"_id", 4}, {"handle", "ana"}});
  try {
    other.migrate({handles});
    as_said = false;
  } catch (const DuplicateKeys& refused) {
    std::cout << refused.what() << '\n';
  }
  as_said &= other.migrations().empty();
  as_said &= other.collection("profiles").count({{"handle", nullptr}}) == 2;
  return as_said ? 0 : 1;
}

// Shows that get_or_create is atomic: two threads ask for the same new profiles at the same time,
// and each user ends up with exactly one.
#include <iostream>
#include <profilestore/profilestore.hpp>
#include <thread>

using namespace profilestore;

namespace {

constexpr int users = 20;

// Gets or creates the profile of every user, and returns their `_id`s.
std::vector<Value> visit(Collection profiles) {
  std::vector<Value> ids;
  for (int user = 0; user < users; ++user) {
    const Document profile = profiles.get_or_create({{"userId", user}}, {{"plan", "free"}});
    ids.push_back(profile.at("_id"));
  }
  return ids;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  Store store = Store::open(argv[1]);

  // The unique index is what makes the call atomic; without one there is nothing to collide with.
  Collection profiles = store.collection("profiles", {.indexes = {UniqueIndex{"userId"}}});

  // Handles are cheap to copy, and safe from any thread.
  std::vector<Value> first, second;
  std::thread one([&] { first = visit(profiles); });
  std::thread two([&] { second = visit(profiles); });
  one.join();
  two.join();

  std::cout << profiles.count() << " profiles for " << users << " users; both threads got "
            << (first == second ? "the same" : "different") << " ones\n";
  return profiles.count() == users && first == second ? 0 : 1;
}

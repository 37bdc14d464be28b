// A test of an application: two requests create one profile at the same time, and there is one.
#include <iostream>
#include <profilestore/profilestore.hpp>
#include <thread>

using namespace profilestore;

namespace {

// What is tested: the application's sign-up. It may be called twice for one user.
Document sign_up(Store& store, const std::string& user_id) {
  return store.collection("profiles")
      .get_or_create({{"userId", user_id}}, {{"visits", 0}, {"plan", "free"}});
}

}  // namespace

int main() {
  // Every test has an empty store of its own, which is gone at its end.
  Store store = Store::in_memory();
  Collection profiles = store.collection("profiles", {.indexes = {{"userId", Missing::reject}}});

  std::vector<Value> ids(8);
  std::vector<std::thread> requests;
  for (Value& id : ids)
    requests.emplace_back([&store, &id] { id = sign_up(store, "u1").at("_id"); });
  for (std::thread& request : requests) request.join();

  const bool one_profile = profiles.count({{"userId", "u1"}}) == 1;
  bool same = true;
  for (const Value& id : ids) same = same && id == ids.front();
  std::cout << ids.size() << " requests, " << profiles.count() << " profile\n";
  return one_profile && same ? 0 : 1;
}

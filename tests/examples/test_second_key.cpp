// A test of an application: a log-in by e-mail finds the profile that was made by its userId, and
// one that mixes two people up changes neither.
#include <iostream>
#include <profilestore/profilestore.hpp>

using namespace profilestore;

namespace {

// What is tested: the userId is asked first, then the address.
Document log_in(Collection& profiles, const std::string& user_id, const std::string& email) {
  return *profiles
              .find_one_and_update(
                  {{"userId", user_id}}, {{"$inc", {{"logIns", 1}}}},
                  {.upsert = true, .returning = Return::after, .then_by = {{{"email", email}}}})
              .after;
}

}  // namespace

int main() {
  Store store = Store::in_memory();
  Collection profiles = store.collection(
      "profiles", {.indexes = {{"userId", Missing::distinct}, {"email", Missing::distinct}}});

  // Nobody has either: the upsert makes a profile with both.
  const Document first = log_in(profiles, "u1", "ana@example.org");
  bool as_said = first.at("email") == "ana@example.org" && first.at("logIns") == 1;

  // She comes with another userId: her address leads to the same profile, which is no second one.
  const Document again = log_in(profiles, "u1-new", "ana@example.org");
  as_said &= again.at("_id") == first.at("_id") && profiles.count() == 1;

  // The userId is hers, the address another's.
  profiles.insert_one({{"userId", "u2"}, {"email", "ben@example.org"}});
  try {
    log_in(profiles, "u1", "ben@example.org");
    as_said = false;
  } catch (const AmbiguousKeys& refused) {
    std::cout << refused.what() << '\n';
  }
  as_said &= profiles.count({{"logIns", 2}}) == 1 && profiles.count() == 2;
  return as_said ? 0 : 1;
}

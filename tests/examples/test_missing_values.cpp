// A test of an application: what each rule for missing values does with profiles that lack an
// e-mail address, so that the choice is made on purpose.
#include <iostream>
#include <profilestore/profilestore.hpp>

using namespace profilestore;

namespace {

// How many of these go in: two without the field, two with null, two with one address.
std::string admitted_by(Missing rule) {
  Store store = Store::in_memory();
  Collection profiles = store.collection("profiles", {.indexes = {{"email", rule}}});
  int without = 0, null = 0, same = 0;
  const auto admit = [&](const Document& profile, int& count) {
    try {
      profiles.insert_one(profile);
      ++count;
    } catch (const DuplicateKey&) {      // another profile has it
    } catch (const ValidationFailed&) {  // the rule requires a value
    }
  };
  for (int i = 0; i < 2; ++i) admit({{"name", "Ana"}}, without);
  for (int i = 0; i < 2; ++i) admit({{"name", "Ben"}, {"email", nullptr}}, null);
  for (int i = 0; i < 2; ++i) admit({{"name", "Cid"}, {"email", "c@example.org"}}, same);
  return std::to_string(without) + " without, " + std::to_string(null) + " null, " +
         std::to_string(same) + " with one address";
}

bool expect(Missing rule, const std::string& expected) {
  const std::string admitted = admitted_by(rule);
  std::cout << name_of(rule) << ": " << admitted << '\n';
  return admitted == expected;
}

}  // namespace

int main() {
  bool as_said = expect(Missing::collide, "1 without, 0 null, 1 with one address");
  as_said &= expect(Missing::sparse, "2 without, 1 null, 1 with one address");
  as_said &= expect(Missing::distinct, "2 without, 2 null, 1 with one address");
  as_said &= expect(Missing::reject, "0 without, 0 null, 1 with one address");
  return as_said ? 0 : 1;
}

// Shows three kinds of unique index: compound (a handle is unique within its tenant), partial (only
// active profiles compete) and collated (e-mails differ by more than case).
#include <iostream>
#include <profilestore/profilestore.hpp>

using namespace profilestore;

namespace {

// Inserts a document; returns the index that refuses it, or "".
std::string refused_by(Collection& profiles, const Document& profile) {
  try {
    profiles.insert_one(profile);
    return "";
  } catch (const DuplicateKey& clash) {
    std::cout << ejson::relaxed(profile) << "\n    refused by " << clash.index() << ": "
              << clash.key_value() << '\n';
    return clash.index();
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  Store store = Store::open(argv[1]);
  Collection profiles = store.collection("profiles");
  // `distinct`: any number of documents may lack a value. The default is MongoDB's: only one may.
  profiles.create_index(
      UniqueIndex{.paths = {"tenant", "handle"}, .missing = Missing::distinct, .name = "handle"});
  profiles.create_index(UniqueIndex{.paths = "phone",
                                    .missing = Missing::distinct,
                                    .name = "active_phone",
                                    .where = {{"active", true}}});
  profiles.create_index(UniqueIndex{.paths = "email",
                                    .missing = Missing::distinct,
                                    .name = "email_in_any_case",
                                    .collation = Collation{.strength = 2}});

  const bool as_shown =
      refused_by(profiles, {{"tenant", "a"}, {"handle", "ann"}}) == "" &&
      refused_by(profiles, {{"tenant", "b"}, {"handle", "ann"}}) == "" &&
      refused_by(profiles, {{"tenant", "a"}, {"handle", "ann"}}) == "handle" &&
      refused_by(profiles, {{"phone", "555"}, {"active", true}}) == "" &&
      refused_by(profiles, {{"phone", "555"}, {"active", false}}) == "" &&
      refused_by(profiles, {{"phone", "555"}, {"active", true}}) == "active_phone" &&
      refused_by(profiles, {{"email", "Ann@example.com"}}) == "" &&
      refused_by(profiles, {{"email", "ann@EXAMPLE.com"}}) == "email_in_any_case" &&
      // A call compares by bytes, unless it says otherwise: by a hint, or a collation of its own.
      !profiles.find_one({{"email", "ANN@example.com"}}) &&
      profiles.find_one({{"email", "ANN@example.com"}}, {.hint = "email_in_any_case"});
  std::cout << profiles.count() << " profiles, " << profiles.list_indexes().size() << " indexes\n";
  return as_shown && profiles.count() == 5 ? 0 : 1;
}

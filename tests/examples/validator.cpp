// Shows a validator in MongoDB's $jsonSchema: what set_validator reports of the documents that are
// there already, and which path and rule a refused write breaks.
#include <iostream>
#include <profilestore/profilestore.hpp>

using namespace profilestore;

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  Store store = Store::open(argv[1]);
  Collection profiles = store.collection("profiles");
  profiles.insert_one({{"_id", 1}, {"email", "ann@example.com"}, {"age", 31}});
  profiles.insert_one({{"_id", 2}, {"email", "bob@example.com"}, {"age", "unknown"}});

  // From now on every write is checked. Documents that fail already stay, and are reported.
  const ValidationReport report = profiles.set_validator({ejson::parse(R"({"$jsonSchema": {
    "required": ["email"],
    "properties": {"email": {"bsonType": "string", "pattern": "@"},
                   "age": {"bsonType": "int", "minimum": 0}}}})")});
  for (const InvalidDocument& old : report.first) {
    std::cout << "document " << old.id << ": " << old.failures[0].path << " fails "
              << old.failures[0].rule << '\n';
    profiles.update_one({{"_id", old.id}}, {{"$unset", {{"age", ""}}}});  // mend it
  }

  std::vector<RuleFailure> failures;
  try {
    profiles.insert_one({{"_id", 3}, {"age", -1}});
  } catch (const ValidationFailed& refused) {  // paths and rules, never values
    failures = refused.failures();
  }
  for (const RuleFailure& failure : failures) {
    std::cout << "refused: " << failure.path << " fails " << failure.rule << '\n';
  }

  const std::vector<RuleFailure> expected = {{"email", "required"}, {"age", "minimum: 0"}};
  const bool as_shown = report.documents == 2 && report.invalid == 1 && failures == expected &&
                        profiles.validate().invalid == 0 && profiles.count() == 2;
  return as_shown ? 0 : 1;
}

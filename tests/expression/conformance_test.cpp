// MongoDB's own answers to expressions, where a copy of the public cases is at hand. They are never
// part of this project: without them this test says that it skipped.
#include <cstdlib>
#include <fstream>
#include <iostream>

#include "cases.hpp"
#include "document/number.hpp"
#include "document/type.hpp"
#include "extjson/reader.hpp"
#include "reshaping/reshaping.hpp"

namespace expression_conformance_test {

using profilestore::Error;
using profilestore::Value;
using profilestore::expression::Reshaping;

namespace {

std::string cases_file() {
  const char* shared = std::getenv("PROFILESTORE_SHARED");
  const std::string folder = shared ? shared : PROFILESTORE_SOURCE_DIR "/../shared";
  return folder + "/conformance/oracle/aggregate_expressions.jsonl";
}

Value documents_of(const Value& raw) {
  Value documents = Value::array();
  for (const Value& document : raw)
    documents.push_back(profilestore::extjson::parse(document.dump()));
  return documents;
}

// The documents stand in the order of the pipeline's $sort already.
std::string outcome_of(const Value& test) {
  try {
    Value documents = documents_of(test["collections"].begin().value());
    const Value arguments = profilestore::extjson::parse_command(test["op"]["arguments"].dump());
    for (const Value& stage : arguments["pipeline"]) {
      const std::string& name = stage.begin().key();
      if (name == "$sort") continue;
      const auto reshaping = Reshaping::parse(name, stage.begin().value());
      for (Value& document : documents) document = reshaping.apply(document);
    }
    return documents.dump();
  } catch (const Error& refusal) {
    return "refused with " + std::to_string(refusal.code());
  }
}

std::string expected_of(const Value& test) {
  if (test.contains("error")) return "refused with " + std::to_string(test["error"].get<int>());
  return documents_of(test["result"]).dump();
}

}  // namespace

TEST_CASE("expressions give what MongoDB says they give", "[expression][conformance]") {
  std::ifstream file(cases_file());
  if (!file) {
    WARN("skipped: there is no " << cases_file() << " (set PROFILESTORE_SHARED)");
    return;
  }
  int passed = 0, all = 0;
  for (std::string line; std::getline(file, line);) {
    const Value test = Value::parse(line);
    if (test.contains("changedIn9")) continue;
    ++all;
    const std::string outcome = outcome_of(test), expected = expected_of(test);
    if (outcome == expected)
      ++passed;
    else
      std::cout << "  " << test["id"] << " " << test["op"]["arguments"]["pipeline"].back()
                << "\n    expected " << expected << "\n    but is   " << outcome << "\n";
  }
  std::cout << "conformance of expressions: " << passed << " of " << all << "\n";
  CHECK(passed * 100 >= all * 98);
  CHECK(all > 100);
}

}  // namespace expression_conformance_test

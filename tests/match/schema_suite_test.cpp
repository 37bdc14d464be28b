// The public JSON-Schema-Test-Suite, its draft 4, where it is installed (Debian has it as the
// package json-schema-test-suite). Without it this test says that it skipped.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <profilestore/error.hpp>

#include "catch.hpp"
#include "extjson/reader.hpp"
#include "match/filter.hpp"

namespace match_schema_suite_test {

using namespace profilestore;

namespace {

namespace fs = std::filesystem;

// file/group/test: where MongoDB means something else than draft 4 does, and why.
const std::map<std::string, std::string> known{
    {"optional/bignum/integer/a bignum is an integer", "beyond 64 bits a number is a Double"},
    {"optional/bignum/integer/a negative bignum is an integer",
     "beyond 64 bits a number is a Double"},
};

struct Tally {
  int passed = 0;
  std::map<std::string, int> skipped;  ///< by reason
  std::vector<std::string> failed;
};

fs::path suite() {
  const char* given = std::getenv("PROFILESTORE_SCHEMA_SUITE");
  return given != nullptr ? given : "/usr/share/json-schema-test-suite/tests/draft4";
}

// Documents are objects: the instance stands in a field of one.
Document wrapped(const Value& instance) { return {{"v", instance}}; }

// MongoDB has no `integer`, and BSON's types in its place: 1.0 is none of them, as in draft 4.
Value with_bson_types(Value schema) {
  for (auto& [name, value] : schema.items())
    if (value.is_structured()) value = with_bson_types(std::move(value));
  const auto type = schema.is_object() ? schema.find("type") : schema.end();
  if (!schema.is_object() || type == schema.end() || type->is_object()) return schema;
  Value aliases = Value::array();
  for (const Value& alias : type->is_array() ? *type : Value::array({*type}))
    if (alias == "integer")
      aliases.insert(aliases.end(), {"int", "long"});
    else
      aliases.push_back(alias == "boolean" ? Value("bool") : alias);
  schema.erase("type");
  schema["bsonType"] = aliases;
  return schema;
}

bool has_integer(const Value& schema) {
  return schema.dump().find("\"integer\"") != std::string::npos;
}

// What MongoDB refuses in a schema is the reason to skip it. Any other refusal is a failure.
constexpr std::array refusals{"is not currently supported",
                              "Unknown $jsonSchema keyword: tilda~field",  // which a $ref leads to
                              "an integer too large for an Int64"};

std::optional<std::string> reason_of(const InvalidInput& refusal) {
  const std::string text = refusal.what();
  const bool known_one = std::ranges::any_of(
      refusals, [&](const char* words) { return text.find(words) != std::string::npos; });
  if (!known_one) return std::nullopt;
  return text.substr(text.rfind("maximum: ") == std::string::npos ? 0 : text.rfind(": ") + 2);
}

void run(const std::string& file, const Value& group, Tally& tally) {
  const Value& tests = group["tests"];
  const Value schema =
      has_integer(group["schema"]) ? with_bson_types(group["schema"]) : group["schema"];
  std::optional<match::Filter> filter;
  try {
    filter = match::Filter::parse(
        extjson::normalise_value({{"$jsonSchema", {{"properties", {{"v", schema}}}}}}));
  } catch (const InvalidInput& refusal) {
    const auto reason = reason_of(refusal);
    if (reason)
      tally.skipped[*reason] += static_cast<int>(tests.size());
    else
      tally.failed.push_back(file + ": " + refusal.what());
    return;
  }
  for (const Value& test : tests) {
    const std::string name = file + "/" + group["description"].get<std::string>() + "/" +
                             test["description"].get<std::string>();
    if (known.contains(name)) {
      ++tally.skipped[known.at(name)];
      continue;
    }
    Document document;
    try {
      document = extjson::normalise(wrapped(test["data"]));
    } catch (const InvalidInput& refusal) {
      const auto reason = reason_of(refusal);
      if (reason)
        ++tally.skipped[*reason];
      else
        tally.failed.push_back(name + ": " + refusal.what());
      continue;
    }
    const bool agrees = filter->matches(document) == test["valid"].get<bool>() &&
                        filter->failures(document).empty() == test["valid"].get<bool>();
    if (agrees)
      ++tally.passed;
    else
      tally.failed.push_back(name);
  }
}

}  // namespace

TEST_CASE("The JSON-Schema-Test-Suite agrees where MongoDB has its keywords", "[match][schema]") {
  if (!fs::is_directory(suite())) {
    std::cout << "JSON-Schema-Test-Suite: skipped, " << suite() << " is not there\n";
    SUCCEED("skipped");
    return;
  }
  Tally tally;
  for (const auto& entry : fs::recursive_directory_iterator(suite())) {
    if (entry.path().extension() != ".json") continue;
    std::ifstream file(entry.path());
    const std::string name = fs::relative(entry.path(), suite()).replace_extension().string();
    for (const Value& group : Value::parse(file)) run(name, group, tally);
  }
  int skipped = 0;
  for (const auto& [reason, count] : tally.skipped) {
    skipped += count;
    std::cout << "  skipped " << count << ": " << reason << "\n";
  }
  for (const std::string& name : tally.failed) std::cout << "  failed: " << name << "\n";
  std::cout << "JSON-Schema-Test-Suite: passed " << tally.passed << ", failed "
            << tally.failed.size() << ", skipped " << skipped << "\n";
  CHECK(tally.failed.empty());
  CHECK(tally.passed > 250);  // it is not that all was skipped
}

}  // namespace match_schema_suite_test

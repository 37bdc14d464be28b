// The public conformance cases for updates, run on documents in memory with the filter language,
// seed, apply and ensure_id together. The cases are no part of this project: they are read from
// $PROFILESTORE_SHARED/conformance, and where they are not there the test says that it skipped.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <profilestore/error.hpp>

#include "catch.hpp"
#include "extjson/reader.hpp"
#include "match/filter.hpp"
#include "update/update.hpp"

namespace update_conformance_test {

using profilestore::Value;
using profilestore::update::Update;

namespace {

// Fewer than this would mean that the check has become empty, not that the language has shrunk.
constexpr int fewest_cases = 535;

std::filesystem::path cases_file() {
  const char* shared = std::getenv("PROFILESTORE_SHARED");
  const std::filesystem::path folder =
      shared != nullptr ? shared : PROFILESTORE_SOURCE_DIR "/../shared";
  return folder / "conformance" / "update.jsonl";
}

// Fields in the order of their names; numbers keep their types.
std::string typed_text(const Value& value) { return nlohmann::json::parse(value.dump()).dump(); }

struct Counts {
  int matched = 0;
  int modified = 0;
};

// What the query language does not have here: no fault of an update.
struct Unsupported {
  std::string reason;
};

bool says_unsupported(const profilestore::InvalidInput& refusal) {
  return std::string(refusal.what()).find("not supported") != std::string::npos;
}

profilestore::match::Filter filter_of(const Value& spec) {
  try {
    return profilestore::match::Filter::parse(spec["filter"]);
  } catch (const profilestore::InvalidFilter& refusal) {
    if (says_unsupported(refusal)) throw Unsupported{std::string("filter: ") + refusal.what()};
    throw;
  }
}

// A condition of $pull or an array filter may have operators that the query language has not.
Update update_of(const Value& spec) {
  const Value filters = spec.value("arrayFilters", Value::array());
  try {
    return Update::parse(spec["update"], filters.get_ref<const Value::array_t&>());
  } catch (const profilestore::InvalidUpdate& refusal) {
    if (says_unsupported(refusal)) throw Unsupported{std::string("condition: ") + refusal.what()};
    throw;
  }
}

// Whether the update has a `$` that the filter's match must explain.
bool needs_position(const Value& update) {
  const std::string text = update.dump();
  return text.find(".$\"") != text.npos || text.find(".$.") != text.npos;
}

template <class Filter>
std::optional<std::size_t> position_in(const Filter& filter, const Value& document,
                                       const Value& update) {
  if constexpr (requires { filter.match(document)->position; }) {
    return filter.match(document)->position;
  } else {
    if (needs_position(update)) throw Unsupported{"filter: tells no position"};
    return std::nullopt;
  }
}

// updateOne or updateMany. As in the server's own reply, `matched` counts an inserted document.
Counts run(std::vector<Value>& documents, const Value& spec) {
  const auto filter = filter_of(spec);
  const Update update = update_of(spec);
  Counts counts;
  for (Value& document : documents) {
    if (!filter.matches(document)) continue;
    ++counts.matched;
    const auto position = position_in(filter, document, spec["update"]);
    if (update.apply(document, profilestore::bson::now(), false, position)) ++counts.modified;
    if (!spec["multi"].get<bool>()) break;
  }
  if (counts.matched > 0 || !spec["upsert"].get<bool>()) return counts;
  Value inserted = update.seed(filter.equalities());
  update.apply(inserted, profilestore::bson::now(), true);
  profilestore::update::ensure_id(inserted);
  documents.push_back(std::move(inserted));
  return {1, 0};
}

// Expected documents are found by their _id; one without an _id stands for one whose _id was drawn.
bool holds(const std::vector<Value>& documents, const Value& expected) {
  for (Value document : documents) {
    if (!expected.contains("_id")) document.erase("_id");
    if (typed_text(document) == typed_text(expected)) return true;
  }
  return false;
}

std::string outcome_of(const Value& expect, const std::vector<Value>& documents, Counts counts) {
  if (expect.contains("code")) return "no error";
  if (expect.contains("counts")) {
    const Value& wanted = expect["counts"];
    if (wanted["matched"] != counts.matched) return "matched " + std::to_string(counts.matched);
    if (wanted["modified"] != counts.modified) return "modified " + std::to_string(counts.modified);
    return "";
  }
  for (const Value& expected : expect["docs"])
    if (!holds(documents, expected)) return "documents: " + Value(documents).dump();
  return "";
}

// Counts by verdict: "passed", "failed", or "skipped" and why.
using Verdicts = std::map<std::string, int>;

std::string judge(const Value& spec) {
  const Value& expect = spec["expect"];
  std::vector<Value> documents(spec["docs"].begin(), spec["docs"].end());
  std::string outcome;
  try {
    const Counts counts = run(documents, spec);
    outcome = outcome_of(expect, documents, counts);
  } catch (const profilestore::InvalidInput& refusal) {
    if (!expect.contains("code") || expect["code"] != refusal.code())
      outcome = "error " + std::to_string(refusal.code()) + ": " + refusal.what();
  } catch (const Unsupported& missing) {
    return "skipped, " + missing.reason;
  }
  INFO(spec["id"].get<std::string>() << ": " << spec["update"].dump());
  CHECK(outcome == "");
  return outcome.empty() ? "passed" : "failed";
}

}  // namespace

TEST_CASE("the update language answers the conformance cases", "[update][conformance]") {
  std::ifstream file(cases_file());
  if (!file) {
    WARN("SKIPPED: no conformance cases at " << cases_file());
    return;
  }
  Verdicts verdicts;
  for (std::string line; std::getline(file, line);)
    ++verdicts[judge(profilestore::extjson::parse(line))];
  for (const auto& [verdict, count] : verdicts) WARN("conformance: " << count << ' ' << verdict);
  CHECK(verdicts["passed"] + verdicts["failed"] >= fewest_cases);
}

TEST_CASE("the conformance check tells types and documents apart", "[update][conformance]") {
  const auto documents = [](const char* text) { return std::vector<Value>{Value::parse(text)}; };
  const Value expect = Value::parse(R"({"docs":[{"_id":1,"a":5,"b":0.0}]})");
  CHECK(outcome_of(expect, documents(R"({"b":0.0,"_id":1,"a":5})"), {}) == "");
  CHECK(outcome_of(expect, documents(R"({"_id":1,"a":5.0,"b":0.0})"), {}) != "");
  CHECK(outcome_of(expect, documents(R"({"_id":1,"a":{"$numberLong":"5"},"b":0.0})"), {}) != "");
  CHECK(outcome_of(expect, documents(R"({"_id":1,"a":5,"b":-0.0})"), {}) != "");
  CHECK(outcome_of(expect, documents(R"({"_id":1,"a":5,"b":0.0,"c":1})"), {}) != "");
  CHECK(outcome_of(Value::parse(R"({"counts":{"matched":1,"modified":0}})"), {}, {1, 1}) != "");
  CHECK(outcome_of(Value::parse(R"({"code":40})"), {}, {1, 1}) != "");
}

}  // namespace update_conformance_test

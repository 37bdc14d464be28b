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

using profilestore::Value;

namespace {

// Fewer than this would mean that the check has become empty, not that the language has shrunk.
constexpr int fewest_cases = 278;

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

// updateOne or updateMany. As in the server's own reply, `matched` counts an inserted document.
Counts run(std::vector<Value>& documents, const Value& spec) {
  const auto filter = profilestore::match::Filter::parse(spec["filter"]);
  const auto update = profilestore::update::Update::parse(spec["update"]);
  Counts counts;
  for (Value& document : documents) {
    if (!filter.matches(document)) continue;
    ++counts.matched;
    if (update.apply(document, profilestore::now(), false)) ++counts.modified;
    if (!spec["multi"].get<bool>()) break;
  }
  if (counts.matched > 0 || !spec["upsert"].get<bool>()) return counts;
  Value inserted = profilestore::update::seed(filter.equalities());
  update.apply(inserted, profilestore::now(), true);
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

enum class Verdict { passed, failed, skipped };

Verdict judge(const Value& spec) {
  const Value& expect = spec["expect"];
  std::vector<Value> documents(spec["docs"].begin(), spec["docs"].end());
  std::string outcome;
  try {
    const Counts counts = run(documents, spec);
    outcome = outcome_of(expect, documents, counts);
  } catch (const profilestore::InvalidInput& refusal) {
    if (std::string(refusal.what()).find("not supported") != std::string::npos)
      return Verdict::skipped;
    if (!expect.contains("code") || expect["code"] != refusal.code())
      outcome = "error " + std::to_string(refusal.code()) + ": " + refusal.what();
  }
  INFO(spec["id"].get<std::string>() << ": " << spec["update"].dump());
  CHECK(outcome == "");
  return outcome.empty() ? Verdict::passed : Verdict::failed;
}

}  // namespace

TEST_CASE("the update language answers the conformance cases", "[update][conformance]") {
  std::ifstream file(cases_file());
  if (!file) {
    WARN("SKIPPED: no conformance cases at " << cases_file());
    return;
  }
  std::map<Verdict, int> verdicts;
  for (std::string line; std::getline(file, line);)
    ++verdicts[judge(profilestore::extjson::parse(line))];
  WARN("conformance: " << verdicts[Verdict::passed] << " passed, " << verdicts[Verdict::failed]
                       << " failed, " << verdicts[Verdict::skipped] << " not supported");
  CHECK(verdicts[Verdict::passed] + verdicts[Verdict::failed] >= fewest_cases);
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

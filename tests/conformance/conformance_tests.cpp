// conformance_tests [FOLDER]: the public conformance cases for updates and queries, each on a real
// store through the public API. They are no part of this project: FOLDER has update.jsonl and
// query.jsonl; without them the program says that it skipped.
//
// Fails on a case that fails and is not in known_failures.txt beside this source, and on one that
// is there and passes.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <profilestore/profilestore.hpp>
#include <set>

namespace fs = std::filesystem;
using namespace profilestore;

namespace {

// Fields in the order of their names; numbers keep their types.
std::string typed_text(const Value& value) { return nlohmann::json::parse(value.dump()).dump(); }

std::multiset<std::string> typed_texts(const std::vector<Document>& documents) {
  std::multiset<std::string> texts;
  for (const Document& document : documents) texts.insert(typed_text(document));
  return texts;
}

std::vector<Document> all(Collection& collection, const Document& filter) {
  std::vector<Document> documents;
  for (const Document& document : collection.find(filter)) documents.push_back(document);
  return documents;
}

// Expected documents are found by their _id; one without stands for one whose _id was drawn.
bool holds(const std::vector<Document>& documents, const Document& expected) {
  for (Document document : documents) {
    if (!expected.contains("_id")) document.erase("_id");
    if (typed_text(document) == typed_text(expected)) return true;
  }
  return false;
}

bool is_replacement(const Value& update) {
  return update.is_object() && (update.empty() || !update.begin().key().starts_with('$'));
}

UpdateResult update(Collection& collection, const Value& spec) {
  const Value& change = spec.at("update");
  if (is_replacement(change))
    return collection.replace_one(spec.at("filter"), change, {.upsert = spec.at("upsert")});
  UpdateOptions options{.upsert = spec.at("upsert")};
  if (spec.contains("arrayFilters"))
    options.array_filters.assign(spec["arrayFilters"].begin(), spec["arrayFilters"].end());
  return spec.at("multi").get<bool>() ? collection.update_many(spec.at("filter"), change, options)
                                      : collection.update_one(spec.at("filter"), change, options);
}

// What is wrong; empty if nothing is.
std::string run_update(Collection& collection, const Value& spec) {
  const Value& expect = spec.at("expect");
  const UpdateResult done = update(collection, spec);
  if (expect.contains("code")) return "no error, but " + expect["code"].dump() + " expected";
  if (expect.contains("counts")) {
    // As in the server's own reply, `matched` counts an inserted document.
    const std::int64_t matched = done.matched_count + (done.upserted_id ? 1 : 0);
    if (expect["counts"].at("matched") != matched) return fmt::format("matched {}", matched);
    if (expect["counts"].at("modified") != done.modified_count)
      return fmt::format("modified {}", done.modified_count);
    return "";
  }
  const auto documents = all(collection, {});
  for (const Value& expected : expect.at("docs"))
    if (!holds(documents, expected)) return "documents: " + Value(documents).dump();
  return "";
}

std::string run_query(Collection& collection, const Value& spec) {
  const Value& expect = spec.at("expect");
  const auto found = all(collection, spec.at("filter"));
  if (expect.contains("code")) return "no error, but " + expect["code"].dump() + " expected";
  const std::vector<Document> wanted(expect.at("docs").begin(), expect.at("docs").end());
  if (typed_texts(found) != typed_texts(wanted)) return "found: " + Value(found).dump();
  return "";
}

using Run = std::string (*)(Collection&, const Value&);

std::string outcome_of(Collection& collection, const Value& spec, Run run) {
  try {
    collection.delete_many({});
    for (const Value& document : spec.at("docs")) collection.insert_one(document);
    return run(collection, spec);
  } catch (const Error& error) {
    const Value& expect = spec.at("expect");
    if (expect.contains("code") && expect["code"] == error.code()) return "";
    return fmt::format("error {}: {}", error.code(), error.what());
  }
}

std::map<std::string, std::string> known_failures() {
  std::map<std::string, std::string> known;
  std::ifstream file(fs::path(PROFILESTORE_SOURCE_DIR) / "tests/conformance/known_failures.txt");
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    const std::size_t space = line.find(' ');
    known[line.substr(0, space)] = space == line.npos ? "" : line.substr(space + 1);
  }
  return known;
}

struct Counts {
  int passed = 0, failed = 0, skipped = 0, unexpected = 0;
};

Counts run_file(const fs::path& file, Collection& collection, Run run) {
  static const auto known = known_failures();
  Counts counts;
  std::ifstream lines(file);
  for (std::string line; std::getline(lines, line);) {
    Value spec;
    try {
      spec = ejson::parse(line);
    } catch (const MalformedJson& fault) {
      std::cout << "skipped: " << line.substr(0, 80) << "…: no document: " << fault.reason()
                << '\n';
      ++counts.skipped;
      continue;
    }
    const std::string id = spec.at("id");
    const std::string fault = outcome_of(collection, spec, run);
    const auto listed = known.find(id);
    if (fault.empty()) {
      ++counts.passed;
      if (listed == known.end()) continue;
      ++counts.unexpected;
      std::cout << "passes, and is listed as a known failure: " << id << '\n';
      continue;
    }
    ++counts.failed;
    if (listed != known.end()) {
      std::cout << "known failure: " << id << ": " << listed->second << '\n';
      continue;
    }
    ++counts.unexpected;
    std::cout << "FAILED: " << id << ": " << fault << "\n  filter " << spec.at("filter").dump()
              << (spec.contains("update") ? "\n  update " + spec["update"].dump() : "") << '\n';
  }
  const int cases = counts.passed + counts.failed;
  std::cout << fmt::format("{}: {} passed, {} failed, {} skipped; {:.2f} % passed\n",
                           file.filename().string(), counts.passed, counts.failed, counts.skipped,
                           cases == 0 ? 0.0 : 100.0 * counts.passed / cases);
  return counts;
}

/// A folder that goes at the end.
struct TemporaryFolder {
  fs::path path =
      fs::temp_directory_path() / fmt::format("conformance-{}", ObjectId::generate().to_hex());
  TemporaryFolder() { fs::create_directory(path); }
  ~TemporaryFolder() { fs::remove_all(path); }
};

}  // namespace

int main(int count, char** arguments) {
  const char* shared = std::getenv("PROFILESTORE_SHARED");
  const fs::path folder =
      count > 1 ? fs::path(arguments[1])
                : fs::path(shared != nullptr ? shared : PROFILESTORE_SOURCE_DIR "/../shared") /
                      "conformance";
  const TemporaryFolder home;
  Store store = Store::open(home.path / "cases.db", {.durability = Durability::relaxed});
  Collection collection = store.collection("cases");
  int unexpected = 0, cases = 0;
  for (const auto& [name, run] :
       {std::pair{"update.jsonl", Run{run_update}}, std::pair{"query.jsonl", Run{run_query}}}) {
    if (!fs::exists(folder / name)) {
      std::cout << "SKIPPED: there is no " << name << " in " << folder << '\n';
      continue;
    }
    const Counts counts = run_file(folder / name, collection, run);
    unexpected += counts.unexpected;
    cases += counts.passed + counts.failed;
    if (counts.passed == 0) ++unexpected;  // the check would have become empty
  }
  return unexpected == 0 ? 0 : 1;
}

// oracle_tests [FOLDER [--least PERCENT] FILE…]: answers of a real MongoDB to pipelines,
// expressions and CRUD calls, each asked of a real store through the public API. They are no part
// of this project: FOLDER has FILE.jsonl; without them the program says that it skipped.
//
// Lists each case that does not pass, with its reason. Fails where fewer than PERCENT of a file's
// cases pass; those whose answer changed in MongoDB 9 do not count.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "oracle_calls.hpp"

namespace fs = std::filesystem;
using namespace oracle;

namespace {

// An ObjectId that the case does not name was made by the server: any is as good.
Value with_any_oid(const Value& value, const std::string& known) {
  if (value.is_object() && value.size() == 1) {
    const auto& [name, inner] = *value.items().begin();
    if (name == "$generatedOid") return "any ObjectId";
    if (name == "$oid" && known.find(inner.get<std::string>()) == std::string::npos)
      return "any ObjectId";
  }
  if (!value.is_structured()) return value;
  Value same = value.is_array() ? Value::array() : Value::object();
  for (const auto& [name, inner] : value.items()) {
    Value each = with_any_oid(inner, known);
    if (value.is_array())
      same.push_back(std::move(each));
    else
      same[name] = std::move(each);
  }
  return same;
}

bool by_text(const Value& a, const Value& b) { return a.dump() < b.dump(); }

void sort_set(Value& value, const std::string& path) {
  if (value.is_array() && path.empty()) std::sort(value.begin(), value.end(), by_text);
  if (value.is_array() && !path.empty())
    for (Value& element : value) sort_set(element, path);
  const auto name = path.substr(0, path.find('.'));
  if (value.is_object() && !path.empty() && value.contains(name))
    sort_set(value[name], name.size() == path.size() ? "" : path.substr(name.size() + 1));
}

std::string comparable(const Case& one, Value value) {
  value = with_any_oid(value, one.known);
  if (value.is_array() && one.whole.contains("sets"))
    for (const Value& path : one.whole["sets"])
      for (Value& document : value) sort_set(document, path.get<std::string>());
  if (value.is_array() && one.whole.value("unordered", false))
    std::sort(value.begin(), value.end(), by_text);
  if (one.whole.value("anyFieldOrder", false)) return nlohmann::json::parse(value.dump()).dump();
  return value.dump();
}

void set_up(Store& store, const Case& one) {
  for (const std::string& name : store.collection_names()) store.collection(name).drop();
  for (const auto& [name, documents] : one.whole["collections"].items()) {
    Collection collection = store.collection(name, {.indexes = {UniqueIndex{"_id"}}});
    if (!documents.empty())
      collection.insert_many(std::vector<Document>(documents.begin(), documents.end()));
  }
}

// What is wrong; empty if nothing is.
std::string difference(Store& store, const Case& one) {
  const Value& op = one.whole["op"];
  Collection collection = store.collection(op["collection"].get<std::string>());
  const auto operation = operations().find(op["name"].get<std::string>());
  if (operation == operations().end()) return "this program does not ask " + op["name"].dump();
  Value result;
  try {
    result = operation->second(collection, one);
  } catch (const Error& error) {
    if (one.whole.contains("error") && one.whole["error"] == error.code()) return "";
    return fmt::format("MongoDB: {}; here: error {} {}",
                       one.whole.contains("error") ? "error " + one.whole["error"].dump()
                                                   : one.whole["result"].dump().substr(0, 300),
                       error.code(), error.what());
  }
  if (one.whole.contains("error"))
    return fmt::format("MongoDB: error {}; here: {}", one.whole["error"].dump(),
                       result.dump().substr(0, 300));
  if (comparable(one, one.whole["result"]) != comparable(one, result))
    return fmt::format("MongoDB: {}; here: {}", one.whole["result"].dump().substr(0, 400),
                       result.dump().substr(0, 400));
  if (!one.whole.contains("after")) return "";
  for (const auto& [name, documents] : one.whole["after"].items()) {
    Value found = all_of(store.collection(name).find({}));
    Value wanted = documents;
    std::sort(found.begin(), found.end(), by_text);
    std::sort(wanted.begin(), wanted.end(), by_text);
    if (comparable(one, found) != comparable(one, wanted))
      return fmt::format("afterwards MongoDB: {}; here: {}", wanted.dump().substr(0, 400),
                         found.dump().substr(0, 400));
  }
  return "";
}

bool run_file(Store& store, const fs::path& file, double least) {
  std::ifstream lines(file);
  if (!lines) {
    std::cout << "oracle: skipped: there is no " << file.filename().string() << "\n";
    return true;
  }
  int cases = 0, passed = 0, changed = 0;
  for (std::string line; std::getline(lines, line);) {
    Case one{ejson::parse_command(line), {}};
    one.known = one.whole["collections"].dump() + one.whole["op"].dump();
    set_up(store, one);
    const std::string wrong = difference(store, one);
    if (!wrong.empty() && one.whole.contains("changedIn9")) {
      ++changed;
      continue;
    }
    ++cases;
    if (wrong.empty()) ++passed;
    if (!wrong.empty()) std::cout << one.whole["id"].get<std::string>() << " " << wrong << "\n";
  }
  const double percent = cases == 0 ? 0 : 100.0 * passed / cases;
  std::cout << fmt::format("oracle: {}: {} of {} passed, {:.1f} %; {} that changed in 9 left out\n",
                           file.stem().string(), passed, cases, percent, changed);
  return percent >= least;
}

}  // namespace

int main(int count, char** arguments) {
  const char* shared = std::getenv("PROFILESTORE_SHARED");
  fs::path folder = fs::path(shared != nullptr ? shared : PROFILESTORE_SOURCE_DIR "/../shared") /
                    "conformance" / "oracle";
  double least = 98;
  std::vector<std::string> files;
  for (int i = 1; i < count; ++i) {
    const std::string argument = arguments[i];
    if (argument == "--least" && i + 1 < count)
      least = std::strtod(arguments[++i], nullptr);
    else if (i == 1 && fs::is_directory(argument))
      folder = argument;
    else
      files.push_back(argument);
  }
  if (files.empty())
    files = {"aggregate_stages", "aggregate_expressions", "expr_and_pipelines", "crud"};
  Store store = Store::in_memory();
  bool enough = true;
  for (const std::string& file : files)
    enough = run_file(store, folder / (file + ".jsonl"), least) && enough;
  return enough ? 0 : 1;
}

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
#include <functional>
#include <iostream>
#include <map>
#include <profilestore/profilestore.hpp>

namespace fs = std::filesystem;
using namespace profilestore;

namespace {

/// One case, and what of it is needed to compare.
struct Case {
  Document whole;
  std::string known;  ///< where ObjectIds stand that are named
  const Value& arguments() const { return whole["op"]["arguments"]; }
  Value argument(const char* name, Value otherwise = nullptr) const {
    return arguments().contains(name) ? arguments()[name] : otherwise;
  }
};

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

Value all_of(Cursor found) {
  Value list = Value::array();
  for (const Document& document : found) list.push_back(document);
  return list;
}

Value or_null(const std::optional<Document>& document) {
  return document ? *document : Value(nullptr);
}

Value counts_of(const UpdateResult& done) {
  Value counts{{"matchedCount", done.matched_count},
               {"modifiedCount", done.modified_count},
               {"upsertedCount", done.upserted_id ? 1 : 0}};
  if (done.upserted_id) counts["upsertedId"] = *done.upserted_id;
  return counts;
}

template <class Options>
Options common(const Case& one, Options options) {
  options.let = one.argument("let");
  if (one.arguments().contains("collation"))
    options.collation = collation_of(one.argument("collation"));
  return options;
}

std::int64_t number_of(const Case& one, const char* name) {
  return one.argument(name, 0).get<std::int64_t>();
}

template <class Options>
Options changing(const Case& one) {
  auto options = common(one, Options());
  options.upsert = one.argument("upsert", false).get<bool>();
  options.sort = one.argument("sort");
  return options;
}

template <class Options>
Options changing_one(const Case& one) {
  auto options = changing<Options>(one);
  options.projection = one.argument("projection");
  options.returning =
      one.argument("returnDocument", "Before") == "After" ? Return::after : Return::before;
  return options;
}

template <class Options>
Options with_array_filters(const Case& one, Options options) {
  const Value filters = one.argument("arrayFilters", Value::array());
  options.array_filters.assign(filters.begin(), filters.end());
  return options;
}

Value outcome_of(const UpdateOptions& options, const Outcome& outcome) {
  return or_null(options.returning == Return::after ? outcome.after : outcome.before);
}

using Ask = std::function<Value(Collection&, const Case&)>;

Value find(Collection& collection, const Case& one) {
  auto options = common(one, FindOptions());
  options.sort = one.argument("sort");
  options.projection = one.argument("projection");
  options.skip = number_of(one, "skip");
  options.limit = number_of(one, "limit");
  return all_of(collection.find(one.argument("filter"), options));
}

Value aggregate(Collection& collection, const Case& one) {
  return all_of(collection.aggregate(one.argument("pipeline"), common(one, AggregateOptions())));
}

Value distinct(Collection& collection, const Case& one) {
  return collection.distinct(one.argument("fieldName").get<std::string>(), one.argument("filter"),
                             common(one, DistinctOptions()));
}

Value count_documents(Collection& collection, const Case& one) {
  auto options = common(one, CountOptions());
  options.skip = number_of(one, "skip");
  options.limit = number_of(one, "limit");
  return collection.count(one.argument("filter"), options);
}

Value find_one_and_update(Collection& collection, const Case& one) {
  const auto options = with_array_filters(one, changing_one<UpdateOptions>(one));
  return outcome_of(options, collection.find_one_and_update(one.argument("filter"),
                                                            one.argument("update"), options));
}

Value find_one_and_replace(Collection& collection, const Case& one) {
  const auto options = changing_one<ReplaceOptions>(one);
  const Outcome outcome =
      collection.find_one_and_replace(one.argument("filter"), one.argument("replacement"), options);
  return or_null(options.returning == Return::after ? outcome.after : outcome.before);
}

Value find_one_and_delete(Collection& collection, const Case& one) {
  auto options = common(one, FindOneOptions());
  options.sort = one.argument("sort");
  return or_null(collection.find_one_and_delete(one.argument("filter"), options));
}

Value update_one(Collection& collection, const Case& one) {
  return counts_of(collection.update_one(one.argument("filter"), one.argument("update"),
                                         with_array_filters(one, changing<UpdateOptions>(one))));
}

Value update_many(Collection& collection, const Case& one) {
  return counts_of(collection.update_many(one.argument("filter"), one.argument("update"),
                                          with_array_filters(one, changing<UpdateOptions>(one))));
}

Value replace_one(Collection& collection, const Case& one) {
  return counts_of(collection.replace_one(one.argument("filter"), one.argument("replacement"),
                                          changing<ReplaceOptions>(one)));
}

Value delete_one(Collection& collection, const Case& one) {
  return {
      {"deletedCount",
       collection.delete_one(one.argument("filter"), common(one, DeleteOptions())).deleted_count}};
}

Value delete_many(Collection& collection, const Case& one) {
  return {
      {"deletedCount",
       collection.delete_many(one.argument("filter"), common(one, DeleteOptions())).deleted_count}};
}

const std::map<std::string, Ask>& operations() {
  static const std::map<std::string, Ask> table{{"find", find},
                                                {"aggregate", aggregate},
                                                {"distinct", distinct},
                                                {"countDocuments", count_documents},
                                                {"findOneAndUpdate", find_one_and_update},
                                                {"findOneAndReplace", find_one_and_replace},
                                                {"findOneAndDelete", find_one_and_delete},
                                                {"updateOne", update_one},
                                                {"updateMany", update_many},
                                                {"replaceOne", replace_one},
                                                {"deleteOne", delete_one},
                                                {"deleteMany", delete_many}};
  return table;
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

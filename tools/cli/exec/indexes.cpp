// exec's operations on indexes.
#include <fmt/format.h>

#include <algorithm>

#include "arguments/arguments.hpp"
#include "arguments/index_text.hpp"
#include "exec/operations.hpp"

namespace profilestore::cli {
namespace {

constexpr int cannot_create_index = 67;

[[noreturn]] void refuse(const std::string& what) {
  throw InvalidInput(cannot_create_index, "createIndex: " + what);
}

Paths paths_of_keys(const Document& keys) {
  std::vector<IndexPath> paths;
  for (const auto& [path, direction] : keys.items()) {
    const auto number = whole_number(direction);
    if (number != 1 && number != -1)
      refuse(fmt::format("{}: only 1 and -1 are supported, no special kinds of index", path));
    paths.emplace_back(path, static_cast<int>(*number));
  }
  if (paths.empty()) refuse("'keys' must name a path, as in {\"email\": 1}");
  return Paths(std::move(paths));
}

// MongoDB has `sparse`; the others are ours.
Missing missing_of_arguments(const Fields& arguments) {
  const bool sparse = arguments.flag_or("sparse", false);
  const bool required = arguments.flag_or("required", false);
  const bool distinct = arguments.flag_or("distinct", false);
  if (sparse + required + distinct > 1) refuse("sparse, required and distinct exclude each other");
  if (sparse) return Missing::sparse;
  if (required) return Missing::reject;
  return distinct ? Missing::distinct : Missing::collide;
}

Index index_of(const Fields& given, const char* keys) {
  if (const auto version = given.number_or("v", 2); version != 1 && version != 2)
    refuse(fmt::format("there is no index version {}", version));
  Index wanted{paths_of_keys(given.document(keys)), given.flag_or("unique", false),
               missing_of_arguments(given), given.text_or("name", ""),
               given.document_or_empty("partialFilterExpression")};
  if (given.has("collation")) wanted.collation = collation_of(given.document("collation"));
  if (given.has("normalise")) wanted.normalise = normalise_of(given.any("normalise"));
  if (given.has("expireAfterSeconds")) {
    const auto seconds = whole_number(given.any("expireAfterSeconds"));
    if (!seconds) refuse("'expireAfterSeconds' is a number of seconds");
    wanted.expire_after = std::chrono::seconds(*seconds);
  }
  return wanted;
}

}  // namespace

std::string list_indexes(const Call& call) {
  std::string list;
  for (const Index& index : call.open().list_indexes())
    list += (list.empty() ? "" : ",") + plain_text(described(index));
  return answer("[" + list + "]");
}

std::string create_index(const Call& call) {
  return answer(plain_text(call.open().create_index(index_of(call.arguments, "keys"))));
}

// Each as createIndex has it, or as MongoDB's command has it, whose keys are `key`.
std::string create_indexes(const Call& call) {
  const Operation& single = operation_of("createIndex");
  std::vector<Index> wanted;
  for (const Document& one : call.arguments.documents("indexes")) {
    const char* keys = one.contains("key") ? "key" : "keys";
    auto known = single.arguments;
    std::ranges::replace(known, std::string_view("keys"), std::string_view(keys));
    refuse_unknown(one, "createIndexes", known, single.passed);
    wanted.push_back(index_of(Fields(one), keys));
  }
  return answer(plain_text(Value(call.open().create_indexes(wanted))));
}

std::string drop_index(const Call& call) {
  const std::string name = call.arguments.text("name");
  if (name == "*") return drop_indexes(call);
  call.open().drop_index(name);
  return answer("null");
}

std::string drop_indexes(const Call& call) {
  call.open().drop_indexes();
  return answer("null");
}

std::string explain(const Call& call) {
  if (call.collection.empty())
    throw InvalidInput(missing_field,
                       call.arguments.has("pipeline")
                           ? "explain shows how a pipeline reads a collection: name the "
                             "'collection'; one that begins with $documents reads none"
                           : "'collection' is missing");
  if (call.arguments.has("pipeline")) {
    if (call.arguments.has("filter") || call.arguments.has("sort"))
      throw InvalidInput(bad_value, "explain takes a pipeline, or a filter and a sort");
    return explain_aggregate(call);
  }
  const Collection collection = call.open();
  const FindOptions options{.sort = call.arguments.document_or_empty("sort"),
                            .collation = collation_argument(call.arguments),
                            .hint = hint_argument(call.arguments, collection),
                            .let = call.arguments.document_or_empty("let")};
  const Document filter = call.arguments.document_or_empty("filter");
  return answer(text_of(collection.explain(filter, options), call.flavour));
}

}  // namespace profilestore::cli

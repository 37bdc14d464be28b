// exec's createCollection and createIndex.
#include <fmt/format.h>

#include "arguments.hpp"
#include "exec_operations.hpp"

namespace profilestore::cli {
namespace {

constexpr int namespace_exists = 48;
constexpr int cannot_create_index = 67;

[[noreturn]] void refuse(const std::string& what) {
  throw InvalidInput(cannot_create_index, "createIndex: " + what);
}

Paths paths_of_keys(const Document& keys) {
  std::vector<std::string> paths;
  for (const auto& [path, direction] : keys.items()) {
    const auto number = whole_number(direction);
    if (number == -1) refuse(fmt::format("a descending index ({}: -1) is not supported yet", path));
    if (number != 1) refuse(fmt::format("{}: only 1 is supported yet", path));
    paths.push_back(path);
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

void check_kind(const Fields& arguments) {
  for (const std::string_view name : index_options_not_yet)
    if (arguments.has(name)) refuse(fmt::format("'{}' is not supported yet", name));
  if (!arguments.flag_or("unique", false))
    refuse("an index that is not unique is not supported yet; say \"unique\": true");
}

}  // namespace

std::string create_collection(const Call& call) {
  const bool timestamps = call.arguments.flag_or("timestamps", false);
  if (has_collection(call.store, call.collection))
    throw InvalidInput(namespace_exists, fmt::format("the collection {} exists", call.collection));
  // To name the index on _id, which every collection has, is to ask for the collection now.
  call.store.collection(call.collection,
                        {.indexes = {UniqueIndex{"_id"}}, .timestamps = timestamps});
  return answer("null");
}

// As MongoDB tells them, and our rule for missing values where MongoDB has none.
std::string list_indexes(const Call& call) {
  std::string list;
  for (const UniqueIndex& index : call.open().indexes()) {
    Document keys = Document::object();
    for (const std::string& path : index.paths) keys[path] = 1;
    Document entry{{"v", 2}, {"key", keys}, {"name", index.name}};
    if (index.name != "_id_") entry["unique"] = true;
    if (index.missing == Missing::sparse) entry["sparse"] = true;
    if (index.missing == Missing::reject) entry["required"] = true;
    if (index.missing == Missing::distinct) entry["distinct"] = true;
    list += (list.empty() ? "" : ",") + plain_text(entry);
  }
  return answer("[" + list + "]");
}

std::string create_index(const Call& call) {
  check_kind(call.arguments);
  const UniqueIndex wanted{paths_of_keys(call.arguments.document("keys")),
                           missing_of_arguments(call.arguments),
                           call.arguments.text_or("name", "")};
  Collection collection = call.open();
  collection.create_index(wanted);
  for (const UniqueIndex& index : collection.indexes())
    if (index.paths == wanted.paths) return answer(plain_text(index.name));
  return answer(plain_text("_id_"));
}

}  // namespace profilestore::cli

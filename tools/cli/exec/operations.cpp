#include "exec/operations.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "text/errors.hpp"

namespace profilestore::cli {
namespace {

const std::vector<Operation>& operations() {
  static const std::vector<Operation> table{
      {"insertOne", {"document", "operationId"}, insert_one},
      {"insertMany", {"documents", "ordered"}, insert_many},
      {"findOne", {"filter", "sort", "projection", "thenBy", "collation", "hint", "let"}, find_one},
      {"find",
       {"filter", "sort", "projection", "skip", "limit", "collation", "hint", "let"},
       find,
       {"batchSize"}},
      {"findOneAndUpdate",
       {"filter", "update", "upsert", "returnDocument", "arrayFilters", "sort", "projection",
        "thenBy", "collation", "hint", "let", "operationId"},
       find_one_and_update},
      {"findOneAndReplace",
       {"filter", "replacement", "upsert", "returnDocument", "sort", "projection", "thenBy",
        "collation", "hint", "let", "operationId"},
       find_one_and_replace},
      {"findOneAndDelete",
       {"filter", "sort", "projection", "thenBy", "collation", "hint", "let", "operationId"},
       find_one_and_delete},
      {"updateOne",
       {"filter", "update", "upsert", "arrayFilters", "sort", "thenBy", "collation", "hint", "let",
        "operationId"},
       update_one},
      {"updateMany",
       {"filter", "update", "upsert", "arrayFilters", "thenBy", "collation", "hint", "let",
        "operationId"},
       update_many},
      {"replaceOne",
       {"filter", "replacement", "upsert", "sort", "thenBy", "collation", "hint", "let",
        "operationId"},
       replace_one},
      {"deleteOne", {"filter", "collation", "hint", "let", "operationId"}, delete_one},
      {"deleteMany", {"filter", "collation", "hint", "let", "operationId"}, delete_many},
      {"distinct", {"fieldName", "filter", "collation", "hint", "let"}, distinct},
      {"countDocuments", {"filter", "skip", "limit", "collation", "hint", "let"}, count_documents},
      {"count", {"filter", "skip", "limit", "collation", "hint", "let"}, count_matches},
      {"estimatedDocumentCount", {}, estimated_document_count},
      {"aggregate",
       {"pipeline", "allowDiskUse", "collation", "hint", "let", "cursor"},
       aggregate,
       {"batchSize"},
       false},
      {"bulkWrite", {"requests", "ordered"}, bulk_write},
      {"createCollection",
       {"timestamps", "validator", "validationLevel", "validationAction",
        "changeStreamPreAndPostImages"},
       create_collection,
       {"collation"}},
      {"collMod",
       {"validator", "validationLevel", "validationAction", "changeStreamPreAndPostImages"},
       coll_mod},
      {"listIndexes", {}, list_indexes, {"batchSize"}},
      {"createIndex",
       {"keys", "name", "unique", "sparse", "required", "distinct", "partialFilterExpression",
        "collation", "normalise", "expireAfterSeconds"},
       create_index,
       {"background", "v"}},
      {"createIndexes", {"indexes"}, create_indexes},
      {"dropIndex", {"name"}, drop_index},
      {"dropIndexes", {}, drop_indexes},
      {"listCollections", {"filter", "nameOnly"}, list_collections, {"batchSize"}, false},
      {"renameCollection", {"to", "dropTarget"}, rename_collection},
      {"drop", {}, drop},
      {"explain", {"filter", "sort", "collation", "hint", "let", "pipeline"}, explain, {}, false}};
  return table;
}

}  // namespace

std::string answer(std::string_view result) {
  return fmt::format(R"({{"ok":1,"result":{}}})", result);
}

std::string answer_of(Cursor found, Flavour flavour) {
  std::string list;
  for (const Document& document : found)
    list += (list.empty() ? "" : ",") + text_of(document, flavour);
  return answer("[" + list + "]");
}

const Operation& operation_of(std::string_view name) {
  const auto found = std::find_if(operations().begin(), operations().end(),
                                  [&](const Operation& entry) { return entry.name == name; });
  if (found != operations().end()) return *found;
  std::vector<std::string_view> names;
  for (const Operation& entry : operations()) names.push_back(entry.name);
  throw InvalidInput(command_not_found, fmt::format("there is no operation '{}'; there is {}", name,
                                                    fmt::join(names, ", ")));
}

}  // namespace profilestore::cli

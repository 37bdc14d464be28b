// exec's operations that write several things: insertMany and bulkWrite.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <functional>

#include "arguments/arguments.hpp"
#include "exec/operations.hpp"
#include "text/errors.hpp"

namespace profilestore::cli {
namespace {

std::string ids_text(const std::map<std::size_t, Value>& ids, Flavour flavour) {
  std::string text;
  for (const auto& [index, id] : ids)
    text += fmt::format(R"({}"{}":{})", text.empty() ? "" : ",", index, text_of_value(id, flavour));
  return text;
}

std::string inserted_text(const BulkResult& done, Flavour flavour) {
  return fmt::format(R"({{"insertedCount":{},"insertedIds":{{{}}}}})", done.inserted_ids.size(),
                     ids_text(done.inserted_ids, flavour));
}

std::string bulk_text(const BulkResult& done, Flavour flavour) {
  return fmt::format(
      R"({{"insertedCount":{},"insertedIds":{{{}}},"matchedCount":{},"modifiedCount":{},)"
      R"("deletedCount":{},"upsertedCount":{},"upsertedIds":{{{}}}}})",
      done.inserted_count, ids_text(done.inserted_ids, flavour), done.matched_count,
      done.modified_count, done.deleted_count, done.upserted_count,
      ids_text(done.upserted_ids, flavour));
}

std::string members_of(const WriteError& error, Flavour flavour) {
  if (error.duplicate) return error_members(*error.duplicate, flavour);
  if (error.ambiguous) return error_members(*error.ambiguous, flavour);
  if (error.validation) return error_members(*error.validation, flavour);
  return error_members(InvalidInput(error.code, error.message), flavour);
}

using ResultText = std::string (*)(const BulkResult&, Flavour);

using Writes = std::function<BulkResult(Collection, const BulkOptions&)>;

std::string run(const Call& call, const Writes& write, ResultText text) {
  const BulkOptions options{.ordered = call.arguments.flag_or("ordered", true),
                            .max_time = max_time_argument(call.arguments)};
  try {
    return answer(text(write(call.open(), options), call.flavour));
  } catch (const BulkWriteFailed& failed) {
    std::string errors;
    for (const WriteError& error : failed.errors())
      errors += fmt::format(R"({}{{"index":{},{}}})", errors.empty() ? "" : ",", error.index,
                            members_of(error, call.flavour));
    return fmt::format(R"({{"ok":0,{},"result":{},"writeErrors":[{}]}})",
                       members_of(failed.errors().front(), call.flavour),
                       bulk_text(failed.result(), call.flavour), errors);  // MongoDB: all counts
  }
}

/// One kind of write in a bulkWrite: {"insertOne": {"document": …}}.
struct Kind {
  std::string_view name;
  std::vector<std::string_view> arguments;
  WriteModel (*read)(const Fields& fields, const Collection& collection);
};

const std::vector<Kind>& kinds() {
  static const std::vector<Kind> table{
      {"insertOne",
       {"document"},
       [](const Fields& fields, const Collection&) -> WriteModel {
         return InsertOne{fields.document("document")};
       }},
      {"updateOne",
       {"filter", "update", "upsert", "arrayFilters", "sort", "collation", "hint", "let"},
       [](const Fields& fields, const Collection& collection) -> WriteModel {
         return UpdateOne{fields.document("filter"), fields.update("update"),
                          update_options(fields, collection)};
       }},
      {"updateMany",
       {"filter", "update", "upsert", "arrayFilters", "collation", "hint", "let"},
       [](const Fields& fields, const Collection& collection) -> WriteModel {
         return UpdateMany{fields.document("filter"), fields.update("update"),
                           update_options(fields, collection)};
       }},
      {"replaceOne",
       {"filter", "replacement", "upsert", "sort", "collation", "hint", "let"},
       [](const Fields& fields, const Collection& collection) -> WriteModel {
         return ReplaceOne{fields.document("filter"), fields.document("replacement"),
                           replace_options(fields, collection)};
       }},
      {"deleteOne",
       {"filter", "collation", "hint", "let"},
       [](const Fields& fields, const Collection& collection) -> WriteModel {
         return DeleteOne{fields.document("filter"), delete_options(fields, collection)};
       }},
      {"deleteMany",
       {"filter", "collation", "hint", "let"},
       [](const Fields& fields, const Collection& collection) -> WriteModel {
         return DeleteMany{fields.document("filter"), delete_options(fields, collection)};
       }}};
  return table;
}

WriteModel write_of(const Document& request, const Collection& collection) {
  if (request.size() != 1)
    throw InvalidInput(bad_value, "each of 'requests' has one name, as in {\"insertOne\": {…}}");
  const std::string& name = request.begin().key();
  const auto kind = std::find_if(kinds().begin(), kinds().end(),
                                 [&](const Kind& one) { return one.name == name; });
  if (kind == kinds().end()) {
    std::vector<std::string_view> names;
    for (const Kind& one : kinds()) names.push_back(one.name);
    throw InvalidInput(bad_value, fmt::format("'requests': '{}' is unknown; there is {}", name,
                                              fmt::join(names, ", ")));
  }
  const Document arguments = Fields(request).document(name);
  refuse_unknown(arguments, name, kind->arguments);
  return kind->read(Fields(arguments), collection);
}

}  // namespace

std::string insert_many(const Call& call) {
  const std::vector<Document> documents = call.arguments.documents("documents");
  if (documents.empty()) throw InvalidInput(bad_value, "'documents' must not be empty");
  const Writes write = [&](Collection collection, const BulkOptions& options) {
    BulkResult done;
    done.inserted_ids = collection.insert_many(documents, options).inserted_ids;
    return done;
  };
  return run(call, write, inserted_text);
}

std::string bulk_write(const Call& call) {
  const Collection collection = call.open();
  std::vector<WriteModel> writes;
  for (const Document& request : call.arguments.documents("requests"))
    writes.push_back(write_of(request, collection));
  if (writes.empty()) throw InvalidInput(bad_value, "'requests' must not be empty");
  const Writes write = [&](Collection opened, const BulkOptions& options) {
    return opened.bulk_write(writes, options);
  };
  return run(call, write, bulk_text);
}

}  // namespace profilestore::cli

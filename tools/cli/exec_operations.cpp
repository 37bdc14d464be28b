#include "exec_operations.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "errors.hpp"

namespace profilestore::cli {
namespace {

std::string text_or_null(const std::optional<Document>& document, Flavour flavour) {
  return document ? text_of(*document, flavour) : "null";
}

// Values go out in the flavour that was asked for; counts stay plain numbers in both.
std::string insert_one(const Call& call) {
  const auto inserted = call.open().insert_one(call.arguments.document("document"));
  return answer(
      fmt::format(R"({{"insertedId":{}}})", text_of_value(inserted.inserted_id, call.flavour)));
}

/// What an insertMany did, one document after the other.
struct Inserted {
  std::size_t count = 0;
  std::string ids, write_errors, first_error;

  std::string result() const {
    return fmt::format(R"({{"insertedCount":{},"insertedIds":{{{}}}}})", count, ids);
  }
  void add_id(std::size_t index, const std::string& id) {
    ids += fmt::format(R"({}"{}":{})", count++ == 0 ? "" : ",", index, id);
  }
  void add_error(std::size_t index, const std::string& members) {
    write_errors +=
        fmt::format(R"({}{{"index":{},{}}})", first_error.empty() ? "" : ",", index, members);
    if (first_error.empty()) first_error = members;
  }
};

std::string insert_many(const Call& call) {
  const std::vector<Document> documents = call.arguments.documents("documents");
  const bool ordered = call.arguments.flag_or("ordered", true);
  if (documents.empty()) throw InvalidInput(bad_value, "'documents' must not be empty");
  Collection collection = call.open();
  Inserted done;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    try {
      const auto inserted = collection.insert_one(documents[i]);
      done.add_id(i, text_of_value(inserted.inserted_id, call.flavour));
    } catch (const Error& error) {
      done.add_error(i, error_members(error, call.flavour));
      // Where the store itself fails, the next document would not fare better.
      if (ordered || dynamic_cast<const StorageFailure*>(&error) != nullptr) break;
    }
  }
  if (done.first_error.empty()) return answer(done.result());
  return fmt::format(R"({{"ok":0,{},"result":{},"writeErrors":[{}]}})", done.first_error,
                     done.result(), done.write_errors);
}

std::string find_one(const Call& call) {
  const auto found = call.open().find_one(call.arguments.document_or_empty("filter"),
                                          {call.arguments.documents_if_any("thenBy")});
  return answer(text_or_null(found, call.flavour));
}

std::string find(const Call& call) {
  const FindOptions options{call.arguments.number_or("skip", 0),
                            call.arguments.number_or("limit", 0)};
  std::string found;
  for (const Document& document :
       call.open().find(call.arguments.document_or_empty("filter"), options))
    found += (found.empty() ? "" : ",") + text_of(document, call.flavour);
  return answer("[" + found + "]");
}

UpdateOptions update_options(const Call& call) {
  UpdateOptions options;
  options.upsert = call.arguments.flag_or("upsert", false);
  options.then_by = call.arguments.documents_if_any("thenBy");
  return options;
}

std::string find_one_and_update(const Call& call) {
  UpdateOptions options = update_options(call);
  const std::string which = call.arguments.text_or("returnDocument", "Before");
  if (which != "Before" && which != "After")
    throw InvalidInput(bad_value, "'returnDocument' must be \"Before\" or \"After\"");
  options.returning = which == "Before" ? Return::before : Return::after;
  const Outcome outcome = call.open().find_one_and_update(
      call.arguments.document("filter"), call.arguments.document("update"), options);
  return answer(text_or_null(which == "Before" ? outcome.before : outcome.after, call.flavour));
}

std::string update_one(const Call& call) {
  const UpdateResult done = call.open().update_one(
      call.arguments.document("filter"), call.arguments.document("update"), update_options(call));
  std::string upserted_id;
  if (done.upserted_id)
    upserted_id = R"(,"upsertedId":)" + text_of_value(*done.upserted_id, call.flavour);
  return answer(fmt::format(R"({{"matchedCount":{},"modifiedCount":{},"upsertedCount":{}{}}})",
                            done.matched_count, done.modified_count, done.upserted_id ? 1 : 0,
                            upserted_id));
}

std::string delete_one(const Call& call) {
  const auto done = call.open().delete_one(call.arguments.document("filter"));
  return answer(fmt::format(R"({{"deletedCount":{}}})", done.deleted_count));
}

std::string count_documents(const Call& call) {
  return answer(std::to_string(call.open().count(call.arguments.document_or_empty("filter"))));
}

const std::vector<Operation>& operations() {
  static const std::vector<Operation> table{
      {"insertOne", {"document"}, insert_one},
      {"insertMany", {"documents", "ordered"}, insert_many},
      {"findOne", {"filter", "thenBy"}, find_one},
      {"find", {"filter", "skip", "limit"}, find},
      {"findOneAndUpdate",
       {"filter", "update", "upsert", "returnDocument", "thenBy"},
       find_one_and_update},
      {"updateOne", {"filter", "update", "upsert", "thenBy"}, update_one},
      {"deleteOne", {"filter"}, delete_one},
      {"countDocuments", {"filter"}, count_documents},
      {"createCollection", {"timestamps"}, create_collection},
      {"createIndex",
       {"keys", "name", "unique", "sparse", "required", "distinct"},
       create_index,
       {index_options_not_yet.begin(), index_options_not_yet.end()}}};
  return table;
}

constexpr std::array not_yet{"updateMany",       "replaceOne", "findOneAndReplace",
                             "findOneAndDelete", "deleteMany", "distinct",
                             "bulkWrite",        "aggregate",  "estimatedDocumentCount",
                             "listIndexes",      "dropIndex",  "drop"};

}  // namespace

std::string answer(std::string_view result) {
  return fmt::format(R"({{"ok":1,"result":{}}})", result);
}

const Operation& operation_of(std::string_view name) {
  const auto found = std::find_if(operations().begin(), operations().end(),
                                  [&](const Operation& entry) { return entry.name == name; });
  if (found != operations().end()) return *found;
  if (std::find(not_yet.begin(), not_yet.end(), name) != not_yet.end())
    throw InvalidInput(command_not_found, fmt::format("{} is not supported yet", name));
  std::vector<std::string_view> names;
  for (const Operation& entry : operations()) names.push_back(entry.name);
  throw InvalidInput(command_not_found, fmt::format("there is no operation '{}'; there is {}", name,
                                                    fmt::join(names, ", ")));
}

}  // namespace profilestore::cli

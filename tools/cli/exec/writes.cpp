// exec's operations that are a single write.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "arguments/arguments.hpp"
#include "exec/operations.hpp"

namespace profilestore::cli {
namespace {

Return returning_of(const Fields& arguments) {
  // The drivers spell it "after", "After" or "AFTER".
  std::string which = arguments.text_or("returnDocument", "before");
  std::ranges::transform(which, which.begin(), [](unsigned char c) { return std::tolower(c); });
  if (which != "before" && which != "after")
    throw InvalidInput(bad_value, "'returnDocument' must be \"Before\" or \"After\"");
  return which == "before" ? Return::before : Return::after;
}

std::string answer_of(const Outcome& outcome, Return returning, Flavour flavour) {
  return answer(
      text_or_null(returning == Return::before ? outcome.before : outcome.after, flavour));
}

std::string answer_of(const UpdateResult& done, Flavour flavour) {
  std::string upserted_id;
  if (done.upserted_id)
    upserted_id = R"(,"upsertedId":)" + text_of_value(*done.upserted_id, flavour);
  return answer(fmt::format(R"({{"matchedCount":{},"modifiedCount":{},"upsertedCount":{}{}}})",
                            done.matched_count, done.modified_count, done.upserted_id ? 1 : 0,
                            upserted_id));
}

}  // namespace

UpdateOptions update_options(const Fields& arguments, const Collection& collection) {
  return {.upsert = arguments.flag_or("upsert", false),
          .then_by = arguments.documents_if_any("thenBy"),
          .array_filters = arguments.documents_if_any("arrayFilters"),
          .sort = arguments.document_or_empty("sort"),
          .projection = arguments.document_or_empty("projection"),
          .collation = collation_argument(arguments),
          .hint = hint_argument(arguments, collection),
          .operation_id = arguments.text_or("operationId", ""),
          .max_time = max_time_argument(arguments),
          .let = arguments.document_or_empty("let")};
}

ReplaceOptions replace_options(const Fields& arguments, const Collection& collection) {
  return {.upsert = arguments.flag_or("upsert", false),
          .then_by = arguments.documents_if_any("thenBy"),
          .sort = arguments.document_or_empty("sort"),
          .projection = arguments.document_or_empty("projection"),
          .collation = collation_argument(arguments),
          .hint = hint_argument(arguments, collection),
          .operation_id = arguments.text_or("operationId", ""),
          .max_time = max_time_argument(arguments),
          .let = arguments.document_or_empty("let")};
}

// Values are printed in the requested flavour; counts are plain numbers in both.
std::string insert_one(const Call& call) {
  const InsertOneOptions options{.operation_id = call.arguments.text_or("operationId", "")};
  const auto inserted = call.open().insert_one(call.arguments.document("document"), options);
  return answer(
      fmt::format(R"({{"insertedId":{}}})", text_of_value(inserted.inserted_id, call.flavour)));
}

std::string find_one_and_update(const Call& call) {
  Collection collection = call.open();
  UpdateOptions options = update_options(call.arguments, collection);
  options.returning = returning_of(call.arguments);
  return answer_of(collection.find_one_and_update(call.arguments.document("filter"),
                                                  call.arguments.update("update"), options),
                   options.returning, call.flavour);
}

std::string find_one_and_replace(const Call& call) {
  Collection collection = call.open();
  ReplaceOptions options = replace_options(call.arguments, collection);
  options.returning = returning_of(call.arguments);
  return answer_of(collection.find_one_and_replace(call.arguments.document("filter"),
                                                   call.arguments.document("replacement"), options),
                   options.returning, call.flavour);
}

std::string find_one_and_delete(const Call& call) {
  Collection collection = call.open();
  FindOneOptions options = find_one_options(call.arguments, collection);
  options.operation_id = call.arguments.text_or("operationId", "");
  const auto removed = collection.find_one_and_delete(call.arguments.document("filter"), options);
  return answer(text_or_null(removed, call.flavour));
}

std::string update_one(const Call& call) {
  Collection collection = call.open();
  return answer_of(
      collection.update_one(call.arguments.document("filter"), call.arguments.update("update"),
                            update_options(call.arguments, collection)),
      call.flavour);
}

std::string update_many(const Call& call) {
  Collection collection = call.open();
  return answer_of(
      collection.update_many(call.arguments.document("filter"), call.arguments.update("update"),
                             update_options(call.arguments, collection)),
      call.flavour);
}

std::string replace_one(const Call& call) {
  Collection collection = call.open();
  return answer_of(collection.replace_one(call.arguments.document("filter"),
                                          call.arguments.document("replacement"),
                                          replace_options(call.arguments, collection)),
                   call.flavour);
}

std::string delete_one(const Call& call) {
  Collection collection = call.open();
  const auto done = collection.delete_one(call.arguments.document("filter"),
                                          delete_options(call.arguments, collection));
  return answer(fmt::format(R"({{"deletedCount":{}}})", done.deleted_count));
}

std::string delete_many(const Call& call) {
  Collection collection = call.open();
  const auto done = collection.delete_many(call.arguments.document("filter"),
                                           delete_options(call.arguments, collection));
  return answer(fmt::format(R"({{"deletedCount":{}}})", done.deleted_count));
}

}  // namespace profilestore::cli

// exec's operations that read.
#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "arguments/arguments.hpp"
#include "exec/operations.hpp"

namespace profilestore::cli {
namespace {

constexpr int limit_not_positive = 15958;

// In MongoDB's drivers a negative limit means a single batch; every reply of exec is one.
std::int64_t amount_of(std::int64_t limit) {
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  return limit < 0 ? -std::max(limit, -most) : limit;
}

std::string count_up_to(const Call& call, std::int64_t limit) {
  const Collection collection = call.open();
  const CountOptions options{.skip = call.arguments.number_or("skip", 0),
                             .limit = limit,
                             .collation = collation_argument(call.arguments),
                             .hint = hint_argument(call.arguments, collection),
                             .max_time = max_time_argument(call.arguments),
                             .let = call.arguments.document_or_empty("let")};
  const Document filter = call.arguments.document_or_empty("filter");
  return answer(std::to_string(collection.count(filter, options)));
}

}  // namespace

std::string text_or_null(const std::optional<Document>& document, Flavour flavour) {
  return document ? text_of(*document, flavour) : "null";
}

FindOneOptions find_one_options(const Fields& arguments, const Collection& collection) {
  return {.then_by = arguments.documents_if_any("thenBy"),
          .sort = arguments.document_or_empty("sort"),
          .projection = arguments.document_or_empty("projection"),
          .collation = collation_argument(arguments),
          .hint = hint_argument(arguments, collection),
          .max_time = max_time_argument(arguments),
          .let = arguments.document_or_empty("let")};
}

std::string find_one(const Call& call) {
  const Collection collection = call.open();
  const auto found = collection.find_one(call.arguments.document_or_empty("filter"),
                                         find_one_options(call.arguments, collection));
  return answer(text_or_null(found, call.flavour));
}

std::string find(const Call& call) {
  const Collection collection = call.open();
  const FindOptions options{.skip = call.arguments.number_or("skip", 0),
                            .limit = amount_of(call.arguments.number_or("limit", 0)),
                            .sort = call.arguments.document_or_empty("sort"),
                            .projection = call.arguments.document_or_empty("projection"),
                            .collation = collation_argument(call.arguments),
                            .hint = hint_argument(call.arguments, collection),
                            .max_time = max_time_argument(call.arguments),
                            .let = call.arguments.document_or_empty("let")};
  return answer_of(collection.find(call.arguments.document_or_empty("filter"), options),
                   call.flavour);
}

std::string distinct(const Call& call) {
  const Collection collection = call.open();
  const DistinctOptions options{.collation = collation_argument(call.arguments),
                                .hint = hint_argument(call.arguments, collection),
                                .max_time = max_time_argument(call.arguments),
                                .let = call.arguments.document_or_empty("let")};
  std::string values;
  for (const Value& value : collection.distinct(
           call.arguments.text("fieldName"), call.arguments.document_or_empty("filter"), options))
    values += (values.empty() ? "" : ",") + text_of_value(value, call.flavour);
  return answer("[" + values + "]");
}

std::string count_documents(const Call& call) {
  // MongoDB's drivers ask by a pipeline, whose $limit must be positive.
  if (call.arguments.has("limit") && call.arguments.number_or("limit", 0) == 0)
    throw InvalidInput(limit_not_positive, "the limit must be positive");
  return count_up_to(call, call.arguments.number_or("limit", 0));
}

// MongoDB's command, which takes 0 for all.
std::string count_matches(const Call& call) {
  return count_up_to(call, amount_of(call.arguments.number_or("limit", 0)));
}

std::string estimated_document_count(const Call& call) {
  return answer(std::to_string(call.open().estimated_document_count()));
}

}  // namespace profilestore::cli

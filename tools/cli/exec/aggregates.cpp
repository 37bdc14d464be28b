// exec's operations on pipelines.
#include <fmt/format.h>

#include "arguments/arguments.hpp"
#include "exec/operations.hpp"

namespace profilestore::cli {
namespace {

Value pipeline_argument(const Fields& arguments) {
  const Value& pipeline = arguments.any("pipeline");
  if (!pipeline.is_array())
    throw InvalidInput(type_mismatch, "'pipeline' must be an array of stages");
  return pipeline;
}

// Its members say how many documents a reply has; here all are in one.
void check_cursor(const Fields& arguments) {
  if (arguments.has("cursor"))
    refuse_unknown(arguments.document("cursor"), "cursor", {"batchSize"}, {"batchSize"});
}

AggregateOptions unhinted_options(const Fields& arguments) {
  check_cursor(arguments);
  return {.collation = collation_argument(arguments),
          .let = arguments.document_or_empty("let"),
          .max_time = max_time_argument(arguments),
          .allow_disk_use = arguments.flag_or("allowDiskUse", true)};
}

AggregateOptions aggregate_options(const Fields& arguments, const Collection& collection) {
  AggregateOptions options = unhinted_options(arguments);
  options.hint = hint_argument(arguments, collection);
  return options;
}

}  // namespace

// MongoDB: {aggregate: 1} is of no collection.
std::string aggregate(const Call& call) {
  const Value pipeline = pipeline_argument(call.arguments);
  if (call.collection.empty()) {
    if (call.arguments.has("hint"))
      throw InvalidInput(bad_value, "a pipeline of no collection takes no hint");
    return answer_of(call.store.aggregate(pipeline, unhinted_options(call.arguments)),
                     call.flavour);
  }
  Collection collection = call.open();
  const AggregateOptions options = aggregate_options(call.arguments, collection);
  return answer_of(collection.aggregate(pipeline, options), call.flavour);
}

std::string explain_aggregate(const Call& call) {
  const Collection collection = call.open();
  return answer(text_of(collection.explain_aggregate(pipeline_argument(call.arguments),
                                                     aggregate_options(call.arguments, collection)),
                        call.flavour));
}

}  // namespace profilestore::cli

#include "pipeline/accumulators/accumulator.hpp"

#include <fmt/format.h>

#include <map>

#include "document/type.hpp"
#include "evaluation/result.hpp"
#include "pipeline/refusal.hpp"

namespace profilestore::pipeline {
namespace {

const std::map<std::string_view, ParseAccumulator>& accumulators() {
  static const std::map<std::string_view, ParseAccumulator> table{
      {"$addToSet", parse_list_accumulator},
      {"$avg", parse_number_accumulator},
      {"$bottom", parse_sorted_accumulator},
      {"$bottomN", parse_sorted_accumulator},
      {"$concatArrays", parse_list_accumulator},
      {"$count", parse_number_accumulator},
      {"$first", parse_value_accumulator},
      {"$firstN", parse_n_accumulator},
      {"$last", parse_value_accumulator},
      {"$lastN", parse_n_accumulator},
      {"$max", parse_value_accumulator},
      {"$maxN", parse_n_accumulator},
      {"$median", parse_percentile_accumulator},
      {"$mergeObjects", parse_value_accumulator},
      {"$min", parse_value_accumulator},
      {"$minN", parse_n_accumulator},
      {"$percentile", parse_percentile_accumulator},
      {"$push", parse_list_accumulator},
      {"$setUnion", parse_list_accumulator},
      {"$stdDevPop", parse_number_accumulator},
      {"$stdDevSamp", parse_number_accumulator},
      {"$sum", parse_number_accumulator},
      {"$top", parse_sorted_accumulator},
      {"$topN", parse_sorted_accumulator}};
  return table;
}

}  // namespace

bool is_nullish(const std::optional<Value>& value) {
  return expression::Result::seen(value ? &*value : nullptr).is_nullish();
}

Accumulators::Accumulators(const std::vector<Accumulation>& fields, const Value& id,
                           const expression::Variables& variables)
    : fields_(&fields) {
  all_.reserve(fields.size());
  for (const Accumulation& field : fields) all_.push_back(field.make(id, variables));
}

void Accumulators::add(const Document& document, const expression::Variables& variables) {
  for (std::size_t i = 0; i < all_.size(); ++i)
    if (all_[i]->wants_more()) all_[i]->add((*fields_)[i].argument(document, variables));
}

void Accumulators::put_results(Document& group) const {
  for (std::size_t i = 0; i < all_.size(); ++i) group[(*fields_)[i].field] = all_[i]->result();
}

void Accumulators::put_states(Value& record) const {
  for (const AccumulatorPointer& each : all_) record.push_back(each->state());
}

void Accumulators::add_states(const Value& record, std::size_t first) {
  for (std::size_t i = 0; i < all_.size(); ++i) all_[i]->add_state(record[first + i]);
}

std::size_t Accumulators::bytes() const {
  constexpr std::size_t of_each = 24;  // its pointer, and what malloc adds
  std::size_t bytes = 0;
  for (const AccumulatorPointer& each : all_) bytes += each->bytes() + of_each;
  return bytes;
}

Accumulation parse_accumulation(const std::string& field, const Value& specification,
                                const Context& context) {
  if (field.find('.') != field.npos)
    refuse(40235, "$group", fmt::format("takes no field name with a '.': '{}'", field));
  if (field.starts_with('$'))
    refuse(40236, "$group", fmt::format("takes no field name that begins with '$': '{}'", field));
  if (!document::is_plain_object(specification) || specification.empty())
    refuse(40234, "$group",
           fmt::format("takes an accumulator for '{}', which is an object: {{$sum: 1}}", field));
  if (specification.size() != 1)
    refuse(40238, "$group", fmt::format("takes one accumulator for '{}'", field));
  const std::string& op = specification.begin().key();
  if (op == "$accumulator" || op == "$function")
    refuse_unsupported(op, "a store runs no JavaScript; use the other accumulators");
  const auto found = accumulators().find(op);
  if (found == accumulators().end())
    refuse(15952, "$group", fmt::format("has no accumulator '{}'", op));
  Accumulation accumulation = found->second(op, specification.begin().value(), context);
  accumulation.field = field;
  accumulation.op = op;
  return accumulation;
}

Accumulation accumulation_by(const expression::Expression& argument,
                             decltype(Accumulation::make) make) {
  return {.argument = [argument](
                          const Document& document,
                          const auto& variables) { return argument.evaluate(document, variables); },
          .make = std::move(make),
          .paths = argument.paths()};
}

Accumulation simple_accumulation(const std::string& op, const Value& operand,
                                 const Context& context, std::function<AccumulatorPointer()> make) {
  if (operand.is_array())
    refuse(40237, op, "is an accumulator that takes one argument, not an array of them");
  return accumulation_by(expression::Expression::parse(operand, context.expressions()),
                         [make = std::move(make)](const Value&, const auto&) { return make(); });
}

}  // namespace profilestore::pipeline

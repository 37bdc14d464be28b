// $bit: bitwise and, or, xor on the integer at the path, in the order that the operand has them.
#include <fmt/format.h>
#include <profilestore/error.hpp>
#include <vector>

#include "document/compare.hpp"
#include "document/number.hpp"
#include "document/type.hpp"
#include "update/operation.hpp"

namespace profilestore::update {
namespace {

using document::Type;

[[noreturn]] void refuse_bit(const document::Path& path, const std::string& message) {
  throw InvalidUpdate(2, message, path.text(), "$bit");
}

bool is_integer(Type type) { return type == Type::int32 || type == Type::int64; }

struct Step {
  std::int64_t (*combine)(std::int64_t, std::int64_t);
  Value operand;
};

Step read_step(const document::Path& path, const std::string& name, const Value& operand) {
  Step step{nullptr, operand};
  if (name == "and") step.combine = [](std::int64_t a, std::int64_t b) { return a & b; };
  if (name == "or") step.combine = [](std::int64_t a, std::int64_t b) { return a | b; };
  if (name == "xor") step.combine = [](std::int64_t a, std::int64_t b) { return a ^ b; };
  if (step.combine == nullptr)
    refuse_bit(path, fmt::format("The $bit modifier only supports 'and', 'or', and 'xor', not '{}' "
                                 "which is an unknown operator",
                                 name));
  const Type type = document::type_of(operand);
  if (!is_integer(type))
    refuse_bit(path,
               fmt::format("The $bit modifier field must be an Integer(32/64 bit); a '{}' is not "
                           "supported here",
                           document::alias(type)));
  return step;
}

std::vector<Step> read_steps(const document::Path& path, const Value& operand) {
  if (!document::is_plain_object(operand))
    refuse_bit(path,
               fmt::format("The $bit modifier is not compatible with a {}. You must pass in an "
                           "embedded document: {{$bit: {{field: {{and/or/xor: #}}}}}}",
                           document::alias(document::type_of(operand))));
  std::vector<Step> steps;
  for (auto step = operand.begin(); step != operand.end(); ++step)
    steps.push_back(read_step(path, step.key(), step.value()));
  if (steps.empty())
    refuse_bit(path,
               "You must pass in at least one bitwise operation. The format is: "
               "{$bit: {field: {and/or/xor: #}}}");
  return steps;
}

// The result is an Int64 if the number is one or an operand is.
Value bits_combined(const Value& number, const std::vector<Step>& steps) {
  bool is_long = document::type_of(number) == Type::int64;
  std::int64_t bits = *document::integer_of(number);
  for (const Step& step : steps) {
    is_long |= document::type_of(step.operand) == Type::int64;
    bits = step.combine(bits, *document::integer_of(step.operand));
  }
  return is_long ? document::long_integer(bits) : Value(bits);
}

bool apply(Leaf& leaf, const std::vector<Step>& steps, const Context& context) {
  if (!leaf.has_value()) {
    leaf.emplace(bits_combined(0, steps));  // MongoDB: a missing field counts as the Int32 0
    return true;
  }
  const Type type = document::type_of(*leaf);
  if (!is_integer(type))
    refuse_bit(
        context.path,
        fmt::format("Cannot apply $bit to a value of non-integral type: the field '{}' is of "
                    "type {}",
                    context.path.text(), document::alias(type)));
  Value result = bits_combined(*leaf, steps);
  if (document::identical(*leaf, result)) return false;
  leaf.emplace(std::move(result));
  return true;
}

}  // namespace

Action read_bit(const document::Path& path, const Value& operand) {
  return [steps = read_steps(path, operand)](Leaf& leaf, const Context& context) {
    return apply(leaf, steps, context);
  };
}

}  // namespace profilestore::update

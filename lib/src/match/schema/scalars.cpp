// The keywords of $jsonSchema that speak of numbers and of strings.

#include "document/path.hpp"
#include "document/text.hpp"
#include "document/type.hpp"
#include "match/multiple.hpp"
#include "match/operators/comparison.hpp"
#include "match/refusal.hpp"
#include "match/regular_expression.hpp"
#include "match/schema/keywords.hpp"

namespace profilestore::match {
namespace {

bool is_number(const Value& value) { return document::is_number(document::type_of(value)); }

void check_is_number(const Keyword& keyword) {
  if (!is_number(keyword.value)) refuse_keyword(type_mismatch, keyword, "must be a number");
}

/// The value of exclusiveMinimum or exclusiveMaximum beside a bound.
bool is_exclusive(const Keyword& bound, const char* name) {
  const auto flag = bound.schema.find(name);
  return flag != bound.schema.end() && flag->is_boolean() && flag->get<bool>();
}

/// `rule`: the name that tells whether the bound itself is accepted.
Constraint parse_bound(const Keyword& keyword, std::string_view rule, FieldOperator comparison) {
  check_is_number(keyword);
  const document::Path path(keyword.path);
  const Node node = comparison({path, keyword.name, keyword.value, keyword.schema, Scope()});
  return constraint(rule_of(rule, keyword.value), [holds = node.leaf->holds](const Value& value) {
    return !is_number(value) || holds(&value);
  });
}

Constraint parse_exclusive(const Keyword& keyword, const char* bound) {
  if (!keyword.schema.contains(bound))
    refuse_keyword(failed_to_parse, keyword, std::string("needs the keyword '") + bound + "'");
  if (!keyword.value.is_boolean()) refuse_keyword(type_mismatch, keyword, "must be a boolean");
  return {};
}

}  // namespace

Constraint parse_minimum(const Keyword& keyword) {
  if (is_exclusive(keyword, "exclusiveMinimum"))
    return parse_bound(keyword, "exclusiveMinimum", parse_gt);
  return parse_bound(keyword, keyword.name, parse_gte);
}

Constraint parse_maximum(const Keyword& keyword) {
  if (is_exclusive(keyword, "exclusiveMaximum"))
    return parse_bound(keyword, "exclusiveMaximum", parse_lt);
  return parse_bound(keyword, keyword.name, parse_lte);
}

Constraint parse_exclusive_minimum(const Keyword& keyword) {
  return parse_exclusive(keyword, "minimum");
}

Constraint parse_exclusive_maximum(const Keyword& keyword) {
  return parse_exclusive(keyword, "maximum");
}

Constraint parse_multiple_of(const Keyword& keyword) {
  check_is_number(keyword);
  const Divisor divisor(keyword.value);
  if (!divisor.is_positive())
    refuse_keyword(failed_to_parse, keyword, "must have a positive value");
  return constraint(rule_of(keyword), [divisor](const Value& value) {
    return !is_number(value) || divisor.divides(value);
  });
}

Constraint parse_min_length(const Keyword& keyword) {
  return constraint(rule_of(keyword), [least = count_of(keyword)](const Value& value) {
    return !value.is_string() ||
           document::code_points(value.get_ref<const std::string&>()) >= least;
  });
}

Constraint parse_max_length(const Keyword& keyword) {
  return constraint(rule_of(keyword), [most = count_of(keyword)](const Value& value) {
    return !value.is_string() || document::code_points(value.get_ref<const std::string&>()) <= most;
  });
}

Constraint parse_pattern(const Keyword& keyword) {
  if (!keyword.value.is_string()) refuse_keyword(type_mismatch, keyword, "must be a string");
  const RegularExpression pattern(keyword.value.get<std::string>(), "", keyword.path);
  return constraint(rule_of(keyword), [pattern](const Value& value) {
    return !value.is_string() || pattern.found_in(value.get_ref<const std::string&>());
  });
}

}  // namespace profilestore::match

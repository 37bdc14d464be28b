#include "match/element_condition.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "document/type.hpp"
#include "match/parser.hpp"
#include "match/refusal.hpp"

namespace profilestore::match {
namespace {

constexpr int query_feature_not_allowed = 224;

// The operators in whose operands filters, or operators, may stand.
constexpr std::array<std::string_view, 6> holders{"$and", "$or",        "$nor",
                                                  "$not", "$elemMatch", "$all"};

void refuse_in(const Value& operand) {
  if (document::is_plain_object(operand)) return refuse_of_documents(operand);
  if (!operand.is_array()) return;
  for (const Value& branch : operand)
    if (document::is_plain_object(branch)) refuse_of_documents(branch);
}

}  // namespace

void refuse_of_documents(const Document& filter) {
  for (const auto& [name, operand] : filter.items()) {
    if (name == "$jsonSchema")
      refuse(query_feature_not_allowed, "$jsonSchema is not allowed in this context", "", name);
    if (name == "$expr")
      refuse(query_feature_not_allowed, "$expr is not allowed in this context", "", name);
    const bool holds_filters = std::ranges::find(holders, name) != holders.end();
    if (holds_filters || (!name.starts_with('$') && is_operator_document(operand)))
      refuse_in(operand);
  }
}

}  // namespace profilestore::match

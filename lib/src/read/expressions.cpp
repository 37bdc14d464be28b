#include "read/expressions.hpp"

#include <algorithm>
#include <string_view>

#include "document/type.hpp"
#include "read/projection_slice.hpp"
#include "reshaping/reshaping_tree.hpp"

namespace profilestore::read {
namespace {

bool is_call(const Value& value) {
  return document::is_plain_object(value) && !value.empty() && value.begin().key().starts_with('$');
}

bool is_choice_of_find(const Value& value) {
  if (!is_call(value) || value.size() != 1) return false;
  const std::string& name = value.begin().key();
  return name == "$elemMatch" || (name == "$slice" && !is_slice_expression(value.begin().value()));
}

bool is_positional_name(std::string_view name) {
  return name == "$" || name.ends_with(".$") || name.find(".$.") != name.npos;
}

template <class Test>
bool any_field(const Document& fields, const Test& test) {
  for (const auto& [name, value] : fields.items()) {
    if (test(name, value)) return true;
    if (document::is_plain_object(value) && !is_call(value) && any_field(value, test)) return true;
  }
  return false;
}

}  // namespace

bool has_expressions(const Document& projection) {
  return any_field(projection, [](const std::string&, const Value& value) {
    if (document::is_plain_object(value)) return is_call(value) && !is_choice_of_find(value);
    return !expression::is_flag(value);
  });
}

bool has_choices_of_find(const Document& projection) {
  return any_field(projection, [](const std::string& name, const Value& value) {
    return is_positional_name(name) || is_choice_of_find(value);
  });
}

}  // namespace profilestore::read

#include "match/operators/regex.hpp"

#include "document/type.hpp"
#include "match/refusal.hpp"

namespace profilestore::match {
namespace {

using document::Type;

constexpr int options_before = 51074, options_behind = 51075;

std::string part(const Value& regex, const char* name) {
  return regex["$regularExpression"][name].get<std::string>();
}

bool stands_before(const Value& object, const char* first, const char* second) {
  for (const auto& [name, value] : object.items()) {
    if (name == first) return true;
    if (name == second) return false;
  }
  return false;
}

}  // namespace

RegexTest::RegexTest(std::string pattern, std::string options, const document::Path& path)
    : pattern_(std::move(pattern)),
      options_(std::move(options)),
      expression_(pattern_, options_, path.text()) {}

RegexTest::RegexTest(const Value& regex, const document::Path& path)
    : RegexTest(part(regex, "pattern"), part(regex, "options"), path) {}

bool RegexTest::operator()(const Value* element) const {
  if (element == nullptr) return false;
  if (element->is_string()) return expression_.found_in(element->get_ref<const std::string&>());
  switch (document::type_of(*element)) {
    case Type::symbol:
      return expression_.found_in((*element)["$symbol"].get_ref<const std::string&>());
    case Type::regex:
      return part(*element, "pattern") == pattern_ && part(*element, "options") == options_;
    default:
      return false;
  }
}

Node regex_leaf(const document::Path& path, const Value& regex) {
  return leaf_of({.path = path, .holds = RegexTest(regex, path)});
}

Node parse_regex(const Operand& operand) {
  const auto fault = [&](int code, const char* message) {
    refuse(code, message, operand.path.text(), operand.name);
  };
  const bool is_value = document::type_of(operand.value) == Type::regex;
  if (!is_value && !operand.value.is_string()) fault(bad_value, "$regex has to be a string");
  std::string pattern =
      is_value ? part(operand.value, "pattern") : operand.value.get<std::string>();
  std::string options = is_value ? part(operand.value, "options") : "";

  const auto beside = operand.siblings.find("$options");
  if (beside != operand.siblings.end()) {
    if (!beside->is_string()) fault(bad_value, "$options has to be a string");
    const bool first = stands_before(operand.siblings, "$options", "$regex");
    // MongoDB: options that come second say the error, and empty ones before are none.
    if (!options.empty() && !(first && beside->get_ref<const std::string&>().empty()))
      fault(first ? options_before : options_behind, "options set in both $regex and $options");
    if (options.empty()) options = beside->get<std::string>();
  }
  return leaf_of({.path = operand.path,
                  .holds = RegexTest(std::move(pattern), std::move(options), operand.path)});
}

Node parse_options(const Operand& operand) {
  if (!operand.siblings.contains("$regex"))
    refuse("$options needs a $regex", operand.path.text(), operand.name);
  return all_of({});
}

}  // namespace profilestore::match

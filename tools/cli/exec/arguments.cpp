#include "exec/arguments.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace profilestore::cli {
namespace {

// MongoDB has these. To ignore one silently would do something other than what was asked.
// clang-format off
constexpr std::array options_not_yet{
    "batchSize", "bypassDocumentValidation", "collation",
    "cursorType", "hint", "let", "max", "maxAwaitTimeMS", "min", "multi",
    "noCursorTimeout", "returnKey", "session", "showRecordId", "timeoutMS"};
constexpr std::array idle_options{
    "$db", "comment", "lsid", "maxTimeMS", "readConcern", "readPreference", "writeConcern"};
// clang-format on

template <class Names>
bool has(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

[[noreturn]] void refuse_type(std::string_view name, std::string_view wanted) {
  throw InvalidInput(type_mismatch, fmt::format("'{}' must be {}", name, wanted));
}

std::int64_t from_text(const std::string& digits) {
  std::int64_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

// Nothing for what is neither a boolean nor a number.
std::optional<bool> truth_of(const Value& value) {
  if (value.is_boolean()) return value.get<bool>();
  if (value.is_number()) return value.get<double>() != 0;
  if (!value.is_object() || value.size() != 1 || !value.begin().key().starts_with("$number"))
    return std::nullopt;
  const auto text = value.begin()->get<std::string>();  // "0", "-0.00", "0E+3", "NaN"
  return text.substr(0, text.find('E')).find_first_not_of("+-0.") != std::string::npos;
}

std::vector<Document> all_documents(std::string_view name, const Value& value) {
  const auto is_object = [](const Value& element) { return element.is_object(); };
  if (!value.is_array() || !std::all_of(value.begin(), value.end(), is_object))
    refuse_type(name, "an array of objects");
  return {value.begin(), value.end()};
}

}  // namespace

void refuse_unknown(const Document& object, std::string_view what,
                    const std::vector<std::string_view>& known,
                    const std::vector<std::string_view>& passed) {
  for (const auto& [name, value] : object.items()) {
    if (has(known, name) || has(passed, name) || is_idle_option(name)) continue;
    if (has(options_not_yet, name))
      throw InvalidInput(unknown_field, fmt::format("{}: '{}' is not supported yet", what, name));
    const std::string choice =
        known.empty() ? "it takes none" : fmt::format("there is {}", fmt::join(known, ", "));
    throw InvalidInput(unknown_field, fmt::format("{}: '{}' is unknown; {}", what, name, choice));
  }
}

bool is_idle_option(std::string_view name) { return has(idle_options, name); }

const Value* Fields::find(std::string_view name) const {
  const auto found = object_.find(name);
  return found == object_.end() ? nullptr : &*found;
}

const Value& Fields::get(std::string_view name) const {
  if (const Value* value = find(name)) return *value;
  throw InvalidInput(missing_field, fmt::format("'{}' is missing", name));
}

const Document& Fields::document(std::string_view name) const {
  const Value& value = get(name);
  if (!value.is_object()) refuse_type(name, "an object");
  return value;
}

Document Fields::document_or_empty(std::string_view name) const {
  return find(name) == nullptr ? Document::object() : document(name);
}

std::vector<Document> Fields::documents(std::string_view name) const {
  return all_documents(name, get(name));
}

std::vector<Document> Fields::documents_if_any(std::string_view name) const {
  const Value* value = find(name);
  return value == nullptr ? std::vector<Document>{} : all_documents(name, *value);
}

std::string Fields::text(std::string_view name) const {
  const Value& value = get(name);
  if (!value.is_string()) refuse_type(name, "a string");
  return value.get<std::string>();
}

std::string Fields::text_or(std::string_view name, std::string_view otherwise) const {
  return find(name) == nullptr ? std::string(otherwise) : text(name);
}

bool Fields::flag_or(std::string_view name, bool otherwise) const {
  const Value* value = find(name);
  if (value == nullptr) return otherwise;
  const auto set = truth_of(*value);
  if (!set) refuse_type(name, "true or false");
  return *set;
}

std::int64_t Fields::number_or(std::string_view name, std::int64_t otherwise) const {
  const Value* value = find(name);
  if (value == nullptr) return otherwise;
  const auto number = whole_number(*value);
  if (!number) refuse_type(name, "a whole number");
  return *number;
}

std::optional<std::int64_t> whole_number(const Value& value) {
  if (value.is_number_integer()) return value.get<std::int64_t>();
  if (value.is_number_float()) {
    const double number = value.get<double>();
    if (std::trunc(number) == number && std::abs(number) < 9e15)
      return static_cast<std::int64_t>(number);
  }
  if (value.is_object() && value.size() == 1 && value.begin().key() == "$numberLong")
    return from_text(value.begin()->get<std::string>());
  return std::nullopt;
}

}  // namespace profilestore::cli

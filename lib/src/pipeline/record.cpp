#include "pipeline/record.hpp"

#include <fmt/format.h>

#include "evaluation/building.hpp"
#include "pipeline/refusal.hpp"

namespace profilestore::pipeline {
namespace {

constexpr std::size_t of_allocation = 16;  // what malloc adds and rounds up

std::size_t bytes_of_text(const std::string& text) {
  return text.capacity() < sizeof(std::string) / 2 ? 0 : text.capacity() + of_allocation;
}

// Without the value itself.
std::size_t bytes_inside(const Value& value) {
  if (value.is_string())
    return sizeof(std::string) + of_allocation + bytes_of_text(value.get_ref<const std::string&>());
  if (!value.is_structured()) return 0;
  std::size_t bytes = sizeof(Value::array_t) + of_allocation;
  if (!value.empty()) bytes += of_allocation;
  if (value.is_array()) {
    const auto& elements = value.get_ref<const Value::array_t&>();
    bytes += elements.capacity() * sizeof(Value);
    for (const Value& element : elements) bytes += bytes_inside(element);
    return bytes;
  }
  const auto& members = value.get_ref<const Value::object_t&>();
  bytes += members.capacity() * sizeof(Value::object_t::value_type);
  for (const auto& [name, member] : members) bytes += bytes_of_text(name) + bytes_inside(member);
  return bytes;
}

}  // namespace

std::size_t bytes_in_memory(const Value& value) { return sizeof(Value) + bytes_inside(value); }

void check_bytes_of_value(std::string_view op, std::size_t bytes) {
  if (bytes > expression::max_result_bytes)
    refuse(exceeded_memory_limit, op,
           fmt::format("makes a value of more than {} bytes", expression::max_result_bytes));
}

std::string record_of(const Value& value) {
  std::string bytes;
  Value::to_cbor(value, nlohmann::detail::output_adapter<char>(bytes));
  return bytes;
}

Value value_of(std::string_view record) { return Value::from_cbor(record); }

}  // namespace profilestore::pipeline

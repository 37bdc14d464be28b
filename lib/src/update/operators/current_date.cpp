// $currentDate: the moment of the update, as a date or as a timestamp.
#include <fmt/format.h>
#include <profilestore/error.hpp>

#include "document/compare.hpp"
#include "document/moment.hpp"
#include "document/type.hpp"
#include "update/operation.hpp"

namespace profilestore::update {
namespace {

[[noreturn]] void refuse_current_date(const document::Path& path, const std::string& message) {
  throw InvalidUpdate(2, message, path.text(), "$currentDate");
}

// "date" or "timestamp".
std::string_view type_wanted(const document::Path& path, const Value& operand) {
  if (operand.is_boolean()) return "date";  // MongoDB: false as well as true
  if (!document::is_plain_object(operand))
    refuse_current_date(
        path, fmt::format("{} is not valid type for $currentDate. Please use a boolean ('true') "
                          "or a $type expression ({{$type: 'timestamp/date'}}).",
                          document::alias(document::type_of(operand))));
  for (auto option = operand.begin(); option != operand.end(); ++option)
    if (option.key() != "$type")
      refuse_current_date(path, fmt::format("Unrecognized $currentDate option: {}", option.key()));
  const Value* type = document::member(operand, "$type");
  if (type != nullptr && *type == "date") return "date";
  if (type != nullptr && *type == "timestamp") return "timestamp";
  refuse_current_date(path,
                      "The '$type' string field is required to be 'date' or 'timestamp': "
                      "{$currentDate: {field : {$type: 'date'}}}");
}

// MongoDB's `i` counts the operations of one second. It orders a replica set's log, which we have
// none of, so it is always 1.
Value timestamp_of(const Value& date) {
  const auto seconds = static_cast<std::uint32_t>(document::millis_of_date(date) / 1000);
  return {{"$timestamp", {{"t", seconds}, {"i", 1}}}};
}

bool write(Leaf& leaf, Value moment) {
  if (leaf.has_value() && document::identical(*leaf, moment)) return false;
  leaf.emplace(std::move(moment));
  return true;
}

}  // namespace

Action read_current_date(const document::Path& path, const Value& operand) {
  if (type_wanted(path, operand) == "date")
    return [](Leaf& leaf, const Context& context) { return write(leaf, context.now); };
  return [](Leaf& leaf, const Context& context) { return write(leaf, timestamp_of(context.now)); };
}

}  // namespace profilestore::update

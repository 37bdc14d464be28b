#include "update/operators/rename.hpp"

#include <fmt/format.h>
#include <profilestore/error.hpp>

#include "document/type.hpp"
#include "update/paths.hpp"
#include "update/place.hpp"

namespace profilestore::update {
namespace {

// MongoDB's numbers.
constexpr int bad_value = 2, null_byte_in_target = 9867600;

[[noreturn]] void refuse_rename(const document::Path& path, const std::string& message,
                                int code = bad_value) {
  throw InvalidUpdate(code, message, path.text(), "$rename");
}

void refuse_array(const Place& place, const document::Path& path, std::string_view end) {
  if (place.passes_array())
    refuse_rename(
        path, fmt::format("The {} field cannot be an array element, '{}' leads through an array",
                          end, path.text()));
}

}  // namespace

document::Path read_rename(const document::Path& source, const Value& operand) {
  const std::string& from = source.text();
  if (!operand.is_string())
    refuse_rename(source,
                  fmt::format("The 'to' field for $rename must be a string: '{}' has one of type "
                              "{}",
                              from, document::alias(document::type_of(operand))));
  document::Path destination(operand.get_ref<const std::string&>());
  const std::string& to = destination.text();
  if (to.find('\0') != to.npos)
    refuse_rename(source,
                  fmt::format("The 'to' field for $rename of '{}' cannot contain an embedded null "
                              "byte",
                              from),
                  null_byte_in_target);
  check_path(destination, "$rename");
  if (from == to)
    refuse_rename(source,
                  fmt::format("The source and target field for $rename must differ: '{}'", from));
  if (source.overlaps(destination))
    refuse_rename(source,
                  fmt::format("The source and target field for $rename must not be on the same "
                              "path: '{}' and '{}'",
                              from, to));
  if (is_positional(source))
    refuse_rename(source, fmt::format("The source field for $rename may not be dynamic: {}", from));
  if (is_positional(destination))
    refuse_rename(source,
                  fmt::format("The destination field for $rename may not be dynamic: {}", to));
  return destination;
}

std::optional<Value> value_to_rename(Document& document, const document::Path& source,
                                     const document::Path& destination) {
  const Place from(document, source);
  if (from.is_blocked()) throw from.not_viable("$rename");
  if (from.value() == nullptr) return std::nullopt;
  refuse_array(from, source, "source");
  refuse_array(Place(document, destination), destination, "destination");
  return *from.value();
}

}  // namespace profilestore::update

// The names of columns: where in a document they lead, and the types that they may tell.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace profilestore::csv {

/// "born.date(2006-01-02)": the last ".word(" begins the type.
struct TypedName {
  std::string_view name, type, argument;
};

/// Nothing if it has no type.
std::optional<TypedName> typed_name(std::string_view text);

/// "a", "0" and "b" of "a[0].b".
struct NamePart {
  std::string_view text;
  std::size_t end;        ///< in the name, behind a bracket too
  bool is_index = false;  ///< of an array
};

/// Without `arrays` brackets are part of a name, as they are where no number is in them.
std::vector<NamePart> parts_of(std::string_view name, bool arrays);

/// Throws InvalidInput for a name that no field can have.
void check_name(const std::string& name, bool arrays);

}  // namespace profilestore::csv

// A member of a map of documents: `"uid1": {"email": …}`, as a document that has its key.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace profilestore::splitting {

/// How the text of a document differs from the piece that it was made of.
struct Moved {
  std::size_t text;   ///< from here on in the document
  std::size_t piece;  ///< and here in the piece they are the same
};

/// Appends `{"field":"uid1","email":…}`. Throws InvalidInput for a piece that is no such member, or
/// whose document has another value in the field.
Moved append_member(std::string_view piece, const std::string& field, std::string& json);

}  // namespace profilestore::splitting

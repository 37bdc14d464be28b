// The _id of a stored document, as it stands in its text.
#pragma once

#include <string>
#include <string_view>

namespace profilestore::catalog {

/// As dump() writes its value. Throws Corrupt if the document can't be read. REQUIRES: it has one.
std::string id_text(std::string_view document);

}  // namespace profilestore::catalog

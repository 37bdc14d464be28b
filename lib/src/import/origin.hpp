// Whether a stored document is still what was imported.
#pragma once

#include <string_view>

#include "document/bytes.hpp"

namespace profilestore::importing {

/// `origin`: the digest of the document as its source had it, in normal form. What is stored may
/// differ from that by its `_id`: it stands first, and a source may have had none. False also where
/// it would take too long to tell.
bool is_as_imported(std::string_view text, const document::Digest& origin);

}  // namespace profilestore::importing

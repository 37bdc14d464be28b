// How a stored document is told to be what was imported: the digest of what its source had, and the
// `_id` that the digest gives to one that had none.
#pragma once

#include <profilestore/document.hpp>
#include <string_view>

#include "document/bytes.hpp"

namespace profilestore::history {

/// The `_id` of a document that has none.
Value id_of_content(const document::Digest& content);

/// `origin`: the digest of the document as its source had it, in normal form. What is stored may
/// differ from that by its `_id`: it stands first, and a source may have had none. False also where
/// it would take too long to tell.
bool is_as_imported(std::string_view text, const document::Digest& origin);

}  // namespace profilestore::history

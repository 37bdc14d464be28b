// The `_id`s that decisions speak of, as ps_not_duplicates, ps_kept and ps_redirects hold them.
#pragma once

#include <profilestore/document.hpp>
#include <string>

namespace profilestore::history {

/// The encoded key of an `_id`.
std::string id_key_of(const Value& id);

/// In normal form. Throws InvalidInput for one that no document can have.
Value valid_id(const Value& id);

}  // namespace profilestore::history

// The contents of a collection as one number, to compare collections by.
#pragma once

#include <profilestore/fwd.hpp>
#include <string>
#include <string_view>

namespace profilestore {

/// The SHA-256, in hexadecimal, of a collection's documents as `store` has them at this moment:
/// their normal forms in the order of their `_id` keys, each followed by a line feed. Insertion
/// order, origin and all indexes except that on `_id` do not affect it. A collection that does not
/// exist has the digest of an empty one.
std::string content_digest(const Store& store, std::string_view collection);

}  // namespace profilestore

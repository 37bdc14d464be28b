// What a collection holds as one number: whether two collections have the same documents.
#pragma once

#include <profilestore/store.hpp>
#include <string>
#include <string_view>

namespace profilestore {

/// The SHA-256, as hexadecimal digits, of a collection's documents as `store` has them at this
/// moment: their normal forms in the order of their `_id` keys, each ended by a line feed. Neither
/// their natural order nor how they came in matters, nor does any index but that of `_id`. One that
/// is not there has the digest of an empty one.
std::string content_digest(const Store& store, std::string_view collection);

}  // namespace profilestore

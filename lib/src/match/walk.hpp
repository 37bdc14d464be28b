// Where a dotted path leads in a document, with MongoDB's implicit traversal of arrays. The one
// place that walks: operators see the elements, never the way.
#pragma once

#include <cstddef>
#include <optional>
#include <profilestore/document.hpp>

#include "document/path.hpp"
#include "match/node.hpp"

namespace profilestore::match {

/// Whether any element that `path` leads to passes `test`; stops at the first that does.
///
/// MongoDB's rules (its ElementPath), which decide what {a.b: null} matches:
/// 1. A field that is not there, or a path that goes on beyond a scalar, leads to one missing
///    element, tested as a null pointer.
/// 2. A path that ends at an array leads to each of its elements, then to the array itself.
/// 3. A path that goes on beyond an array goes on in each of its elements that is an object; the
///    others lead nowhere, not even to a missing element. Arrays in it are not entered.
/// 4. If its next segment names an index of the array, it goes on there too, the segment consumed;
///    an element that it ends at is tested as it is. So `0` is an index and a field name at once.
///
/// `position`, if it is given, becomes the index of the element of the outermost array that the
/// path went through to what passed. MongoDB (its arrayOffset): an array tested as a whole and an
/// index that the path itself names leave it as it is.
bool any_element(const Document& document, const document::Path& path, LeafArray at_end,
                 const Test& test, std::optional<std::size_t>* position = nullptr);

}  // namespace profilestore::match

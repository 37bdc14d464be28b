// The text of a document as a tree.
#pragma once

#include <QString>

#include "access/node.hpp"

namespace profiles::access {

/// Throws MalformedJson.
Node tree_of(const QString& text);

}  // namespace profiles::access

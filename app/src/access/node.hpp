// A document as a tree, for views.
#pragma once

#include <QString>
#include <vector>

namespace profiles::access {

/// A field, and what is in it.
struct Node {
  QString name;  ///< of the field; of an element its position
  QString type;  ///< MongoDB's
  QString text;  ///< the value as a person reads it
  std::vector<Node> children = {};
};

}  // namespace profiles::access

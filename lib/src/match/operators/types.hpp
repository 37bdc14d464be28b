// $type, and the sets of BSON types that it and $jsonSchema name.
#pragma once

#include <bitset>
#include <optional>
#include <profilestore/document.hpp>
#include <string_view>

#include "document/type.hpp"
#include "match/node.hpp"
#include "match/operators.hpp"

namespace profilestore::match {

class TypeSet {
 public:
  void add(document::Type type) { types_.set(static_cast<std::size_t>(type)); }
  void add_numbers();
  /// MongoDB's alias of a type ("int", "objectId"), or "number" for all four numeric ones. Says
  /// whether there is such a type.
  bool add_alias(std::string_view alias);

  bool has(document::Type type) const { return types_.test(static_cast<std::size_t>(type)); }
  bool empty() const { return types_.none(); }

 private:
  std::bitset<32> types_;
};

/// {path: {$type: alias, number or a list of them}}: an element of one of these types stands there.
Node parse_type(const Operand& operand);

}  // namespace profilestore::match

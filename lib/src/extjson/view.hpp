// A node of either tree, for the code of the wrappers, which is the same for both.
#pragma once

#include <optional>
#include <string_view>
#include <variant>

#include "extjson/node.hpp"

namespace profilestore::extjson {

/// Cheap to copy; valid as long as the tree.
class View {
 public:
  View(const Element& node) : node_(node) {}  // NOLINT: implicit
  View(const Value& node) : node_(&node) {}   // NOLINT: implicit

  Kind kind() const;
  bool is(Kind kind) const { return this->kind() == kind; }
  bool is_true() const;

  /// Nothing if it is something else than a string, or than an integer.
  std::optional<std::string_view> text() const;
  std::optional<std::int64_t> integer() const;

  /// How many members the object has; 0 if it is no object.
  std::size_t size() const;
  /// The object's member; nothing if there is none, or this is no object.
  std::optional<View> member(std::string_view name) const;

 private:
  std::variant<Element, const Value*> node_;
};

}  // namespace profilestore::extjson

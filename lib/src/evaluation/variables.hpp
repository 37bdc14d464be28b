// What `$$name` stands for in an expression: the variables of a command's `let`, of a $lookup, of
// $let, $map, $filter and $reduce, and $$NOW.
#pragma once

#include <memory>
#include <optional>
#include <profilestore/document.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace profilestore::expression {

/// Names and their values. Copies are cheap and share what they hold; safe from any thread.
class Variables {
 public:
  /// None but what every expression has: $$ROOT, $$CURRENT and $$REMOVE.
  Variables() = default;

  /// These and one more, which hides another of its name. Nothing: the variable is missing.
  /// `NOW`, a date, is what $$NOW stands for; without it $$NOW is an error where it is evaluated.
  Variables with(std::string name, std::optional<Value> value) const;

  /// The same of a value that somebody else holds. REQUIRES: it outlives these and their copies.
  Variables with_seen(std::string name, const Value& value) const;

  /// The value of `name`, null pointer if there is no such variable, or it is missing. It lives as
  /// long as these or a copy.
  const Value* find(std::string_view name) const;

  /// Whether there is a variable `name`, missing or not.
  bool contains(std::string_view name) const;

  /// The names, the newest first, without `NOW`.
  std::vector<std::string> names() const;

 private:
  struct Binding;

  const Binding* binding(std::string_view name) const;

  std::shared_ptr<const Binding> newest_;
};

}  // namespace profilestore::expression

// "$address.city" and "$$name.path": what stands at a path, arrays on the way gone through.
#pragma once

#include <profilestore/document.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "evaluation/result.hpp"
#include "evaluation/variables.hpp"

namespace profilestore::expression {

class FieldPath {
 public:
  /// `text` begins with `$`. Throws InvalidExpression with MongoDB's codes for an empty path
  /// (16872), an empty segment (15998, 40353) and one that begins with `$` (16410); 9 for a name
  /// that no variable can have.
  static FieldPath parse(const std::string& text);

  /// The variable's name; "CURRENT" of "$path".
  const std::string& variable() const { return variable_; }
  const std::vector<std::string>& segments() const { return segments_; }

  /// MongoDB: an array on the way gives an array of what its elements that are objects have at the
  /// rest of the path; numbers are no indexes of arrays.
  Result value_in(const Value& root, const Variables& variables) const;

  /// Takes note that CURRENT is a variable that somebody has bound.
  void bind_current() { current_is_bound_ = true; }

  /// Whether it leads from the document, and where to: "" is the document itself.
  bool is_of_document() const {
    return variable_ == "ROOT" || (variable_ == "CURRENT" && !current_is_bound_);
  }
  std::string dotted() const;

 private:
  std::string variable_;
  std::vector<std::string> segments_;
  bool current_is_bound_ = false;
};

/// Throws InvalidExpression unless `path` can be that of a field: its segments are not empty
/// (15998, 40353), begin with no `$` (16410) and have no NUL (16411); at most 200 (15).
void check_field_path(std::string_view path, std::string_view op);

}  // namespace profilestore::expression

// Where in a filter a part of it stands, and how values are compared there.
#pragma once

#include <memory>
#include <string>

#include "document/path.hpp"
#include "match/terms.hpp"

namespace profilestore::match {

class Scope {
 public:
  /// The filter itself. `terms` may be null: values are compared as MongoDB does without a
  /// collation.
  explicit Scope(std::shared_ptr<const Terms> terms = nullptr) : terms_(std::move(terms)) {}

  /// How many operators stand around it.
  int depth() const { return depth_; }

  /// One level down.
  Scope inner() const;

  /// One level down, in the filter that an $elemMatch asks of the elements at `path`.
  Scope within(const document::Path& path) const;

  /// Whether it is asked of an element of an array, not of the document.
  bool is_within_element() const { return within_element_; }

  /// How values are compared, and what variables there are; null: nothing is said.
  const Terms* terms() const { return terms_.get(); }

  document::Comparison order() const;

  /// What equality compares at `path`, if an index says it; else null.
  std::shared_ptr<const ValueKeys> keys_at(const document::Path& path) const;

 private:
  std::shared_ptr<const Terms> terms_;
  int depth_ = 0;
  bool within_element_ = false;
  std::string prefix_;  ///< of the paths, as an index has them; kept if an index says anything
};

}  // namespace profilestore::match

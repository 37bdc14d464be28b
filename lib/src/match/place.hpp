// Where in a document a test stands, for those who ask what fails there.
#pragma once

#include <cstddef>
#include <profilestore/document.hpp>
#include <profilestore/validation.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace profilestore::match {

/// A link to the place around it, made on the stack on the way down: a test that nobody asks to
/// explain itself builds no path, and ends at the first failure. One that is asked goes on.
/// REQUIRES: the place around it, and the name, outlive it.
class Place {
 public:
  static constexpr std::size_t most_failures = 1000;

  /// Nobody asks.
  Place() = default;
  /// The document itself; what fails is added to `failures`, each path and rule once.
  explicit Place(std::vector<RuleFailure>& failures) : failures_(&failures) {}

  Place at(std::string_view name) const { return {*this, name, 0}; }
  Place at(std::size_t index) const { return {*this, {}, index}; }

  /// Whether further failures are to be looked for.
  bool asks() const { return failures_ != nullptr && failures_->size() < most_failures; }

  /// Says that `rule` fails here. Always false: `return holds || place.fail(rule)`.
  bool fail(const std::string& rule) const;

 private:
  Place(const Place& outer, std::string_view name, std::size_t index)
      : outer_(&outer), name_(name), index_(index), failures_(outer.failures_) {}
  std::string path() const;

  const Place* outer_ = nullptr;
  std::string_view name_ = {};  ///< its data is null where an index counts
  std::size_t index_ = 0;
  std::vector<RuleFailure>* failures_ = nullptr;
};

/// Whether `holds` does for each of `all`; asks further ones only if the place does.
template <class Range, class Test>
bool all_hold(const Range& all, const Place& place, const Test& holds) {
  bool held = true;
  for (const auto& one : all) {
    if (holds(one)) continue;
    held = false;
    if (!place.asks()) break;
  }
  return held;
}

/// A rule as a RuleFailure names it: "minimum: 5". An operand that is long is cut.
std::string rule_of(std::string_view name, const Value& operand);

}  // namespace profilestore::match

#include "match/filter.hpp"

#include <profilestore/error.hpp>

#include "match/conjuncts.hpp"
#include "match/element_condition.hpp"
#include "match/equalities.hpp"
#include "match/fields.hpp"
#include "match/node.hpp"
#include "match/parser.hpp"

namespace profilestore::match {

Filter Filter::parse(const Document& filter, std::shared_ptr<const Terms> terms) {
  // MongoDB: TypeMismatch, before the language is looked at.
  if (!filter.is_object()) throw InvalidFilter(14, "a filter must be an object", "", "");
  Filter parsed;
  parsed.root_ = std::make_shared<const Node>(parse_filter(filter, Scope(terms)));
  parsed.terms_ = std::move(terms);
  parsed.conjuncts_ = std::make_shared<const std::vector<const Node*>>(conjuncts_of(*parsed.root_));
  Pinned pinned = pinned_by(*parsed.root_);
  parsed.equalities_ = std::make_shared<const std::vector<Equality>>(std::move(pinned.equalities));
  parsed.only_equalities_ = pinned.complete;
  parsed.bounds_ = std::make_shared<const std::vector<Bound>>(bounds_of(*parsed.root_));
  return parsed;
}

Filter Filter::parse_element_condition(const Document& filter, std::shared_ptr<const Terms> terms) {
  if (filter.is_object()) refuse_of_documents(filter);
  return parse(filter, std::move(terms));
}

bool Filter::matches(const Document& document) const { return match::matches(*root_, document); }

std::vector<RuleFailure> Filter::failures(const Document& document) const {
  std::vector<RuleFailure> failures;
  explain(*root_, document, failures);
  return failures;
}

std::optional<Match> Filter::match(const Document& document) const {
  Match found;
  for (const Node* node : *conjuncts_)
    if (!match::match(*node, document, found.position)) return std::nullopt;
  return found;
}

const std::vector<Equality>& Filter::equalities() const { return *equalities_; }

const std::vector<Bound>& Filter::bounds() const { return *bounds_; }

std::optional<std::vector<std::string>> Filter::fields() const {
  std::vector<std::string> fields;
  return add_fields(*root_, fields) ? std::optional(std::move(fields)) : std::nullopt;
}

bool Filter::only_equalities() const { return only_equalities_; }

}  // namespace profilestore::match

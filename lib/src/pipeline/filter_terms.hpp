// Filters within a pipeline: they may name its variables, whose values differ from run to run.
#pragma once

#include <memory>
#include <profilestore/document.hpp>

#include "match/filter.hpp"
#include "match/terms.hpp"
#include "pipeline/stage.hpp"

namespace profilestore::pipeline {

/// The filter, without the values of its variables. Throws InvalidFilter, and InvalidExpression
/// (17276) for a variable that there is not.
match::Filter parsed_filter(const Value& filter, const Context& context);

/// The filter with the values that the run's variables have.
match::Filter filter_in(const match::Filter& parsed, const Value& filter,
                        const std::shared_ptr<const match::Terms>& terms, const Run& run);

/// How a filter compares in a run: with the run's variables, if it has a $expr.
std::shared_ptr<const match::Terms> terms_in(const Value& filter,
                                             const std::shared_ptr<const match::Terms>& terms,
                                             const Run& run);

/// `filter`, and what its $expr say of fields alone, as conditions that an index can serve: each
/// document that matches the one matches the other. {$expr: {$eq: ["$a", "$$b"]}} gives {a: …}.
Value with_conditions_of_expr(const Value& filter, const std::shared_ptr<const match::Terms>& terms,
                              const Run& run);

}  // namespace profilestore::pipeline

// The stages by their names: one function each that parses what stands behind the name. All throw
// InvalidExpression with MongoDB's code. REQUIRES, of all: the specification is in normal form.
#pragma once

#include <string_view>

#include "pipeline/stage.hpp"

namespace profilestore::pipeline {

using ParseStage = StagePointer (*)(const Value& specification, const Context& context);

StagePointer parse_bucket(const Value& specification, const Context& context);
StagePointer parse_bucket_auto(const Value& specification, const Context& context);
StagePointer parse_count(const Value& specification, const Context& context);
StagePointer parse_documents(const Value& specification, const Context& context);
StagePointer parse_facet(const Value& specification, const Context& context);
StagePointer parse_graph_lookup(const Value& specification, const Context& context);
StagePointer parse_group(const Value& specification, const Context& context);
StagePointer parse_lookup(const Value& specification, const Context& context);
StagePointer parse_redact(const Value& specification, const Context& context);
StagePointer parse_sample(const Value& specification, const Context& context);
StagePointer parse_sort_by_count(const Value& specification, const Context& context);
StagePointer parse_union_with(const Value& specification, const Context& context);
StagePointer parse_unwind(const Value& specification, const Context& context);

/// The stage {name: specification}. Throws InvalidExpression: 40324 if MongoDB has no such stage,
/// 115 if it has and we do not, what says why it may not stand here.
StagePointer parse_stage(std::string_view name, const Value& specification, const Context& context);

}  // namespace profilestore::pipeline

#include "update/pipeline.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <profilestore/error.hpp>
#include <string_view>

#include "document/compare.hpp"
#include "document/type.hpp"

namespace profilestore::update {
namespace {

using expression::Reshaping;

constexpr int stage_not_allowed = 72, unknown_stage = 40324, no_stage = 40323;

// MongoDB's stages that make no single document of a single document.
constexpr std::array<std::string_view, 33> other_stages{
    "$bucket",          "$bucketAuto",   "$changeStream", "$collStats",   "$count",
    "$currentOp",       "$densify",      "$documents",    "$facet",       "$fill",
    "$geoNear",         "$graphLookup",  "$group",        "$indexStats",  "$limit",
    "$listSessions",    "$lookup",       "$match",        "$merge",       "$out",
    "$planCacheStats",  "$redact",       "$sample",       "$search",      "$searchMeta",
    "$setWindowFields", "$skip",         "$sort",         "$sortByCount", "$unionWith",
    "$unwind",          "$vectorSearch", "$rankFusion"};

[[noreturn]] void refuse_update(const InvalidExpression& refusal) {
  throw InvalidUpdate(refusal.code(), refusal.what(), refusal.path(), refusal.operator_name());
}

Reshaping parse_reshaping(const std::string& name, const Value& specification,
                          const expression::Context& context) {
  try {
    return Reshaping::parse(name, specification, context);
  } catch (const InvalidExpression& refusal) {
    refuse_update(refusal);
  }
}

Reshaping parse_stage(const Value& stage, const expression::Context& context) {
  if (!document::is_plain_object(stage) || stage.size() != 1)
    throw InvalidUpdate(no_stage, "A pipeline stage specification object must contain one field",
                        "", "");
  const std::string& name = stage.begin().key();
  if (Reshaping::is_one(name)) return parse_reshaping(name, stage.begin().value(), context);
  if (std::ranges::find(other_stages, name) != other_stages.end())
    throw InvalidUpdate(stage_not_allowed,
                        fmt::format("{} is not allowed to be used within an update", name), "",
                        name);
  throw InvalidUpdate(unknown_stage, fmt::format("Unrecognized pipeline stage name: '{}'", name),
                      "", name);
}

// A stored document has its _id first.
Document with_id_first(Document document, Value id) {
  Value::object_t fields;
  fields.emplace_back("_id", std::move(id));
  for (auto& [name, value] : document.get_ref<Value::object_t&>())
    if (name != "_id") fields.emplace_back(name, std::move(value));
  return Document(std::move(fields));
}

void check_result(const Document& result, const Document& before) {
  for (const auto& [name, value] : result.items())
    if (name.starts_with('$'))
      throw InvalidUpdate(
          52, fmt::format("The dollar ($) prefixed field '{}' is not valid for storage", name),
          name, "");
  if (before.contains("_id") && !document::identical(before["_id"], result["_id"]))
    throw InvalidUpdate(66,
                        "Performing an update on the path '_id' would modify the immutable field "
                        "'_id'",
                        "_id", "");
}

}  // namespace

Pipeline Pipeline::parse(const Value& stages, const match::Terms* terms) {
  Pipeline pipeline;
  if (terms != nullptr) pipeline.variables = terms->variables;
  const expression::Context context = match::expression_context(terms);
  for (const Value& stage : stages) pipeline.stages.push_back(parse_stage(stage, context));
  return pipeline;
}

bool apply(const Pipeline& pipeline, Document& document, const Value& now) {
  const expression::Variables variables = pipeline.variables.with("NOW", now);
  Document result = document;
  try {
    for (const Reshaping& stage : pipeline.stages) result = stage.apply(result, variables);
  } catch (const InvalidExpression& refusal) {
    refuse_update(refusal);
  }
  const Document& holder = result.contains("_id") ? result : document;
  if (holder.contains("_id") && (result.empty() || result.begin().key() != "_id")) {
    Value id = holder["_id"];
    result = with_id_first(std::move(result), std::move(id));
  }
  check_result(result, document);
  if (document::identical(document, result)) return false;
  document = std::move(result);
  return true;
}

}  // namespace profilestore::update

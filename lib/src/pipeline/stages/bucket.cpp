// $bucket: groups by ranges of a value.
#include <fmt/format.h>

#include <algorithm>

#include "document/type.hpp"
#include "pipeline/refusal.hpp"
#include "pipeline/several.hpp"
#include "pipeline/stages.hpp"
#include "pipeline/stages/group.hpp"
#include "pipeline/stages/sort.hpp"

namespace profilestore::pipeline {
namespace {

/// The lower bounds of the buckets, and what values outside of all are grouped under.
struct Bounds {
  document::Comparison order;
  std::vector<Value> boundaries;
  std::optional<Value> otherwise;

  Value bucket_of(const std::optional<Value>& value) const {
    static const Value undefined{{"$undefined", true}};  // what MongoDB compares what is missing as
    const Value& compared = value ? *value : undefined;
    const auto above = std::upper_bound(boundaries.begin(), boundaries.end(), compared, order);
    if (above != boundaries.begin() && above != boundaries.end()) return *(above - 1);
    if (otherwise) return *otherwise;
    refuse(40066, "$bucket",
           "has a value outside of all boundaries; give a 'default' for such documents");
  }
};

Value constant_of(int code, const char* what, const Value& value, const Context& context) {
  const auto expression = expression::Expression::parse(value, context.expressions());
  if (!expression.is_constant()) refuse(code, "$bucket", fmt::format("takes {}", what));
  return expression.constant().value_or(nullptr);
}

// MongoDB: 1, 1.5 and NumberLong(2) are of one type here.
int bucket_type(const Value& value) { return document::bracket(document::type_of(value)); }

void check_boundaries(const Bounds& bounds) {
  if (bounds.boundaries.size() < 2) refuse(40192, "$bucket", "takes at least two boundaries");
  for (std::size_t i = 1; i < bounds.boundaries.size(); ++i) {
    const Value &low = bounds.boundaries[i - 1], &high = bounds.boundaries[i];
    if (bucket_type(low) != bucket_type(high))
      refuse(40193, "$bucket", "takes boundaries that are all of one type");
    if (!bounds.order(low, high)) refuse(40194, "$bucket", "takes boundaries that ascend");
  }
}

void check_default(const Bounds& bounds) {
  if (!bounds.otherwise) return;
  const bool below = bounds.order(*bounds.otherwise, bounds.boundaries.front());
  const bool above = !bounds.order(*bounds.otherwise, bounds.boundaries.back());
  if (!below && !above)
    refuse(40199, "$bucket",
           "takes a 'default' that is below the lowest boundary, or not below the highest");
}

Bounds bounds_of_bucket(const Value& specification, const Context& context) {
  Bounds bounds{context.order(), {}, {}};
  const Value& boundaries = specification["boundaries"];
  if (!boundaries.is_array()) refuse(40200, "$bucket", "takes an array as 'boundaries'");
  for (const Value& one : boundaries)
    bounds.boundaries.push_back(constant_of(40191, "constants as 'boundaries'", one, context));
  check_boundaries(bounds);
  if (specification.contains("default"))
    bounds.otherwise =
        constant_of(40195, "a constant as 'default'", specification["default"], context);
  check_default(bounds);
  return bounds;
}

}  // namespace

StagePointer parse_bucket(const Value& specification, const Context& context) {
  if (!document::is_plain_object(specification))
    refuse(40201, "$bucket", "takes an object: {groupBy: …, boundaries: […], …}");
  refuse_unknown(40197, "$bucket", specification, {"groupBy", "boundaries", "default", "output"});
  for (const auto& [name, value] : specification.items()) {
    if (name == "groupBy" && !is_group_by(value))
      refuse(40202, "$bucket", "takes a path that begins with '$', or an expression, as 'groupBy'");
    if (name == "output" && !document::is_plain_object(value))
      refuse(40196, "$bucket", "takes an object of accumulators as 'output'");
  }
  if (!specification.contains("groupBy") || !specification.contains("boundaries"))
    refuse(40198, "$bucket", "needs 'groupBy' and 'boundaries'");
  const auto expression =
      expression::Expression::parse(specification["groupBy"], context.expressions());
  const Bounds bounds = bounds_of_bucket(specification, context);
  Grouping grouping = grouping_by(nullptr, output_of(specification, context), context);
  grouping.paths = expression.paths();
  grouping.id = [expression, bounds](const Document& document, const auto& variables) {
    return bounds.bucket_of(expression.evaluate(document, variables));
  };
  return std::make_shared<Several>(std::vector<StagePointer>{
      std::make_shared<Group>(std::move(grouping)), Sort::parse({{"_id", 1}}, context)});
}

}  // namespace profilestore::pipeline

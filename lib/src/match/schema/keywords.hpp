// The keywords of $jsonSchema, by what they speak of. A function whose keyword has no effect of its
// own (exclusiveMinimum, which minimum reads) returns no constraint.
#pragma once

#include "match/schema/schema.hpp"

namespace profilestore::match {

// Of any value.
Constraint parse_json_type(const Keyword& keyword);
Constraint parse_bson_type(const Keyword& keyword);
/// Equality here takes no account of the order of fields, unlike $eq.
Constraint parse_enum(const Keyword& keyword);
Constraint parse_all_of(const Keyword& keyword);
Constraint parse_any_of(const Keyword& keyword);
Constraint parse_one_of(const Keyword& keyword);
Constraint parse_not_schema(const Keyword& keyword);

// Of numbers.
Constraint parse_minimum(const Keyword& keyword);
Constraint parse_maximum(const Keyword& keyword);
Constraint parse_exclusive_minimum(const Keyword& keyword);
Constraint parse_exclusive_maximum(const Keyword& keyword);
/// Computed in Decimal128, a Double rounded to 15 digits first: 0.3 is a multiple of 0.1.
Constraint parse_multiple_of(const Keyword& keyword);

// Of strings; lengths are in code points.
Constraint parse_min_length(const Keyword& keyword);
Constraint parse_max_length(const Keyword& keyword);
Constraint parse_pattern(const Keyword& keyword);

// Of arrays.
Constraint parse_min_items(const Keyword& keyword);
Constraint parse_max_items(const Keyword& keyword);
Constraint parse_unique_items(const Keyword& keyword);
Constraint parse_items(const Keyword& keyword);
Constraint parse_additional_items(const Keyword& keyword);

// Of objects.
Constraint parse_required(const Keyword& keyword);
Constraint parse_properties(const Keyword& keyword);
Constraint parse_pattern_properties(const Keyword& keyword);
Constraint parse_additional_properties(const Keyword& keyword);
Constraint parse_min_properties(const Keyword& keyword);
Constraint parse_max_properties(const Keyword& keyword);
Constraint parse_dependencies(const Keyword& keyword);

}  // namespace profilestore::match

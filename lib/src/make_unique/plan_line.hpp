// What becomes of a group, as a line of a plan.
#pragma once

#include <string_view>

#include "make_unique/group_plan.hpp"

namespace profilestore::making_unique {

/// `before`: the text of the survivor.
Value line_of(const GroupPlan& plan, std::string_view before);

/// Of a document that the index rejects.
Value line_of_rejected(const Value& id, std::string_view reason);

}  // namespace profilestore::making_unique

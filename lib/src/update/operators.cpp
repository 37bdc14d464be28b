// The table of operators.
#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <profilestore/error.hpp>

#include "update/operation.hpp"

namespace profilestore::update {
namespace {

constexpr std::array operators{
    Operator{.name = "$set", .read = read_set},
    Operator{.name = "$setOnInsert", .read = read_set, .only_on_insert = true},
    Operator{.name = "$unset", .read = read_unset, .ignores_blocked_path = true},
    Operator{.name = "$inc", .read = read_inc},
    Operator{.name = "$min", .read = read_min},
    Operator{.name = "$max", .read = read_max},
    Operator{.name = "$push", .read = read_push},
    Operator{.name = "$addToSet", .read = read_add_to_set},
    Operator{.name = "$currentDate", .read = read_current_date},
};

// MongoDB has them and we do not: said, so that nobody takes them for a misspelling.
constexpr std::array<std::string_view, 6> unsupported{"$mul",  "$rename",  "$bit",
                                                      "$pull", "$pullAll", "$pop"};

}  // namespace

const Operator& operator_named(std::string_view name) {
  const auto found = std::find_if(operators.begin(), operators.end(),
                                  [name](const Operator& op) { return op.name == name; });
  if (found != operators.end()) return *found;
  if (std::find(unsupported.begin(), unsupported.end(), name) != unsupported.end())
    throw InvalidUpdate(9, fmt::format("The update operator {} is not supported", name), "",
                        std::string(name));
  throw InvalidUpdate(9,
                      fmt::format("Unknown modifier: {}. Expected a valid update modifier or "
                                  "pipeline-style update specified as an array",
                                  name),
                      "", std::string(name));
}

}  // namespace profilestore::update

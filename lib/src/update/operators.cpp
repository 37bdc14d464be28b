// The table of operators.
#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <profilestore/error.hpp>

#include "update/operation.hpp"
#include "update/operators/rename.hpp"

namespace profilestore::update {
namespace {

constexpr std::array operators{
    Operator{.name = "$set", .read = read_set},
    Operator{.name = "$setOnInsert", .read = read_set, .only_on_insert = true},
    Operator{.name = "$unset", .read = read_unset, .ignores_blocked_path = true},
    Operator{.name = "$inc", .read = read_inc},
    Operator{.name = "$mul", .read = read_mul},
    Operator{.name = "$bit", .read = read_bit},
    Operator{.name = "$min", .read_comparing = read_min},
    Operator{.name = "$max", .read_comparing = read_max},
    Operator{.name = "$push", .read_comparing = read_push},
    Operator{.name = "$addToSet", .read_comparing = read_add_to_set},
    Operator{.name = "$pull", .read_comparing = read_pull},
    Operator{.name = "$pullAll", .read_comparing = read_pull_all},
    Operator{.name = "$pop", .read = read_pop},
    Operator{.name = "$currentDate", .read = read_current_date},
    Operator{.name = "$rename", .read_destination = read_rename},
};

}  // namespace

const Operator& operator_named(std::string_view name) {
  const auto found = std::find_if(operators.begin(), operators.end(),
                                  [name](const Operator& op) { return op.name == name; });
  if (found != operators.end()) return *found;
  throw InvalidUpdate(9,
                      fmt::format("Unknown modifier: {}. Expected a valid update modifier or "
                                  "pipeline-style update specified as an array",
                                  name),
                      "", std::string(name));
}

}  // namespace profilestore::update

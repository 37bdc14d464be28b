// The one edit that a plan may have: another member of a group as its survivor.
#pragma once

#include <cstdint>
#include <optional>
#include <profilestore/import_report.hpp>
#include <string>
#include <string_view>

namespace profilestore::importing {

/// Throws PlanMoved. `what` says which edit is at fault.
[[noreturn]] void refuse_edit(const std::string& what);

/// Where a document of a line stands: {"source", "line", "offset", "_id"}, or {"store", "_id"}.
Value place_of(const Value& member);

/// The survivor that was chosen in line `number`, which was `planned` and is `there`. Nothing if
/// they differ in anything else. Throws PlanMoved if it is no member of its group, or if the `_id`
/// is that of several.
std::optional<EditedGroup> edit_of(std::uint64_t number, std::string_view planned,
                                   std::string_view there);

/// Takes `line`, which was made again for that group. Throws PlanMoved unless the chosen document
/// survives.
void take_done(EditedGroup& edited, std::string_view line);

}  // namespace profilestore::importing

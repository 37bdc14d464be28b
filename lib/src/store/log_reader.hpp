// Who keeps the log of a store from being emptied.
#pragma once

#include <optional>
#include <profilestore/stats.hpp>
#include <string>

#include "store/core.hpp"

namespace profilestore::store {

/// The oldest reader of the store, `but` for one of this process. Of those of other processes: the
/// process that has been running longest.
std::optional<LogReader> oldest_reader(const Core& core, const Reader* but = nullptr);

/// As an event names it: "process 4711 (server)".
std::string text_of(const LogReader& reader);

}  // namespace profilestore::store

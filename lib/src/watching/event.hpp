// A change of the log as the application is told of it.
#pragma once

#include <optional>
#include <profilestore/changes.hpp>
#include <string>

#include "changes/log.hpp"
#include "match/filter.hpp"

namespace profilestore::watching {

/// Its collection and token are the caller's to fill in. Nothing: nobody is told of it, or its
/// document does not match. With FullDocument::update_lookup an update has no full_document yet.
std::optional<ChangeEvent> event_of(const changes::Entry& entry, const match::Filter& filter,
                                    const WatchOptions& options);

}  // namespace profilestore::watching

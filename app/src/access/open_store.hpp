// What is behind a StorePtr; for the sources of this room alone.
#pragma once

#include <memory>
#include <profilestore/import.hpp>
#include <profilestore/store.hpp>

#include "access/store.hpp"

namespace profiles::access {

class OpenStore {
 public:
  explicit OpenStore(profilestore::Store open) : store(std::move(open)) {}

  /// Goes after the store, which takes its time to close.
  std::shared_ptr<const bool> until_closed = std::make_shared<const bool>(true);
  profilestore::Store store;
};

/// What the library calls from time to time, told to the window.
profilestore::OnProgress progress_of(const Control& control);

/// The one collection of a copy of an export.
inline constexpr const char* copied = "documents";

}  // namespace profiles::access

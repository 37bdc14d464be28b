// A store with a collection that keeps a log of its changes.
#pragma once

#include "store/temporary_store.hpp"

namespace watched {

inline const std::optional<profilestore::ChangeLog> kept = profilestore::ChangeLog{};

struct Users : temporary::Store {
  profilestore::Collection users = collection("users", {.change_log = kept});
};

}  // namespace watched

// What imports have set aside, to be looked at, mended and imported again.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <profilestore/store.hpp>
#include <string>
#include <string_view>

namespace profilestore {

enum class Aside {
  archive,     ///< documents that gave way to another of their key
  quarantine,  ///< what is no usable document, and documents in conflict
};

/// One of them, as its source had it.
struct SetAside {
  std::string import_id;
  std::string source;  ///< its name; empty: the document was in the store
  std::uint64_t line = 0, offset = 0;
  std::string reason;                     ///< why: the rule that decided, or what is wrong
  std::string bytes;                      ///< as they stand in the source
  std::string header;                     ///< of CSV: the line of its source that names the columns
  std::optional<Document> document = {};  ///< if they are one
};

/// Calls `take` for each that the imports of a collection, or that one import, set aside, in the
/// order in which they were, and returns how many there are; 0 if there is no such collection. What
/// two imports set aside alike is there once, with the first. Of pieces beyond 64 MiB each part is
/// one. REQUIRES: `take` writes nothing into the store.
/// Throws InvalidInput if there is no import of that id.
std::int64_t each_set_aside(const Store& store, std::string_view collection, Aside which,
                            const std::string& import_id,
                            const std::function<void(const SetAside&)>& take);
std::int64_t each_set_aside(const Store& store, std::string_view collection, Aside which,
                            const std::function<void(const SetAside&)>& take);

}  // namespace profilestore

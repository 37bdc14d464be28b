// What imports have set aside, to be reviewed, fixed and imported again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <profilestore/store.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace profilestore {

/// Where imports set things aside.
enum class SetAsideKind {
  archive,     ///< losers
  quarantine,  ///< unusable input, and documents in conflict
};

/// One piece that was set aside, as its source had it.
struct SetAside {
  std::string import_id;                  ///< of the import that set it aside
  std::string source;                     ///< its name; empty: the document was in the store
  std::uint64_t line = 0;                 ///< from 1; of BSON the number of the document
  std::uint64_t offset = 0;               ///< bytes before it, unpacked
  std::string reason;                     ///< the rule that decided, or what is wrong
  std::string bytes;                      ///< as in the source
  std::string header;                     ///< CSV only: the line that names the columns
  std::optional<Document> document = {};  ///< if the bytes are one
  /// Archive only: the `_id` of the document that was kept in its place, if that is still there.
  std::optional<Value> survivor = {};
  std::int64_t number = 0;  ///< its place: they come in the order of these
};

/// Calls `take` for each piece that one import into a collection set aside, in the order in which
/// this happened, and returns their number; 0 if there is no such collection. What two imports set
/// aside alike is listed with each. A piece larger than 64 MiB is listed in parts.
/// REQUIRES: `take` writes nothing to the store.
/// Throws InvalidInput if there is no import with that id.
std::int64_t each_set_aside(const Store& store, std::string_view collection, SetAsideKind which,
                            const std::string& import_id,
                            const std::function<void(const SetAside&)>& take);
/// The same for all imports into the collection.
std::int64_t each_set_aside(const Store& store, std::string_view collection, SetAsideKind which,
                            const std::function<void(const SetAside&)>& take);

/// Which part of the list of what was set aside.
struct SetAsidePage {
  std::string import_id = {};  ///< of one import; empty: of all
  std::int64_t after = 0;   ///< SetAside::number of the last one of the page before; 0: the first
  std::size_t limit = 100;  ///< how many at most; 0: all
};

/// The same a page at a time: what is fewer than the limit is the end.
std::vector<SetAside> set_aside(const Store& store, std::string_view collection, SetAsideKind which,
                                const SetAsidePage& page = {});

}  // namespace profilestore

// Whether a store that is to be opened still has what it had: by its head mark, and by the log
// beside it. Writes nothing.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "sqlite/connection.hpp"
#include "sqlite/files/head_file.hpp"
#include "sqlite/mark.hpp"

namespace profilestore::sqlite {

struct Opening {
  HeadFile head;
  bool lacks_writes = false;     ///< it was RolledBack or had a ForeignHead, and is accepted
  bool log_has_remains = false;  ///< frames that nobody reads, which a later log must not meet
};

/// The store's file without its log.
struct MainFile {
  std::optional<Mark> mark;
  std::uint32_t page = 0;  ///< of the mark
};

/// A file that is to be opened, before anything is made beside it: read once for both questions.
class FirstLook {
 public:
  /// Throws as verify_untouched() does.
  explicit FirstLook(const std::filesystem::path& store);

  /// As look_before_opening().
  Opening opening(bool accepted) const;

 private:
  std::filesystem::path store_;
  HeadFile head_;
  MainFile main_;
};

/// Looks at the files as they lie there, before a connection reads by the log. Throws RolledBack,
/// ForeignHead or ForeignWal; the first two not if it is to be `accepted`.
Opening look_before_opening(const std::filesystem::path& store, bool accepted);

/// The same of what the connection reads, which is at least as new as the head mark was.
void look_at_opened(Connection& connection, Opening& opening, bool accepted);

/// Throws RolledBack if the store is not there but its head mark is.
void refuse_vanished(const std::filesystem::path& store);

/// "2026-11-28T22:04:00Z"
std::string time_text(const Head& head);

}  // namespace profilestore::sqlite

// What an import set aside, as the archive and the quarantine hold it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "history/archive.hpp"
#include "history/record.hpp"
#include "sqlite/connection.hpp"

namespace profilestore::undoing {

/// A document that an import set aside, in the archive or the quarantine.
struct SetAsideRow {
  const char* table;
  std::int64_t id;
  std::int64_t row;  ///< that it had, or of the one that it was set aside for
};

class SetAsideRows {
 public:
  explicit SetAsideRows(sqlite::Connection& connection) : connection_(connection) {}

  /// The rows of a statement with the columns table, id and row, whose ?1 is the import.
  std::vector<SetAsideRow> of(const char* sql, std::int64_t import);

  /// The documents that `record`'s import made and that a later one has set aside, each row once.
  std::vector<SetAsideRow> made_by(const history::Record& record);

  history::StoredDocument document(const SetAsideRow& aside);

  std::string digest(const SetAsideRow& aside);

  /// The row of the one that it was set aside for; nothing if it is in the quarantine.
  std::optional<std::int64_t> survivor(const SetAsideRow& aside);

  void erase(const SetAsideRow& aside);

  /// Of the archive's rows with these ids, in the order of those: their digests.
  std::vector<std::string> archived_digests(std::int64_t first, std::int64_t last);
  void erase_archived(std::int64_t first, std::int64_t last);

 private:
  sqlite::Connection& connection_;
};

}  // namespace profilestore::undoing

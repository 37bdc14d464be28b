#include "history/survivors.hpp"

#include <fmt/format.h>

#include "catalog/rows.hpp"
#include "catalog/stored_rows.hpp"
#include "document/path.hpp"
#include "sqlite/identifier.hpp"
#include "sqlite/own_tables.hpp"
#include "sqlite/query.hpp"

namespace profilestore::history {

using sqlite::Query;

// What was written down by _ids holds whatever has become of the row since.
std::optional<Value> Survivors::survivor_of(const Document* loser, std::int64_t import,
                                            std::int64_t row) {
  const Value* id = loser == nullptr ? nullptr : document::member(*loser, "_id");
  if (id != nullptr) {
    if (const auto part = redirect_of(*id, import)) {
      const auto kept =
          catalog::row_of_key(connection_, collection_, collection_.indexes.front(), {*part}, 0);
      return kept ? id_in(*kept) : std::nullopt;
    }
  }
  auto there = id_in(row);
  const bool has_its_id = there && id != nullptr && keys::encode(*id) == keys::encode(*there);
  return has_its_id || (there && is_still_of(row, import)) ? there : std::nullopt;
}

std::optional<Value> Survivors::id_in(std::int64_t row) {
  catalog::StoredRows stored(connection_, collection_, "WHERE row = ?1");
  stored.query().bind(1, row);
  if (!stored.next()) return std::nullopt;
  return stored.document().at("_id");
}

std::optional<keys::Part> Survivors::redirect_of(const Value& id, std::int64_t import) {
  Query query(connection_,
              fmt::format("SELECT survivor, {} FROM ps_redirects WHERE collection = ?1 "
                          "AND id = ?2 AND import = ?3",
                          sqlite::own_row_is_sound("ps_redirects")));
  const keys::Part part = keys::encode(id);
  query.bind(1, collection_.id).bind_part(2, part).bind(3, import);
  if (!query.step()) return std::nullopt;
  sqlite::require_sound_own(connection_, query, 1, "ps_redirects");
  return query.part(0);
}

// An application's document has no origin, and one of a later import was inserted by that.
bool Survivors::is_still_of(std::int64_t row, std::int64_t import) {
  Query query(
      connection_,
      fmt::format("SELECT (SELECT origin FROM {} WHERE row = ?2) IS NOT NULL AND max(import) <= ?3 "
                  "FROM ps_provenance WHERE collection = ?1 AND row = ?2 AND written IS NULL",
                  sqlite::identifier(collection_.table)));
  query.bind(1, collection_.id).bind(2, row).bind(3, import);
  return query.step() && query.integer(0) != 0;
}

}  // namespace profilestore::history

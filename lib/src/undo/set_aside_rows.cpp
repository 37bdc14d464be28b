#include "undo/set_aside_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "sqlite/digest_blob.hpp"
#include "sqlite/own_tables.hpp"
#include "sqlite/query.hpp"

namespace profilestore::undoing {
namespace {

using sqlite::Query;

constexpr const char *archive = "ps_archive", *quarantine = "ps_quarantine";

std::vector<SetAsideRow> read_aside(Query& rows) {
  std::vector<SetAsideRow> all;
  while (rows.step())
    all.push_back(
        {rows.text(0) == archive ? archive : quarantine, rows.integer(1), rows.integer(2)});
  return all;
}

}  // namespace

std::vector<SetAsideRow> SetAsideRows::of(const char* sql, std::int64_t import) {
  Query rows(connection_, sql);
  rows.bind(1, import);
  return read_aside(rows);
}

std::vector<SetAsideRow> SetAsideRows::made_by(const history::Record& record) {
  constexpr const char* sql =
      "SELECT 'ps_archive' AS place, id, row FROM ps_archive WHERE collection = ?2 AND import > ?1 "
      "AND row BETWEEN ?3 AND ?4 UNION ALL SELECT 'ps_quarantine', id, row FROM ps_quarantine "
      "WHERE collection = ?2 AND import > ?1 AND row BETWEEN ?3 AND ?4 ORDER BY row, place, id";
  Query rows(connection_, sql);
  rows.bind(1, record.id).bind(2, record.collection);
  rows.bind(3, *record.first_row).bind(4, *record.last_row);
  std::vector<SetAsideRow> all = read_aside(rows);
  const auto same_row = [](const SetAsideRow& a, const SetAsideRow& b) { return a.row == b.row; };
  all.erase(std::unique(all.begin(), all.end(), same_row), all.end());
  return all;
}

history::StoredDocument SetAsideRows::document(const SetAsideRow& aside) {
  Query row(connection_, fmt::format("SELECT body, origin, {} FROM {} WHERE id = ?1",
                                     sqlite::own_row_is_sound(aside.table), aside.table));
  row.bind(1, aside.id).step();
  sqlite::require_sound_own(connection_, row, 2, aside.table);
  history::StoredDocument document{aside.row, std::string(row.blob(0))};
  if (!row.is_null(1)) document.origin = sqlite::digest_in(row.blob(1));
  return document;
}

std::string SetAsideRows::digest(const SetAsideRow& aside) {
  Query row(connection_, fmt::format("SELECT digest FROM {} WHERE id = ?1", aside.table));
  row.bind(1, aside.id).step();
  return std::string(row.blob(0));
}

std::optional<std::int64_t> SetAsideRows::survivor(const SetAsideRow& aside) {
  if (std::string_view(aside.table) != archive) return std::nullopt;
  Query row(connection_, "SELECT survivor FROM ps_archive WHERE id = ?1");
  row.bind(1, aside.id).step();
  return row.integer(0);
}

void SetAsideRows::erase(const SetAsideRow& aside) {
  Query row(connection_, fmt::format("DELETE FROM {} WHERE id = ?1", aside.table));
  row.bind(1, aside.id).run();
}

std::vector<std::string> SetAsideRows::archived_digests(std::int64_t first, std::int64_t last) {
  Query rows(connection_, "SELECT digest FROM ps_archive WHERE id BETWEEN ?1 AND ?2 ORDER BY id");
  rows.bind(1, first).bind(2, last);
  std::vector<std::string> digests;
  while (rows.step()) digests.emplace_back(rows.blob(0));
  return digests;
}

void SetAsideRows::erase_archived(std::int64_t first, std::int64_t last) {
  Query rows(connection_, "DELETE FROM ps_archive WHERE id BETWEEN ?1 AND ?2");
  rows.bind(1, first).bind(2, last).run();
}

}  // namespace profilestore::undoing

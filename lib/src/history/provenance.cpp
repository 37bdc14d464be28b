#include "history/provenance.hpp"

#include <fmt/format.h>

#include <string>

#include "sqlite/own_tables.hpp"

namespace profilestore::history {
namespace {

using sqlite::Query;

}  // namespace

Provenance::Provenance(sqlite::Connection& connection, std::int64_t import, std::int64_t collection)
    : query_(connection,
             "INSERT INTO ps_provenance (collection, row, import, source, line, offset, fields, "
             "written, sum) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, "
             "ps_sum(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8))") {
  query_.bind(1, collection).bind(3, import);
}

void Provenance::add(std::int64_t row, const SourcePosition& place, const Value& fields,
                     std::string_view written) {
  const std::string text = fields.empty() ? "" : fields.dump();
  query_.bind(2, row).bind(4, int{place.source}).bind(5, std::int64_t{place.line});
  query_.bind(6, static_cast<std::int64_t>(place.offset));
  text.empty() ? query_.bind_null(7) : query_.bind(7, text);
  written.empty() ? query_.bind_null(8) : query_.bind(8, written);
  query_.run();
  query_.reset();
}

std::optional<std::string> text_written(sqlite::Connection& connection, std::int64_t import,
                                        std::int64_t collection, std::int64_t row) {
  Query query(
      connection,
      fmt::format("SELECT written, {} FROM ps_provenance WHERE collection = ?1 AND row = ?2 "
                  "AND import = ?3 AND written IS NOT NULL",
                  sqlite::own_row_is_sound("ps_provenance")));
  query.bind(1, collection).bind(2, row).bind(3, import);
  if (!query.step()) return std::nullopt;
  sqlite::require_sound_own(connection, query, 1, "ps_provenance");
  return std::string(query.text(0));
}

void forget_provenance(sqlite::Connection& connection, std::int64_t import, std::int64_t collection,
                       std::int64_t first, std::int64_t last) {
  Query query(connection,
              "DELETE FROM ps_provenance WHERE collection = ?1 AND row BETWEEN ?2 AND ?4 AND "
              "import = ?3");
  query.bind(1, collection).bind(2, first).bind(3, import).bind(4, last).run();
}

}  // namespace profilestore::history

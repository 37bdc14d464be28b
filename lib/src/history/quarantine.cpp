#include "history/quarantine.hpp"

#include <fmt/format.h>

#include "sqlite/digest_blob.hpp"
#include "sqlite/own_tables.hpp"
#include "sqlite/query.hpp"

namespace profilestore::history {
namespace {

using sqlite::Query;

constexpr std::size_t longest_part = 64 * 1024 * 1024;

}  // namespace

bool Quarantine::has(std::string_view piece) const {
  do {
    const std::string_view part = piece.substr(0, longest_part);
    if (!has_part(part)) return false;
    piece.remove_prefix(part.size());
  } while (!piece.empty());
  return true;
}

// A document of the store may be there under the same digest, and have been edited since.
bool Quarantine::has_part(std::string_view part) const {
  Query query(connection_,
              fmt::format("SELECT {} FROM ps_quarantine WHERE collection = ?1 AND digest = ?2 AND "
                          "body = ?3 LIMIT 1",
                          sqlite::own_row_is_sound("ps_quarantine")));
  const merge::Digest digest = document::digest_of(part);
  query.bind(1, collection_).bind_blob(2, sqlite::blob_of(digest));
  if (!query.bind_blob(3, part).step()) return false;
  sqlite::require_sound_own(connection_, query, 0, "ps_quarantine");
  return true;
}

std::optional<std::string> Quarantine::body_of(const merge::Digest& digest) const {
  Query query(connection_, fmt::format("SELECT body, {} FROM ps_quarantine WHERE collection = ?1 "
                                       "AND digest = ?2 ORDER BY source, id LIMIT 1",
                                       sqlite::own_row_is_sound("ps_quarantine")));
  query.bind(1, collection_).bind_blob(2, sqlite::blob_of(digest));
  if (!query.step()) return std::nullopt;
  sqlite::require_sound_own(connection_, query, 1, "ps_quarantine");
  return std::string(query.blob(0));
}

void Quarantine::keep(std::int64_t import, const merge::Candidate& place, std::string_view piece,
                      std::string_view reason) {
  std::uint64_t offset = place.offset;
  do {
    const std::string_view part = piece.substr(0, longest_part);
    const merge::Digest digest = document::digest_of(part);
    Query query(connection_,
                "INSERT INTO ps_quarantine (import, collection, source, line, offset, reason, "
                "digest, body, sum) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, "
                "ps_sum(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8))");
    query.bind(1, import).bind(2, collection_).bind(3, int{place.source});
    query.bind(4, std::int64_t{place.line}).bind(5, static_cast<std::int64_t>(offset));
    query.bind(6, reason).bind_blob(7, sqlite::blob_of(digest)).bind_blob(8, part).run();
    offset += part.size();
    piece.remove_prefix(part.size());
  } while (!piece.empty());
}

void Quarantine::keep(std::int64_t import, const StoredDocument& document,
                      std::string_view reason) {
  const merge::Digest digest = document.digest();
  Query query(
      connection_,
      "INSERT INTO ps_quarantine (import, collection, source, line, offset, reason, digest, "
      "body, row, origin, sum) VALUES (?1, ?2, 0, 0, 0, ?3, ?4, ?5, ?6, ?7, "
      "ps_sum(?1, ?2, 0, 0, 0, ?3, ?4, ?5, ?6, ?7))");
  query.bind(1, import).bind(2, collection_).bind(3, reason).bind_blob(4, sqlite::blob_of(digest));
  query.bind_blob(5, document.text).bind(6, document.row);
  if (document.origin) query.bind_blob(7, sqlite::blob_of(*document.origin));
  query.run();
}

}  // namespace profilestore::history

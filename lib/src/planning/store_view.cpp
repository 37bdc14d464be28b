#include "planning/store_view.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "catalog/rows.hpp"
#include "history/archive.hpp"
#include "history/origin.hpp"
#include "history/references_record.hpp"
#include "planning/person_check.hpp"
#include "sqlite/digest_blob.hpp"
#include "sqlite/identifier.hpp"
#include "sqlite/own_tables.hpp"
#include "sqlite/query.hpp"

namespace profilestore::planning {
namespace {

using document::Digest;
using sqlite::Query;

std::int64_t greatest_row(sqlite::Connection& connection,
                          const catalog::CollectionEntry& collection) {
  return connection.number(
      fmt::format("SELECT max(row) FROM {}", sqlite::identifier(collection.table)));
}

bool has_archive(sqlite::Connection& connection, const catalog::CollectionEntry& collection) {
  Query any(connection, "SELECT 1 FROM ps_archive WHERE collection = ?1 LIMIT 1");
  any.bind(1, collection.id);
  return any.step();
}

}  // namespace

StoreView::StoreView(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
                     const staging::ImportSchema& schema)
    : connection_(connection),
      collection_(collection),
      schema_(schema),
      reader_(schema),
      pieces_(connection),
      last_row_(greatest_row(connection, collection)),
      has_archive_(has_archive(connection, collection)) {}

std::vector<std::int64_t> StoreView::rows_of(std::size_t index, const Document& fields) {
  keys::Extract extract = schema_.indexes[index].extract(fields);
  if (extract.state == keys::State::keyed) extract.keys = {std::move(extract.key)};
  std::vector<std::int64_t> rows;
  for (const keys::Key& key : extract.keys)
    if (const auto row =
            catalog::row_of_key(connection_, collection_, collection_.indexes[index], key, 0))
      rows.push_back(*row);
  return rows;
}

std::optional<std::int64_t> StoreView::row_of(std::size_t index, const Document& fields,
                                              std::int64_t own) {
  for (const std::int64_t row : rows_of(index, fields))
    if (row != own) return row;
  return std::nullopt;
}

std::optional<merge::Stored> StoreView::find(std::size_t index, const Document& fields) {
  const auto row = row_of(index, fields, 0);
  return row ? std::optional(stored_at(*row)) : std::nullopt;
}

merge::Stored StoreView::stored_at(std::int64_t row) {
  const history::StoredDocument document = history::stored_document(connection_, collection_, row);
  const staging::ReadDocument read = read_stored(document.text);
  merge::Stored stored{row, read.content, document.origin.value_or(Digest{}),
                       std::vector<std::int64_t>(schema_.rules.size())};
  schema_.rules.score(read.fields, read.filled, stored.scores);
  // To be replaced is also to lose what was changed since.
  if (schema_.existing == merge::Existing::replace &&
      !history::is_as_imported(read.text, stored.origin))
    stored.origin = {};
  return stored;
}

std::string StoreView::text_of(std::int64_t row) {
  return history::stored_document(connection_, collection_, row).text;
}

std::vector<Document> StoreView::set_aside_for(std::int64_t row) {
  std::vector<Document> documents;
  if (!has_archive_) return documents;
  Query rows(
      connection_,
      fmt::format("SELECT aside.body, aside.import, coalesce(source.format, ''), "
                  "coalesce(source.header, ''), {} FROM ps_archive AS aside "
                  "LEFT JOIN ps_sources AS source "
                  "ON source.import = aside.import AND source.number = aside.source "
                  "WHERE aside.collection = ?1 AND aside.survivor = ?2 AND aside.reason <> ?3 "
                  "ORDER BY aside.import DESC, aside.source > 0, aside.id",
                  sqlite::own_row_is_sound("ps_archive", "aside")));
  rows.bind(1, collection_.id).bind(2, row).bind(3, history::references_rewritten);
  while (rows.step()) {
    sqlite::require_sound_own(connection_, rows, 4, "ps_archive");
    if (auto document =
            pieces_.document_of(rows.blob(0), rows.integer(1), rows.text(2), rows.text(3)))
      documents.push_back(*std::move(document));
  }
  return documents;
}

bool StoreView::set_aside_by_identity(std::string_view piece) {
  Query query(connection_,
              "SELECT 1 FROM ps_quarantine WHERE collection = ?1 AND digest = ?2 "
              "AND substr(reason, 1, ?3) = ?4 LIMIT 1");
  const Digest digest = document::digest_of(piece);
  query.bind(1, collection_.id).bind_blob(2, sqlite::blob_of(digest));
  query.bind(3, static_cast<std::int64_t>(identity_conflict.size())).bind(4, identity_conflict);
  return query.step();
}

history::NotDuplicates StoreView::not_duplicates() { return {connection_, collection_.id}; }

staging::ReadDocument StoreView::read_stored(std::string_view text) {
  std::string padded(text);
  padded.resize(text.size() + extjson::Reader::padding());
  return reader_.read(std::string_view(padded).substr(0, text.size()));
}

bool StoreView::archived(const Digest& content) {
  if (!has_archive_) return false;
  Query query(connection_,
              "SELECT 1 FROM ps_archive WHERE collection = ?1 AND digest = ?2 LIMIT 1");
  query.bind(1, collection_.id).bind_blob(2, sqlite::blob_of(content));
  return query.step();
}

bool StoreView::made_of(const Digest& content) {
  if (!has_archive_) return false;
  Query query(connection_,
              "SELECT 1 FROM ps_archive WHERE collection = ?1 AND digest = ?2 "
              "AND reason IN (?3, ?4, ?5) LIMIT 1");
  query.bind(1, collection_.id)
      .bind_blob(2, sqlite::blob_of(content))
      .bind(3, history::made_by_merging);
  query.bind(4, history::gave_to_stored).bind(5, history::made_by_adoption);
  return query.step();
}

}  // namespace profilestore::planning

#include "crud/once.hpp"

#include <fmt/format.h>

#include <chrono>

#include "catalog/rows.hpp"
#include "document/bytes.hpp"
#include "sqlite/own_tables.hpp"
#include "sqlite/query.hpp"

namespace profilestore::crud {
namespace {

using sqlite::Query;

constexpr std::size_t longest_id = 128;  // bytes
constexpr std::int64_t kept_operations = 10'000, kept_milliseconds = 10 * 60 * 1000;
constexpr std::int64_t day = 24LL * 60 * 60 * 1000;

constexpr auto keep_sql =
    "INSERT INTO ps_operations (id, call, done, result, before, after, sum) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ps_sum(?1, ?2, ?3, ?4, ?5, ?6))";

// By number, since a clock may be set: what lies in the future by more than a day is old, too. A
// few at a time, so that no write pays for many.
constexpr auto forget_sql =
    "DELETE FROM ps_operations WHERE number IN (SELECT number FROM ps_operations "
    "WHERE number <= ?1 AND (done < ?2 OR done > ?3) ORDER BY number LIMIT 4)";

std::int64_t now() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

std::optional<Document> image(Query& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return catalog::decode(row.text(column));
}

void bind_image(Query& query, int parameter, const std::optional<std::string>& text) {
  if (text)
    query.bind(parameter, std::string_view(*text));
  else
    query.bind_null(parameter);
}

std::optional<std::string> text_of(const std::optional<Document>& image) {
  if (!image) return std::nullopt;
  return image->dump();
}

template <class Options>
Document said_by_all(const Options& options) {
  Document said = {{"hint", options.hint}};
  if (options.collation) said["collation"] = document_of(*options.collation);
  if (!options.let.is_null() && !options.let.empty()) said["let"] = options.let;
  return said;
}

template <class Options>
Document said_by_finding(const Options& options) {
  Document said = said_by_all(options);
  said["thenBy"] = options.then_by;
  said["sort"] = options.sort;
  said["projection"] = options.projection;
  return said;
}

}  // namespace

Once::Once(std::string id, const Document& call) : id_(std::move(id)) {
  if (id_.empty()) return;
  if (id_.size() > longest_id)
    throw InvalidInput(
        2, fmt::format("operation_id takes {} bytes, more than {}", id_.size(), longest_id));
  const auto digest =
      document::digest_of(call.dump(-1, ' ', false, Document::error_handler_t::replace));
  call_ = document::hex_of({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

std::optional<KeptResult> Once::first_result(store::WriteTransaction& write) const {
  Query row(write.connection(),
            fmt::format("SELECT call, result, before, after, {} FROM ps_operations WHERE id = ?1",
                        sqlite::own_row_is_sound("ps_operations")));
  if (!row.bind(1, std::string_view(id_)).step()) return std::nullopt;
  sqlite::require_sound_own(write.connection(), row, 4, "ps_operations");
  if (row.text(0) != call_)
    throw InvalidInput(2,
                       "operation_id was given to another call before; nothing was done. Repeat "
                       "a call as it was, or give each its own id");
  return KeptResult{catalog::decode(row.text(1)), image(row, 2), image(row, 3)};
}

void Once::keep(store::WriteTransaction& write, const KeptResult& result) const {
  const std::string counts = result.counts.dump();
  const auto before = text_of(result.before), after = text_of(result.after);
  const std::int64_t done = now();
  Query row(write.connection(), keep_sql);
  row.bind(1, std::string_view(id_)).bind(2, std::string_view(call_)).bind(3, done);
  row.bind(4, std::string_view(counts));
  bind_image(row, 5, before);
  bind_image(row, 6, after);
  row.run();
  const std::int64_t number = sqlite3_last_insert_rowid(write.connection().handle());
  Query forget(write.connection(), forget_sql);
  forget.bind(1, number - kept_operations).bind(2, done - kept_milliseconds).bind(3, done + day);
  forget.run();
}

KeptResult kept(const InsertOneResult& result) { return {{{"id", result.inserted_id}}}; }

KeptResult kept(const Outcome& result) {
  KeptResult kept{
      {{"matched", result.matched}, {"modified", result.modified}, {"inserted", result.inserted}},
      result.before,
      result.after};
  if (result.upserted_id) kept.counts["id"] = *result.upserted_id;
  return kept;
}

KeptResult kept(const UpdateResult& result) {
  KeptResult kept{{{"matched", result.matched_count}, {"modified", result.modified_count}}};
  if (result.upserted_id) kept.counts["id"] = *result.upserted_id;
  return kept;
}

KeptResult kept(const DeleteResult& result) { return {{{"deleted", result.deleted_count}}}; }

KeptResult kept(const std::optional<Document>& removed) { return {Document::object(), removed}; }

void restore(KeptResult kept, InsertOneResult& result) {
  result.inserted_id = std::move(kept.counts.at("id"));
}

void restore(KeptResult kept, Outcome& result) {
  result.before = std::move(kept.before);
  result.after = std::move(kept.after);
  result.matched = kept.counts.at("matched").get<bool>();
  result.modified = kept.counts.at("modified").get<bool>();
  result.inserted = kept.counts.at("inserted").get<bool>();
  if (kept.counts.contains("id")) result.upserted_id = kept.counts.at("id");
}

void restore(KeptResult kept, UpdateResult& result) {
  result.matched_count = kept.counts.at("matched").get<std::int64_t>();
  result.modified_count = kept.counts.at("modified").get<std::int64_t>();
  if (kept.counts.contains("id")) result.upserted_id = kept.counts.at("id");
}

void restore(KeptResult kept, DeleteResult& result) {
  result.deleted_count = kept.counts.at("deleted").get<std::int64_t>();
}

void restore(KeptResult kept, std::optional<Document>& removed) {
  removed = std::move(kept.before);
}

Document said(const InsertOneOptions&) { return {}; }

Document said(const UpdateOptions& options) {
  Document said = said_by_finding(options);
  said["upsert"] = options.upsert;
  said["returning"] = static_cast<int>(options.returning);
  said["arrayFilters"] = options.array_filters;
  return said;
}

Document said(const ReplaceOptions& options) {
  Document said = said_by_finding(options);
  said["upsert"] = options.upsert;
  said["returning"] = static_cast<int>(options.returning);
  return said;
}

Document said(const DeleteOptions& options) { return said_by_all(options); }

Document said(const FindOneOptions& options) { return said_by_finding(options); }

}  // namespace profilestore::crud

#include <profilestore/explain.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "catalog/rows.hpp"
#include "document/path.hpp"
#include "document/type.hpp"
#include "extjson/reader.hpp"
#include "history/archive.hpp"
#include "history/origin.hpp"
#include "history/references_record.hpp"
#include "sqlite/own_tables.hpp"
#include "sqlite/query.hpp"
#include "store/core.hpp"

namespace profilestore {
namespace {

using catalog::CollectionEntry;
using catalog::IndexEntry;
using history::StoredDocument;
using sqlite::Query;

/// One import that wrote a row.
struct Writing {
  std::int64_t import, source, line, offset;
  Value fields;                        ///< {} if all are the survivor's own
  std::optional<std::string> written;  ///< nothing: it inserted the document
};

// The document that would have `key`, {path: value, …} or one value, under the index; nothing if
// `key` is not of its form.
std::optional<Document> holder_of(const IndexEntry& entry, const Value& key) {
  const auto& paths = entry.index.paths();
  const auto stands_in_key = [&](const document::Path& path) { return key.contains(path.text()); };
  const bool by_path = document::is_plain_object(key) && key.size() == paths.size() &&
                       std::ranges::all_of(paths, stands_in_key);
  if (!by_path && paths.size() != 1) return std::nullopt;
  Document holder = Document::object();
  for (const document::Path& path : paths)
    document::put(holder, path, by_path ? key[path.text()] : key);
  return holder;
}

std::int64_t row_of(sqlite::Connection& connection, const CollectionEntry& collection,
                    const Value& key) {
  std::optional<std::int64_t> found;
  for (const IndexEntry& entry : collection.indexes) {
    if (!entry.unique()) continue;
    const std::optional<Document> holder = holder_of(entry, key);
    if (!holder) continue;
    const keys::Extract extract = entry.extract(*holder);
    if (extract.state != keys::State::keyed) continue;
    const auto row = catalog::row_of_key(connection, collection, entry, extract.key, 0);
    if (row && found && *row != *found)
      throw InvalidInput(2,
                         "two documents have that key, under different indexes; name the path, "
                         "as in {\"email\": \"ana@example.org\"}");
    if (row) found = row;
  }
  if (!found)
    throw InvalidInput(2, fmt::format("collection {} has no document with that key under a unique "
                                      "index",
                                      collection.name));
  return *found;
}

class Explainer {
 public:
  Explainer(sqlite::Connection& connection, const CollectionEntry& collection, std::int64_t row)
      : connection_(connection), stored_(history::stored_document(connection, collection, row)) {
    explanation_.document = catalog::decode(stored_.text);
    read_writings(collection.id);
    if (!stored_.origin) keep_rewriting();
  }

  Explanation run() {
    if (const auto before = before_references()) return explain_references(*before);
    if (!stored_.origin || writings_.empty()) {
      add_all();
      return std::move(explanation_);
    }
    const Writing& last = writings_.back();
    explanation_.import = std::to_string(last.import);
    explanation_.edited = !history::is_as_imported(stored_.text, *stored_.origin);
    const Document written = last.written ? catalog::decode(*last.written) : explanation_.document;
    const bool unknown = explanation_.edited && !last.written;
    for (const auto& [name, value] : explanation_.document.items()) {
      const Value* before = document::member(written, name);
      if (unknown || before == nullptr || before->dump() != value.dump())
        explanation_.fields.push_back({name, "", "", {}});
      else
        explain_field(name, writings_.size());
    }
    return std::move(explanation_);
  }

 private:
  void read_writings(std::int64_t collection) {
    Query rows(connection_,
               fmt::format("SELECT import, source, line, offset, fields, written, {} FROM "
                           "ps_provenance WHERE collection = ?1 AND row = ?2 ORDER BY import",
                           sqlite::own_row_is_sound("ps_provenance")));
    rows.bind(1, collection).bind(2, stored_.row);
    while (rows.step()) {
      sqlite::require_sound_own(connection_, rows, 6, "ps_provenance");
      // A row that was free again is another document's.
      if (rows.is_null(5)) writings_.clear();
      writings_.push_back(
          {rows.integer(0), rows.integer(1), rows.integer(2), rows.integer(3),
           rows.is_null(4) ? Value::object() : Value::parse(rows.text(4)),
           rows.is_null(5) ? std::nullopt : std::optional(std::string(rows.text(5)))});
    }
  }

  // What the document was before its references were rewritten, if that is what happened last.
  std::optional<std::string> before_references() {
    if (writings_.empty() || writings_.back().written != stored_.text) return std::nullopt;
    Query row(connection_, fmt::format("SELECT body, {} FROM ps_archive WHERE import = ?1 "
                                       "AND row = ?2 AND reason = ?3",
                                       sqlite::own_row_is_sound("ps_archive")));
    row.bind(1, writings_.back().import)
        .bind(2, stored_.row)
        .bind(3, history::references_rewritten);
    if (!row.step()) return std::nullopt;
    sqlite::require_sound_own(connection_, row, 1, "ps_archive");
    return std::string(row.blob(0));
  }

  Explanation explain_references(const std::string& before) {
    const Writing rewriting = std::move(writings_.back());
    writings_.pop_back();
    const Document document = std::exchange(explanation_.document, catalog::decode(before));
    stored_.text = before;
    Explanation explained = run();
    explained.document = document;
    explained.import = std::to_string(rewriting.import);
    for (const auto& [path, taken] : rewriting.fields.items()) {
      const auto field = std::ranges::find(explained.fields, path, &ExplainedField::field);
      ExplainedField& put =
          field == explained.fields.end() ? explained.fields.emplace_back() : *field;
      put = {path, explained.import, taken.at("rule"), {origin_of(rewriting.import, taken)}};
    }
    return explained;
  }

  // An application's document: what is known of its row may be another's, but for who rewrote its
  // references last.
  void keep_rewriting() {
    const bool known = !writings_.empty() && writings_.back().written == stored_.text;
    writings_.erase(writings_.begin(), known ? writings_.end() - 1 : writings_.end());
  }

  void add_all() {
    for (const auto& [name, value] : explanation_.document.items())
      explanation_.fields.push_back({name, "", "", {}});
  }

  // The field as the first `until` of the imports left it. What one found in the store an earlier
  // one has written, or the application.
  void explain_field(const std::string& name, std::size_t until) {
    if (until == 0) {
      explanation_.fields.push_back({name, "", "", {}});
      return;
    }
    const Writing& writing = writings_[until - 1];
    bool whole = false;
    std::vector<std::string> parts;
    for (const auto& [path, taken] : writing.fields.items()) {
      if (path == name)
        whole = true;
      else if (path.starts_with(name + "."))
        parts.push_back(path);
    }
    if (whole)
      add_taken(name, writing);
    else
      add_own(name, writing, until);
    for (const std::string& path : parts) add_taken(path, writing);
  }

  void add_own(const std::string& name, const Writing& writing, std::size_t until) {
    if (writing.source == 0) return explain_field(name, until - 1);
    explanation_.fields.push_back({name, std::to_string(writing.import), "", {origin_of(writing)}});
  }

  void add_taken(const std::string& name, const Writing& writing) {
    const Value& taken = writing.fields.at(name);
    ExplainedField field{name, std::to_string(writing.import), taken.at("rule"), {}};
    field.origins.push_back(origin_of(writing.import, taken));
    if (taken.contains("others"))
      for (const Value& other : taken["others"])
        field.origins.push_back(origin_of(writing.import, other));
    explanation_.fields.push_back(std::move(field));
  }

  FieldOrigin origin_of(const Writing& writing) {
    return {name_of_source(writing.import, writing.source),
            static_cast<std::uint64_t>(writing.line), static_cast<std::uint64_t>(writing.offset),
            explanation_.document.at("_id")};
  }

  FieldOrigin origin_of(std::int64_t import, const Value& place) {
    // A user's source is none of the import's own.
    return {place.contains("users")
                ? place.at("users").get<std::string>()
                : name_of_source(import, place.at("source").get<std::int64_t>()),
            place.at("line").get<std::uint64_t>(), place.at("offset").get<std::uint64_t>(),
            place.at("_id")};
  }

  std::string name_of_source(std::int64_t import, std::int64_t number) {
    Query row(connection_, "SELECT name FROM ps_sources WHERE import = ?1 AND number = ?2");
    row.bind(1, import).bind(2, number);
    return row.step() ? std::string(row.text(0)) : "";
  }

  sqlite::Connection& connection_;
  StoredDocument stored_;
  std::vector<Writing> writings_;  ///< by import
  Explanation explanation_;
};

}  // namespace

Explanation explain_document(const Store& store, std::string_view collection, const Value& key) {
  const Value normal = extjson::normalise_value(key);
  auto reader = store.core()->reader();
  const auto catalog = catalog::load_catalog(reader.connection());
  const CollectionEntry& entry = catalog->existing(collection);
  return Explainer(reader.connection(), entry, row_of(reader.connection(), entry, normal)).run();
}

}  // namespace profilestore

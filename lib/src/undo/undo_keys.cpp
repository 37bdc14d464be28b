#include "undo/undo_keys.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>

#include "catalog/rows.hpp"
#include "catalog/stored_rows.hpp"
#include "extjson/reader.hpp"
#include "history/created_index.hpp"
#include "history/merge_record.hpp"
#include "history/partial_undo.hpp"
#include "history/piece_reader.hpp"
#include "sqlite/digest_blob.hpp"
#include "sqlite/identifier.hpp"
#include "sqlite/query.hpp"

namespace profilestore::undoing {
namespace {

using catalog::IndexEntry;
using document::Digest;
using keys::Key;
using sqlite::Query;

// That which the import grouped by; one without columns if the collection has it no more.
IndexEntry grouping_of(const catalog::CollectionEntry& collection, const history::Record& record) {
  if (!record.created_index.empty()) return IndexEntry(history::index_of(record.rules.at("index")));
  const Value& unique = record.rules.at("unique");
  if (unique.empty()) return collection.indexes.front();
  const Paths paths(unique[0].get<std::vector<std::string>>());
  if (const IndexEntry* entry = collection.unique_over(paths)) return *entry;
  Normalise normalise;
  if (const auto asked = record.rules.find("normalise"); asked != record.rules.end())
    for (const std::string& path : paths) normalise.add(path, normalise_of(*asked).at(path));
  return IndexEntry(
      UniqueIndex{.paths = paths, .missing = Missing::distinct, .normalise = normalise});
}

class KeysUndo {
 public:
  explicit KeysUndo(DocumentUndo& undo)
      : undo_(undo),
        record_(undo.record()),
        index_(grouping_of(undo.collection(), record_)),
        pieces_(undo.connection()) {}

  void refuse_undone(const Value& value) {
    const Digest digest = digest_of(key_of(extjson::normalise_value(value)));
    if (const auto since =
            history::undone_since(undo_.connection(), record_.id, sqlite::blob_of(digest));
        !since.empty())
      throw InvalidInput(
          2, fmt::format("that key of import {} was undone at {}; it cannot be undone again",
                         record_.id, since));
  }

  void undo(const Value& value) {
    refuse_undone(value);
    const Key key = key_of(extjson::normalise_value(value));
    const Digest digest = digest_of(key);
    const std::int64_t removed = undo_.report().removed;
    const bool whole = record_.created_index.empty() ? undo_files(key) : undo_make_unique(key);
    const std::string contents = undo_.take_contents();
    if (whole || !contents.empty())
      history::add_partial_undo(undo_.connection(), record_.id,
                                whole ? sqlite::blob_of(digest) : history::parts_of_keys,
                                undo_.report().removed - removed, contents);
  }

 private:
  static Digest digest_of(const Key& key) { return document::digest_of(keys::bytes_of(key)); }

  Key key_of(const Value& value) const {
    const std::size_t paths = index_.index.size();
    if (paths == 1) return {index_.index.part_of(0, value)};
    if (!value.is_array() || value.size() != paths)
      throw InvalidInput(2, fmt::format("import {} grouped by {}: each of its keys is an array of "
                                        "{} values, in this order",
                                        record_.id, names_of_paths(), paths));
    Key key;
    for (const Value& part : value) key.push_back(index_.index.part_of(key.size(), part));
    return key;
  }

  std::string names_of_paths() const {
    std::string names;
    for (const document::Path& path : index_.index.paths())
      names += (names.empty() ? "" : ", ") + path.text();
    return names;
  }

  [[noreturn]] void refuse_unknown() const {
    throw InvalidInput(
        4, fmt::format("import {} has nothing to undo for that key; it grouped by {}", record_.id,
                       names_of_paths()));
  }

  // Whether nothing is left of the key.
  bool undo_files(const Key& key) {
    const std::set<std::int64_t> rows = rows_of(key);
    const std::vector<SetAsideRow>& quarantined = quarantined_under(key);
    if (rows.empty() && quarantined.empty()) refuse_unknown();
    bool whole = true;
    for (const std::int64_t row : rows) whole = undo_row(row) && whole;
    if (!whole) return false;
    for (const SetAsideRow& aside : quarantined) undo_.forget(aside);
    return true;
  }

  bool undo_row(std::int64_t row) {
    const bool made = !undo_.made(row, row).empty();
    if (undo_.in_range(row) && !made) {
      ++undo_.report().gone;
      return false;
    }
    const Asides& asides = asides_of(row);
    if (made && !undo_.remove(row)) return false;
    for (const SetAsideRow& aside : asides.replaced)
      if (!undo_.put_replaced_back(aside)) return false;
    for (const SetAsideRow& aside : asides.losers) undo_.forget(aside);
    by_survivor_->erase(row);
    return true;
  }

  // Of the documents that the import made, replaced or set others aside for. What was changed since
  // may have another key by now, so of those only what is in the archive tells.
  std::set<std::int64_t> rows_of(const Key& key) {
    if (!archived_) archived_ = set_aside("ps_archive", "survivor");
    std::set<std::int64_t> rows;
    for (const SetAsideRow& aside : (*archived_)[key])
      if (undo_.in_range(aside.row) || asides_of(aside.row).any()) rows.insert(aside.row);
    const auto live = live_row(key);
    if (live && !undo_.made(*live, *live).empty()) rows.insert(*live);
    return rows;
  }

  std::optional<std::int64_t> live_row(const Key& key) {
    if (!index_.columns.empty())
      return catalog::row_of_key(undo_.connection(), undo_.collection(), index_, key, 0);
    catalog::StoredRows rows(undo_.connection(), undo_.collection(), "ORDER BY row");
    while (rows.next())
      if (has(rows.document(), key)) return rows.row();
    return std::nullopt;
  }

  std::vector<Key> keys_of(const Document& document) const {
    keys::Extract extract = index_.extract(document);
    if (extract.state == keys::State::keyed) return {std::move(extract.key)};
    return std::move(extract.keys);
  }

  bool has(const Document& document, const Key& key) const {
    const std::vector<Key> keys = keys_of(document);
    return std::ranges::find(keys, key) != keys.end();
  }

  // What is in the archive for the document of a row: that which had the row before, and others.
  struct Asides {
    std::vector<SetAsideRow> replaced, losers;
    bool any() const { return !replaced.empty() || !losers.empty(); }
  };

  const Asides& asides_of(std::int64_t row) {
    if (!by_survivor_) {
      by_survivor_.emplace();
      Query rows(undo_.connection(),
                 "SELECT id, survivor, source = 0 FROM ps_archive WHERE import = ?1 ORDER BY id");
      rows.bind(1, record_.id);
      while (rows.step()) {
        Asides& asides = (*by_survivor_)[rows.integer(1)];
        (rows.integer(2) != 0 ? asides.replaced : asides.losers)
            .push_back({"ps_archive", rows.integer(0), rows.integer(1)});
      }
    }
    return (*by_survivor_)[row];
  }

  const std::vector<SetAsideRow>& quarantined_under(const Key& key) {
    static const std::vector<SetAsideRow> none;
    if (undo_.later_imports().may_share_quarantine()) return none;
    if (!quarantined_) quarantined_ = set_aside("ps_quarantine", "0");
    return (*quarantined_)[key];
  }

  using ByKey = std::map<Key, std::vector<SetAsideRow>>;

  // All that the import set aside there, by its keys.
  ByKey set_aside(const char* table, const char* row) {
    Query rows(undo_.connection(),
               fmt::format("SELECT aside.id, {}, aside.body, coalesce(source.format, ''), "
                           "coalesce(source.header, '') FROM {} AS aside LEFT JOIN ps_sources AS "
                           "source ON source.import = aside.import AND source.number = "
                           "aside.source WHERE aside.import = ?1 ORDER BY aside.id",
                           row, table));
    rows.bind(1, record_.id);
    ByKey all;
    while (rows.step()) {
      undo_.count();
      const auto document =
          pieces_.document_of(rows.blob(2), record_.id, rows.text(3), rows.text(4));
      if (!document) continue;
      for (Key& key : keys_of(*document))
        all[std::move(key)].push_back({table, rows.integer(0), rows.integer(1)});
    }
    return all;
  }

  bool undo_make_unique(const Key& key) {
    if (created_index(undo_.collection(), record_) != nullptr)
      throw InvalidInput(
          2, fmt::format(
                 "import {0} created the index {1}, under which no two documents can share a key: "
                 "drop {1}, then undo single keys; or undo the whole import, which drops it",
                 record_.id, record_.created_index));
    if (!archived_) {
      archived_ = set_aside("ps_archive", "aside.row");
      quarantined_ = set_aside("ps_quarantine", "aside.row");
    }
    std::vector<SetAsideRow> all = (*archived_)[key];
    std::ranges::copy((*quarantined_)[key], std::back_inserter(all));
    if (all.empty()) refuse_unknown();
    std::ranges::sort(all, {}, &SetAsideRow::row);
    return undo_.put_set_aside_back(all);
  }

  DocumentUndo& undo_;
  const history::Record& record_;
  const IndexEntry index_;
  history::PieceReader pieces_;
  std::optional<ByKey> archived_, quarantined_;  ///< once they were asked for
  std::optional<std::unordered_map<std::int64_t, Asides>> by_survivor_;  ///< likewise
};

}  // namespace

void undo_keys(DocumentUndo& undo, const std::vector<Value>& keys) {
  if (history::is_of_merge(undo.record()))
    throw InvalidInput(2,
                       fmt::format("import {} merged two documents, whatever their keys: undo it "
                                   "without a key",
                                   undo.record().id));
  KeysUndo keys_undo(undo);
  // Of all before the first: who has these keys may try others for one that is not there.
  for (const Value& key : keys) keys_undo.refuse_undone(key);
  for (const Value& key : keys) keys_undo.undo(key);
}

}  // namespace profilestore::undoing

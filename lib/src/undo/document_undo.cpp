#include "undo/document_undo.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <unordered_set>

#include "catalog/rows.hpp"
#include "history/merge_record.hpp"
#include "history/origin.hpp"
#include "history/partial_undo.hpp"
#include "history/provenance.hpp"
#include "history/redirects.hpp"
#include "history/references_record.hpp"
#include "history/shared_quarantine.hpp"
#include "merge/three_way.hpp"
#include "sqlite/digest_blob.hpp"
#include "sqlite/identifier.hpp"
#include "sqlite/own_tables.hpp"
#include "sqlite/query.hpp"
#include "store/change_log.hpp"
#include "store/validator.hpp"

namespace profilestore::undoing {
namespace {

using sqlite::Query;

constexpr std::size_t most_left = 100;

}  // namespace

DocumentUndo::DocumentUndo(store::Core& core, const std::string& import_id,
                           const OnProgress& progress)
    : progress_("undoing", progress),
      write_(core, nullptr, "undo"),
      cache_(write_.connection(), "cache_size", sqlite::wide_cache),
      record_(history::read_record(write_.connection(), import_id)),
      asides_(write_.connection()),
      later_imports_(write_.connection(), record_),
      documents_(write_, collection_of(write_.catalog(), record_).name,
                 [this](std::int64_t row) { return later_imports_.made(row); }) {
  report_.id = import_id;
  check();
}

void DocumentUndo::check() {
  if (!record_.undone.empty())
    throw InvalidInput(2, fmt::format("import {} was undone at {}; it cannot be undone again",
                                      record_.id, record_.undone));
  if (const auto finder = later_imports_.finder(); !record_.sets_stored_aside() && finder)
    throw InvalidInput(
        2,
        fmt::format(
            "import {1} ran later and found existing documents; undo import {1} before import {0}",
            record_.id, *finder));
  const bool of_old = record_.ledger.inserted > 0 && !record_.first_row;
  if (of_old || number("SELECT count(*) FROM ps_archive WHERE import = ?1 AND source = 0 "
                       "AND row IS NULL") > 0)
    throw InvalidInput(2, fmt::format("import {} was run by a version of this library that did "
                                      "not keep what undo needs",
                                      record_.id));
}

bool DocumentUndo::in_range(std::int64_t row) const {
  return record_.first_row && *record_.first_row <= row && row <= *record_.last_row;
}

// A row of the import's that has no origin, or that a later import made, is no more its own.
std::vector<std::int64_t> DocumentUndo::made(std::int64_t first, std::int64_t last) {
  Query rows(connection(),
             fmt::format("SELECT row FROM {} WHERE row BETWEEN ?1 AND ?2 AND origin IS NOT NULL "
                         "ORDER BY row",
                         sqlite::identifier(collection().table)));
  rows.bind(1, first).bind(2, last);
  std::vector<std::int64_t> made;
  while (rows.step()) made.push_back(rows.integer(0));
  std::erase_if(made,
                [this](std::int64_t row) { return !in_range(row) || later_imports_.made(row); });
  return made;
}

bool DocumentUndo::remove(std::int64_t row) {
  const history::StoredDocument document = stored(row);
  if (const auto why = reason_to_leave(document)) {
    leave(document.text, {{}, *why});
    return false;
  }
  note_origin(document);
  documents_.remove(row);
  forget_provenance(row);
  ++report_.removed;
  count();
  return true;
}

bool DocumentUndo::put_replaced_back(const SetAsideRow& aside) {
  const history::StoredDocument old = asides_.document(aside);
  if (auto why = put_in_place(old)) {
    leave(old.text, *std::move(why));
    return false;
  }
  erase(aside);
  forget_provenance(aside.row);
  return true;
}

// Why it was not done; nothing if it was.
std::optional<LeftDocument> DocumentUndo::put_in_place(const history::StoredDocument& old) {
  if (!documents_.has(old.row) ||
      later_imports_.made(old.row))  // it is gone, or its row is another's
    return LeftDocument{{}, LeftReason::edited};
  const history::StoredDocument present = stored(old.row);
  auto why = reason_to_leave(present);
  if (why == LeftReason::edited && is_with_other_references(old, present)) why.reset();
  if (why == LeftReason::edited) return merge_back(old, present);
  if (why) return LeftDocument{{}, *why};
  if (!documents_.replace(old)) return LeftDocument{{}, LeftReason::clash};
  note_origin(present);
  ++report_.restored;
  return std::nullopt;
}

// As the import left it, which rewrote its references and nothing else.
bool DocumentUndo::is_with_other_references(const history::StoredDocument& old,
                                            const history::StoredDocument& present) {
  return history::is_of_references(record_) && present.origin == old.origin &&
         written(old.row) == present.text;
}

// What the import wrote is what both started from: undo changes it back, the application changed it
// since. A row without an origin, or with another _id, is another document's.
std::optional<LeftDocument> DocumentUndo::merge_back(const history::StoredDocument& old,
                                                     const history::StoredDocument& edited) {
  const auto text = written(old.row);
  const bool its_own =
      history::is_of_references(record_) ? edited.origin == old.origin : edited.origin.has_value();
  if (!text || !its_own) return LeftDocument{{}, LeftReason::edited};
  const Document base = catalog::decode(*text), mine = catalog::decode(edited.text);
  if (base.at("_id") != mine.at("_id")) return LeftDocument{{}, LeftReason::edited};
  // Stamped with each change, it says nothing of what was changed.
  std::vector<std::string> stamps;
  if (collection().timestamps) stamps.push_back("updatedAt");
  auto merged = merge::merge_three_ways(base, catalog::decode(old.text), mine, stamps);
  if (!merged.overlaps.empty())
    return LeftDocument{{}, LeftReason::edited, std::move(merged.overlaps)};
  try {
    auto failures = catalog::check_write(collection(), &mine, merged.document);
    if (!documents_.replace({old.row, catalog::encode(merged.document), old.origin}))
      return LeftDocument{{}, LeftReason::clash};
    store::warn(write_, collection(), std::move(failures));
  } catch (const InvalidInput&) {  // it fails the validator, or is too large
    return LeftDocument{{}, LeftReason::invalid};
  }
  note_origin(edited);
  ++report_.merged;
  return std::nullopt;
}

std::optional<std::string> DocumentUndo::written(std::int64_t row) {
  return history::text_written(connection(), record_.id, record_.collection, row);
}

bool DocumentUndo::put_set_aside_back(const std::vector<SetAsideRow>& asides) {
  bool whole = true;
  std::unordered_set<std::int64_t> left;
  std::vector<std::pair<SetAsideRow, std::int64_t>> losers;
  for (const SetAsideRow& aside : asides) {
    const std::int64_t survivor = asides_.survivor(aside).value_or(0);
    if (survivor != aside.row) {
      losers.emplace_back(aside, survivor);
    } else if (!put_replaced_back(aside)) {
      whole = false;
      if (documents_.has(aside.row)) left.insert(survivor);  // else what it took is gone with it
    }
  }
  for (const auto& [aside, survivor] : losers) {
    if (left.contains(survivor)) continue;
    const bool newer_gave = history::is_of_merge(record_) && later_imports_.built_on(survivor);
    if (newer_gave) leave(aside, LeftReason::built_on);
    if (newer_gave || !put_loser_back(aside)) whole = false;
  }
  return whole;
}

bool DocumentUndo::put_loser_back(const SetAsideRow& aside) {
  const history::StoredDocument old = asides_.document(aside);
  const auto row = documents_.insert(old);
  if (!row) {
    leave(old.text, {{}, LeftReason::clash});
    return false;
  }
  erase(aside);
  ++report_.restored;
  if (*row != aside.row) ++report_.moved;
  return true;
}

std::optional<LeftReason> DocumentUndo::reason_to_leave(
    const history::StoredDocument& document) const {
  if (later_imports_.built_on(document.row)) return LeftReason::built_on;
  if (!document.origin || !history::is_as_imported(document.text, *document.origin))
    return LeftReason::edited;
  return std::nullopt;
}

void DocumentUndo::forget(const SetAsideRow& aside) {
  take(asides_.digest(aside));
  erase(aside);
}

void DocumentUndo::erase(const SetAsideRow& aside) {
  asides_.erase(aside);
  count();
}

std::vector<SetAsideRow> DocumentUndo::set_aside_later() {
  std::vector<SetAsideRow> all = asides_.made_by(record_);
  // The row of one that is gone may be another's by now.
  std::erase_if(all,
                [this](const SetAsideRow& aside) { return !made(aside.row, aside.row).empty(); });
  return all;
}

void DocumentUndo::note_quarantined() {
  Query rows(connection(), "SELECT digest FROM ps_quarantine WHERE import = ?1 ORDER BY id");
  rows.bind(1, record_.id);
  while (rows.step()) take(rows.blob(0));
}

void DocumentUndo::forget_quarantine() {
  history::forget_quarantine(connection(), record_.collection);
}

void DocumentUndo::note_origin(const history::StoredDocument& document) {
  if (document.origin) take(sqlite::blob_of(*document.origin));
}

void DocumentUndo::take(std::string_view digest) {
  contents_ += digest;
  if (!later_imports_.partly_undone().empty()) all_contents_ += digest;
}

void DocumentUndo::leave(const SetAsideRow& aside, LeftReason why) {
  leave(asides_.document(aside).text, {{}, why});
}

// What they found there is gone, now that they are.
void DocumentUndo::tell_later_imports() {
  if (all_contents_.empty()) return;
  for (const std::int64_t import : later_imports_.partly_undone())
    history::add_partial_undo(connection(), import, history::all_but_what_was_left, 0,
                              all_contents_);
}

UndoReport DocumentUndo::finish() {
  tell_later_imports();
  history::forget_redirects(connection(), collection(), record_.id);
  report_.references = history::references_by(connection(), record_);
  const auto documents = report_.removed + report_.restored + report_.merged;
  write_.note({.kind = EventKind::undo, .collection = collection().name, .documents = documents});
  if (documents > 0)
    store::note_many(
        write_, collection(), "undo",
        {{"removed", report_.removed}, {"restored", report_.restored}, {"merged", report_.merged}});
  write_.commit();
  return std::move(report_);
}

void DocumentUndo::forget_provenance(std::int64_t row) {
  history::forget_provenance(connection(), record_.id, record_.collection, row, row);
}

history::StoredDocument DocumentUndo::stored(std::int64_t row) {
  return history::stored_document(connection(), collection(), row);
}

void DocumentUndo::leave(const std::string& text, LeftDocument why) {
  ++(why.why == LeftReason::edited     ? report_.edited
     : why.why == LeftReason::built_on ? report_.built_on
     : why.why == LeftReason::invalid  ? report_.invalid
                                       : report_.clashes);
  count();
  if (report_.left.size() >= most_left) return;
  why.id = catalog::decode(text).at("_id");
  report_.left.push_back(std::move(why));
}

std::int64_t DocumentUndo::number(const char* sql) {
  Query query(connection(), sql);
  query.bind(1, record_.id).step();
  return query.integer(0);
}

}  // namespace profilestore::undoing

// What both undos have in common, of a whole import and of some of its keys: one document at a time
// that is undone or left, and why.
#pragma once

#include <optional>
#include <profilestore/import.hpp>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "history/later_imports.hpp"
#include "history/record.hpp"
#include "sources/progress_reporter.hpp"
#include "sqlite/held_pragma.hpp"
#include "store/write_transaction.hpp"
#include "undo/restore.hpp"
#include "undo/set_aside_rows.hpp"

namespace profilestore::undoing {

class DocumentUndo {
 public:
  /// Throws InvalidInput as profilestore::undo_import does, for the import itself.
  /// REQUIRES: `progress`, which may be empty, stays.
  DocumentUndo(store::Core& core, const std::string& import_id, const OnProgress& progress);

  store::WriteTransaction& write() { return write_; }
  sqlite::Connection& connection() { return write_.connection(); }
  const history::Record& record() const { return record_; }
  const history::LaterImports& later_imports() const { return later_imports_; }
  const catalog::CollectionEntry& collection() const { return documents_.collection(); }
  UndoReport& report() { return report_; }

  /// Whether the row is one of those that the import made.
  bool in_range(std::int64_t row) const;

  /// The documents that it made, in [first, last], and that nobody else has made anew: their rows.
  std::vector<std::int64_t> made(std::int64_t first, std::int64_t last);

  /// Takes a document away that the import made; false if it was left.
  bool remove(std::int64_t row);

  /// The same of many at once, in their order: those that were left. REQUIRES: made() gave them.
  std::vector<std::int64_t> remove_all(std::span<const std::int64_t> rows);

  /// Puts one back that it replaced, merged with what was changed since; false if it was left.
  bool put_replaced_back(const SetAsideRow& aside);

  /// Puts back what make_unique set aside: first the survivors that took from others, as they were.
  /// Where such a survivor is left, so are the losers that it took from. False if any is left.
  bool put_set_aside_back(const std::vector<SetAsideRow>& asides);

  SetAsideRows& asides() { return asides_; }

  void forget(const SetAsideRow& aside);

  /// The same of many at once, all of them of the archive, in the order of their ids.
  void forget_all(std::span<const SetAsideRow> asides);

  /// The documents that the import made and that a later one has set aside.
  std::vector<SetAsideRow> set_aside_later();

  /// Leaves a document where it is.
  void leave(const SetAsideRow& aside, LeftReason why);

  /// What the import put into quarantine is undone.
  void note_quarantined();

  /// See history::forget_quarantine.
  void forget_quarantine();

  /// The digests, one after the other, of what was undone of the import's sources since this
  /// was asked for.
  std::string take_contents() { return std::exchange(contents_, {}); }

  /// Tells that one document more was dealt with; those that the above removes, forgets or leaves
  /// are counted there.
  void count() { progress_.count(); }

  /// Makes it last.
  UndoReport finish();

 private:
  void check();
  void remove_some(std::span<const std::int64_t> rows, std::vector<std::int64_t>& left);
  std::optional<LeftReason> reason_to_leave(const history::StoredDocument& document) const;
  std::optional<LeftDocument> put_in_place(const history::StoredDocument& old);
  bool is_with_other_references(const history::StoredDocument& old,
                                const history::StoredDocument& present);
  std::optional<LeftDocument> merge_back(const history::StoredDocument& old,
                                         const history::StoredDocument& edited);
  std::optional<std::string> written(std::int64_t row);
  void forget_provenance(std::int64_t row);
  history::StoredDocument stored(std::int64_t row);
  void leave(const std::string& text, LeftDocument why);
  void note_origin(const history::StoredDocument& document);
  bool put_loser_back(const SetAsideRow& aside);
  void take(std::string_view digest);
  void tell_later_imports();
  void erase(const SetAsideRow& aside);
  std::int64_t number(const char* sql);

  sources::ProgressReporter progress_;
  store::WriteTransaction write_;
  sqlite::HeldPragma cache_;
  history::Record record_;
  SetAsideRows asides_;
  history::LaterImports later_imports_;
  Restorer documents_;
  UndoReport report_;
  std::string contents_;      ///< see take_contents()
  std::string all_contents_;  ///< those and the ones before, if a later import is to know
};

}  // namespace profilestore::undoing

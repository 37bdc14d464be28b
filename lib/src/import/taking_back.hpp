// What both undos have in common, of a whole import and of some of its keys: one document at a time
// that is taken back or left, and why.
#pragma once

#include <optional>
#include <profilestore/import.hpp>
#include <string>
#include <utility>
#include <vector>

#include "import/giving_back.hpp"
#include "import/later.hpp"
#include "import/meter.hpp"
#include "import/record.hpp"
#include "store/turn.hpp"

namespace profilestore::importing {

/// A document that the import set aside, in the archive or the quarantine.
struct AsideRow {
  const char* table;
  std::int64_t id;
  std::int64_t row;  ///< that it had, or of the one that it was set aside for
};

class TakingBack {
 public:
  /// Throws InvalidInput as profilestore::undo does, for the import itself.
  /// REQUIRES: `progress`, which may be empty, stays.
  TakingBack(store::Core& core, const std::string& import_id, const OnProgress& progress);

  store::Turn& turn() { return turn_; }
  sqlite::Connection& connection() { return turn_.connection(); }
  const Record& record() const { return record_; }
  const Later& later() const { return later_; }
  const store::CollectionEntry& collection() const { return documents_.collection(); }
  UndoReport& report() { return report_; }

  /// Whether the row is one of those that the import made.
  bool in_range(std::int64_t row) const;

  /// The documents that it made, in [first, last], and that nobody else has made anew: their rows.
  std::vector<std::int64_t> made(std::int64_t first, std::int64_t last);

  /// Takes a document away that the import made; false if it was left.
  bool remove(std::int64_t row);

  /// Puts one back that it replaced, merged with what was changed since; false if it was left.
  bool put_replaced_back(const AsideRow& aside);

  /// Puts one back that make_unique set aside; false if it was left.
  bool put_set_aside_back(const AsideRow& aside);

  /// The rows of a statement with the columns table, id and row, whose ?1 is the import.
  std::vector<AsideRow> aside(const char* sql);

  StoredDocument document_in(const AsideRow& aside);

  void forget(const AsideRow& aside);

  /// The documents that the import made and that a later one has set aside.
  std::vector<AsideRow> set_aside_later();

  /// Leaves a document where it is.
  void leave(const AsideRow& aside, Left why);

  /// What the import put into quarantine is taken back.
  void note_quarantined();

  /// See importing::forget_quarantine.
  void forget_quarantine();

  /// The digests, one after the other, of what was taken back of the import's sources since this
  /// was asked for.
  std::string take_contents() { return std::exchange(contents_, {}); }

  /// Tells that one document more was dealt with; those that the above removes, forgets or leaves
  /// are counted there.
  void count() { meter_.count(); }

  /// Makes it last.
  UndoReport finish();

 private:
  void check();
  std::optional<Left> reason_to_leave(const StoredDocument& document) const;
  std::optional<LeftDocument> put_in_place(const StoredDocument& old);
  std::optional<LeftDocument> merge_back(const StoredDocument& old, const StoredDocument& edited);
  std::optional<std::string> written(std::int64_t row);
  void forget_provenance(std::int64_t row);
  StoredDocument stored(std::int64_t row);
  void leave(const std::string& text, LeftDocument why);
  void note_origin(const StoredDocument& document);
  void take(std::string_view digest);
  void tell_later_imports();
  void erase(const AsideRow& aside);
  std::int64_t number(const char* sql);

  Meter meter_;
  store::Turn turn_;
  Record record_;
  Later later_;
  GivingBack documents_;
  UndoReport report_;
  std::string contents_;      ///< see take_contents()
  std::string all_contents_;  ///< those and the ones before, if a later import is to know
};

}  // namespace profilestore::importing

// An import undone, whole or the rest of it.
#include <fmt/format.h>

#include <profilestore/import.hpp>
#include <unordered_set>

#include "history/created_index.hpp"
#include "history/partial_undo.hpp"
#include "sqlite/query.hpp"
#include "store/create_index.hpp"
#include "undo/document_undo.hpp"
#include "undo/undo_keys.hpp"

namespace profilestore {
namespace {

using sqlite::Query;
using undoing::DocumentUndo;
using undoing::SetAsideRow;

class Undo {
 public:
  explicit Undo(DocumentUndo& undo) : undo_(undo), record_(undo.record()) {}

  void run() {
    if (record_.sets_stored_aside())
      put_set_aside_back();
    else
      undo_files();
    const UndoReport& report = undo_.report();
    if (report.edited + report.built_on + report.clashes + report.invalid > 0) {
      undo_.note_quarantined();
      history::add_partial_undo(undo_.connection(), record_.id, history::all_but_what_was_left,
                                report.removed, undo_.take_contents());
    } else {
      const std::string time = bson::now().begin()->get<std::string>();
      Query mark(undo_.connection(), "UPDATE ps_imports SET undone = ?2, sum = NULL WHERE id = ?1");
      mark.bind(1, record_.id).bind(2, time).run();
    }
    undo_.forget_quarantine();
  }

 private:
  void undo_files() {
    if (record_.first_row) remove_made();
    // The last first: one may have got a key that another gave up before.
    for (const SetAsideRow& aside :
         undo_.asides().of("SELECT 'ps_archive', id, row FROM ps_archive "
                           "WHERE import = ?1 AND source = 0 "
                           "ORDER BY id DESC",
                           record_.id))
      if (!undo_.put_replaced_back(aside)) left_rows_.insert(aside.row);
    auto losers = undo_.asides().of(
        "SELECT 'ps_archive', id, survivor FROM ps_archive "
        "WHERE import = ?1 AND source > 0 ORDER BY id",
        record_.id);
    std::erase_if(losers,
                  [this](const SetAsideRow& aside) { return left_rows_.contains(aside.row); });
    undo_.forget_all(losers);
    name_kept_indexes();
  }

  void remove_made() {
    const auto made = undo_.made(*record_.first_row, *record_.last_row);
    const auto aside = undo_.set_aside_later();
    undo_.report().gone = record_.ledger.inserted - std::ssize(made) - std::ssize(aside) -
                          history::partial_undo(undo_.connection(), record_.id).removed;
    for (const std::int64_t row : undo_.remove_all(made)) left_rows_.insert(row);
    for (const SetAsideRow& one : aside) {
      undo_.leave(one, LeftReason::built_on);
      left_rows_.insert(one.row);
    }
  }

  // By now the application may rest upon them.
  void name_kept_indexes() {
    for (const Value& name : record_.rules.value("madeIndexes", Value::array()))
      if (undo_.collection().index_named(name.get<std::string>()) != nullptr)
        undo_.report().kept_indexes.push_back(name.get<std::string>());
  }

  void put_set_aside_back() {
    if (!record_.created_index.empty()) drop_index();
    undo_.put_set_aside_back(
        undo_.asides().of("SELECT 'ps_archive' AS place, id, row FROM ps_archive WHERE import = ?1 "
                          "UNION ALL SELECT 'ps_quarantine', id, row FROM ps_quarantine "
                          "WHERE import = ?1 ORDER BY row, place",
                          record_.id));
  }

  void drop_index() {
    if (history::created_index(undo_.collection(), record_) == nullptr) return;
    store::drop_index(undo_.write(), undo_.collection().name, record_.created_index);
    undo_.report().dropped_index = record_.created_index;
  }

  DocumentUndo& undo_;
  const history::Record& record_;
  /// Where documents were left, for which others were set aside.
  std::unordered_set<std::int64_t> left_rows_;
};

}  // namespace

std::string_view name_of(LeftReason why) {
  switch (why) {
    case LeftReason::edited:
      return "edited";
    case LeftReason::built_on:
      return "builtOn";
    case LeftReason::clash:
      return "clash";
    case LeftReason::invalid:
      return "invalid";
  }
  return "";
}

UndoReport undo_import(const Store& store, const std::string& import_id,
                       const UndoOptions& options) {
  DocumentUndo undo(*store.core(), import_id, options.progress);
  if (options.keys.empty())
    Undo(undo).run();
  else
    undoing::undo_keys(undo, options.keys);
  return undo.finish();
}

}  // namespace profilestore

// An import taken back, whole or the rest of it.
#include <fmt/format.h>

#include <profilestore/import.hpp>
#include <unordered_set>

#include "import/made_index.hpp"
#include "import/taking_back.hpp"
#include "import/undone_keys.hpp"
#include "import/undone_parts.hpp"
#include "sqlite/query.hpp"
#include "store/create_index.hpp"

namespace profilestore {
namespace {

using importing::AsideRow;
using importing::TakingBack;
using sqlite::Query;

class Undo {
 public:
  explicit Undo(TakingBack& taking) : taking_(taking), record_(taking.record()) {}

  void run() {
    if (record_.made_index.empty())
      undo_files();
    else
      undo_make_unique();
    const UndoReport& report = taking_.report();
    if (report.edited + report.built_on + report.clashes + report.invalid > 0) {
      taking_.note_quarantined();
      importing::add_undone_part(taking_.connection(), record_.id, importing::all_but_what_was_left,
                                 report.removed, taking_.take_contents());
    } else {
      const std::string time = now().begin()->get<std::string>();
      Query mark(taking_.connection(), "UPDATE ps_imports SET undone = ?2 WHERE id = ?1");
      mark.bind(1, record_.id).bind(2, time).run();
    }
    taking_.forget_quarantine();
  }

 private:
  void undo_files() {
    if (record_.first_row) remove_made();
    // The last first: one may have got a key that another gave up before.
    for (const AsideRow& aside : taking_.aside("SELECT 'ps_archive', id, row FROM ps_archive "
                                               "WHERE import = ?1 AND source = 0 "
                                               "ORDER BY id DESC"))
      if (!taking_.put_replaced_back(aside)) left_rows_.insert(aside.row);
    for (const AsideRow& aside : taking_.aside("SELECT 'ps_archive', id, survivor FROM ps_archive "
                                               "WHERE import = ?1 AND source > 0 ORDER BY id"))
      if (!left_rows_.contains(aside.row)) taking_.forget(aside);
    name_kept_indexes();
  }

  void remove_made() {
    const auto made = taking_.made(*record_.first_row, *record_.last_row);
    const auto aside = taking_.set_aside_later();
    taking_.report().gone = record_.ledger.inserted - std::ssize(made) - std::ssize(aside) -
                            importing::undone_parts(taking_.connection(), record_.id).removed;
    for (const std::int64_t row : made)
      if (!taking_.remove(row)) left_rows_.insert(row);
    for (const AsideRow& one : aside) {
      taking_.leave(one, Left::built_on);
      left_rows_.insert(one.row);
    }
  }

  // By now the application may rest upon them.
  void name_kept_indexes() {
    for (const Value& name : record_.rules.value("madeIndexes", Value::array()))
      if (taking_.collection().index_named(name.get<std::string>()) != nullptr)
        taking_.report().kept_indexes.push_back(name.get<std::string>());
  }

  void undo_make_unique() {
    drop_index();
    for (const AsideRow& aside :
         taking_.aside("SELECT 'ps_archive' AS place, id, row FROM ps_archive WHERE import = ?1 "
                       "UNION ALL SELECT 'ps_quarantine', id, row FROM ps_quarantine "
                       "WHERE import = ?1 ORDER BY row, place"))
      taking_.put_set_aside_back(aside);
  }

  void drop_index() {
    if (importing::made_index(taking_.collection(), record_) == nullptr) return;
    store::drop_index(taking_.turn(), taking_.collection().name, record_.made_index);
    taking_.report().dropped_index = record_.made_index;
  }

  TakingBack& taking_;
  const importing::Record& record_;
  /// Where documents were left, for which others were set aside.
  std::unordered_set<std::int64_t> left_rows_;
};

}  // namespace

std::string_view name_of(Left why) {
  switch (why) {
    case Left::edited:
      return "edited";
    case Left::built_on:
      return "builtOn";
    case Left::clash:
      return "clash";
    case Left::invalid:
      return "invalid";
  }
  return "";
}

UndoReport undo(const Store& store, const std::string& import_id, const UndoOptions& options) {
  TakingBack taking(*store.core(), import_id, options.progress);
  if (options.keys.empty())
    Undo(taking).run();
  else
    importing::undo_keys(taking, options.keys);
  return taking.finish();
}

}  // namespace profilestore

// An import taken back, whole or the rest of it.
#include <fmt/format.h>

#include <algorithm>
#include <profilestore/import.hpp>
#include <unordered_set>

#include "import/made_index.hpp"
#include "import/taking_back.hpp"
#include "import/undone_keys.hpp"
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
    const std::string time = now().begin()->get<std::string>();
    Query mark(taking_.connection(), "UPDATE ps_imports SET undone = ?2 WHERE id = ?1");
    mark.bind(1, record_.id).bind(2, time).run();
  }

 private:
  void undo_files() {
    remove_made();
    for (const AsideRow& aside : taking_.aside("SELECT 'ps_archive', id, row FROM ps_archive "
                                               "WHERE import = ?1 AND source = 0 ORDER BY id"))
      if (!taking_.put_replaced_back(aside)) left_rows_.insert(aside.row);
    for (const AsideRow& aside : taking_.aside("SELECT 'ps_archive', id, survivor FROM ps_archive "
                                               "WHERE import = ?1 AND source > 0 ORDER BY id"))
      if (!is_left(aside.row)) taking_.forget(aside);
    if (!taking_.later().may_share_quarantine()) {
      Query all(taking_.connection(), "DELETE FROM ps_quarantine WHERE import = ?1");
      all.bind(1, record_.id).run();
    }
  }

  void remove_made() {
    if (!record_.first_row) return;
    const auto made = taking_.made(*record_.first_row, *record_.last_row);
    taking_.report().gone = record_.ledger.inserted - std::ssize(made) -
                            importing::undone_keys(taking_.connection(), record_.id).removed;
    for (const std::int64_t row : made)
      if (taking_.remove(row)) removed_.push_back(row);
  }

  // Whether the document in that row, for which others were set aside, was not taken back.
  bool is_left(std::int64_t row) const {
    if (taking_.in_range(row)) return !std::ranges::binary_search(removed_, row);
    return left_rows_.contains(row);
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
  std::vector<std::int64_t> removed_;  ///< in their order
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

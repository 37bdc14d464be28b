// Many documents undone at once: what follows each other by number goes with one statement.
#include <fmt/format.h>

#include <algorithm>

#include "catalog/stored_rows.hpp"
#include "history/provenance.hpp"
#include "sqlite/query.hpp"
#include "undo/document_undo.hpp"

namespace profilestore::undoing {
namespace {

using sqlite::Query;

constexpr std::size_t at_once = 1024;  // rows that are looked at, and then taken away

/// Numbers that follow each other: there is nothing between them.
struct NumberRun {
  std::int64_t first, last;
};

void add_to(std::vector<NumberRun>& runs, std::int64_t number) {
  if (!runs.empty() && runs.back().last + 1 == number)
    runs.back().last = number;
  else
    runs.push_back({number, number});
}

template <class Each>
std::span<const Each> take_some(std::span<const Each>& all) {
  const auto some = all.first(std::min(all.size(), at_once));
  all = all.subspan(some.size());
  return some;
}

}  // namespace

std::vector<std::int64_t> DocumentUndo::remove_all(std::span<const std::int64_t> rows) {
  std::vector<std::int64_t> left;
  while (!rows.empty()) remove_some(take_some(rows), left);
  return left;
}

void DocumentUndo::remove_some(std::span<const std::int64_t> rows,
                               std::vector<std::int64_t>& left) {
  std::vector<NumberRun> runs;
  {
    catalog::StoredRows stored(connection(), collection(),
                               "WHERE row BETWEEN ?1 AND ?2 AND origin IS NOT NULL ORDER BY row");
    stored.query().bind(1, rows.front()).bind(2, rows.back());
    for (const std::int64_t row : rows) {
      do {
        if (!stored.next()) catalog::refuse_index(collection(), row);
      } while (stored.row() < row);
      if (stored.row() != row) catalog::refuse_index(collection(), row);
      const history::StoredDocument document{row, std::string(stored.text()), stored.origin()};
      if (const auto why = reason_to_leave(document)) {
        leave(document.text, {{}, *why});
        left.push_back(row);
        continue;
      }
      note_origin(document);
      add_to(runs, row);
      ++report_.removed;
      count();
    }
  }
  for (const NumberRun& run : runs) {
    documents_.remove(run.first, run.last);
    history::forget_provenance(connection(), record_.id, record_.collection, run.first, run.last);
  }
}

void DocumentUndo::forget_all(std::span<const SetAsideRow> asides) {
  while (!asides.empty()) {
    std::vector<NumberRun> runs;
    for (const SetAsideRow& aside : take_some(asides)) {
      add_to(runs, aside.id);
      count();
    }
    for (const NumberRun& run : runs) {
      for (const std::string& digest : asides_.archived_digests(run.first, run.last)) take(digest);
      asides_.erase_archived(run.first, run.last);
    }
  }
}

}  // namespace profilestore::undoing

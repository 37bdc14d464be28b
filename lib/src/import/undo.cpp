// An import taken back.
#include <fmt/format.h>

#include <algorithm>
#include <profilestore/import.hpp>
#include <unordered_set>

#include "import/digest_blob.hpp"
#include "import/giving_back.hpp"
#include "import/later.hpp"
#include "import/made_index.hpp"
#include "import/origin.hpp"
#include "import/provenance.hpp"
#include "import/record.hpp"
#include "sqlite/identifier.hpp"
#include "sqlite/query.hpp"
#include "store/create_index.hpp"

namespace profilestore {
namespace {

using importing::Record;
using importing::StoredDocument;
using sqlite::Query;

constexpr std::size_t most_left = 100;

/// A document that the import set aside, in the archive or the quarantine.
struct Aside {
  const char* table;
  std::int64_t id, row;
};

class Undo {
 public:
  Undo(store::Core& core, const std::string& import_id)
      : turn_(core, nullptr, "undo"),
        record_(importing::read_record(turn_.connection(), import_id)),
        later_(turn_.connection(), record_),
        documents_(turn_, importing::collection_of(turn_.catalog(), record_).name,
                   [this](std::int64_t row) { return later_.made(row); }) {
    report_.id = import_id;
  }

  UndoReport run() {
    check();
    if (record_.made_index.empty())
      undo_files();
    else
      undo_make_unique();
    const std::string time = now().begin()->get<std::string>();
    Query mark(turn_.connection(), "UPDATE ps_imports SET undone = ?2 WHERE id = ?1");
    mark.bind(1, record_.id).bind(2, time).run();
    turn_.note({.kind = EventKind::undo,
                .collection = documents_.collection().name,
                .documents = report_.removed + report_.restored});
    turn_.commit();
    return std::move(report_);
  }

 private:
  void check() {
    if (!record_.undone.empty())
      throw InvalidInput(2, fmt::format("import {} was undone at {}; an import is undone once",
                                        record_.id, record_.undone));
    if (const auto finder = later_.finder(); record_.made_index.empty() && finder)
      throw InvalidInput(2, fmt::format("import {1} came later and found documents there already; "
                                        "undo import {1} before import {0}",
                                        record_.id, *finder));
    const bool of_old = record_.ledger.inserted > 0 && !record_.first_row;
    if (of_old || number("SELECT count(*) FROM ps_archive WHERE import = ?1 AND source = 0 "
                         "AND row IS NULL") > 0)
      throw InvalidInput(2, fmt::format("import {} was made by a version of this library that did "
                                        "not keep what undo needs",
                                        record_.id));
  }

  void undo_files() {
    remove_made();
    for (const Aside& aside : all_aside("SELECT 'ps_archive', id, row FROM ps_archive "
                                        "WHERE import = ?1 AND source = 0 ORDER BY id"))
      put_replaced_back(aside);
    for (const Aside& aside : all_aside("SELECT 'ps_archive', id, survivor FROM ps_archive "
                                        "WHERE import = ?1 AND source > 0 ORDER BY id"))
      if (!is_left(aside.row)) forget(aside);
    if (!later_.may_share_quarantine()) {
      Query all(turn_.connection(), "DELETE FROM ps_quarantine WHERE import = ?1");
      all.bind(1, record_.id).run();
    }
  }

  // A row of the import's that has no origin, or that a later import made, is no more its own.
  void remove_made() {
    if (!record_.first_row) return;
    Query rows(turn_.connection(),
               fmt::format("SELECT row FROM {} WHERE row BETWEEN ?1 AND ?2 AND origin IS NOT NULL "
                           "ORDER BY row",
                           sqlite::identifier(documents_.collection().table)));
    rows.bind(1, *record_.first_row).bind(2, *record_.last_row);
    std::vector<std::int64_t> made;
    while (rows.step()) made.push_back(rows.integer(0));
    std::erase_if(made, [this](std::int64_t row) { return later_.made(row); });
    report_.gone = record_.ledger.inserted - std::ssize(made);
    for (const std::int64_t row : made) {
      const StoredDocument document = stored(row);
      if (const auto why = reason_to_leave(document)) {
        leave(document.text, *why);
        continue;
      }
      documents_.remove(row);
      forget_provenance(row);
      removed_.push_back(row);
      ++report_.removed;
    }
  }

  void put_replaced_back(const Aside& aside) {
    const StoredDocument old = document_in(aside);
    std::optional<Left> why = Left::edited;  // it is gone, or its row is another's
    if (documents_.has(aside.row) && !later_.made(aside.row))
      why = reason_to_leave(stored(aside.row));
    if (!why && !documents_.replace(old)) why = Left::clash;
    if (why) {
      leave(old.text, *why);
      left_rows_.insert(aside.row);
      return;
    }
    forget(aside);
    forget_provenance(aside.row);
    ++report_.restored;
  }

  std::optional<Left> reason_to_leave(const StoredDocument& document) const {
    if (later_.built_on(document.row)) return Left::built_on;
    if (!document.origin || !importing::is_as_imported(document.text, *document.origin))
      return Left::edited;
    return std::nullopt;
  }

  // Whether the document in that row, for which others were set aside, was not taken back.
  bool is_left(std::int64_t row) const {
    const bool made = record_.first_row && *record_.first_row <= row && row <= *record_.last_row;
    if (made) return !std::ranges::binary_search(removed_, row);
    return left_rows_.contains(row);
  }

  void undo_make_unique() {
    drop_index();
    for (const Aside& aside :
         all_aside("SELECT 'ps_archive' AS place, id, row FROM ps_archive WHERE import = ?1 "
                   "UNION ALL SELECT 'ps_quarantine', id, row FROM ps_quarantine "
                   "WHERE import = ?1 ORDER BY row, place")) {
      const StoredDocument old = document_in(aside);
      const auto row = documents_.insert(old);
      if (!row) {
        leave(old.text, Left::clash);
        continue;
      }
      forget(aside);
      ++report_.restored;
      if (*row != aside.row) ++report_.moved;
    }
  }

  // Another index of that name is not the one that the import made.
  void drop_index() {
    const auto& collection = documents_.collection();
    const store::IndexEntry* entry = collection.index_named(record_.made_index);
    if (entry == nullptr ||
        importing::description_of(entry->index.rule()) != record_.rules.at("index"))
      return;
    store::drop_index(turn_, collection.name, record_.made_index);
    report_.dropped_index = record_.made_index;
  }

  std::vector<Aside> all_aside(const char* sql) {
    Query rows(turn_.connection(), sql);
    rows.bind(1, record_.id);
    std::vector<Aside> all;
    while (rows.step())
      all.push_back({rows.text(0) == "ps_archive" ? "ps_archive" : "ps_quarantine", rows.integer(1),
                     rows.integer(2)});
    return all;
  }

  StoredDocument document_in(const Aside& aside) {
    Query row(turn_.connection(),
              fmt::format("SELECT body, origin FROM {} WHERE id = ?1", aside.table));
    row.bind(1, aside.id).step();
    StoredDocument document{aside.row, std::string(row.blob(0))};
    if (!row.is_null(1)) document.origin = importing::digest_in(row.blob(1));
    return document;
  }

  void forget(const Aside& aside) {
    Query row(turn_.connection(), fmt::format("DELETE FROM {} WHERE id = ?1", aside.table));
    row.bind(1, aside.id).run();
  }

  void forget_provenance(std::int64_t row) {
    importing::forget_provenance(turn_.connection(), record_.id, record_.collection, row);
  }

  StoredDocument stored(std::int64_t row) {
    return importing::stored_document(turn_.connection(), documents_.collection(), row);
  }

  void leave(const std::string& text, Left why) {
    ++(why == Left::edited     ? report_.edited
       : why == Left::built_on ? report_.built_on
                               : report_.clashes);
    if (report_.left.size() < most_left)
      report_.left.push_back({Value::parse(text).at("_id"), why});
  }

  std::int64_t number(const char* sql) {
    Query query(turn_.connection(), sql);
    query.bind(1, record_.id).step();
    return query.integer(0);
  }

  store::Turn turn_;
  Record record_;
  importing::Later later_;
  importing::GivingBack documents_;
  std::vector<std::int64_t> removed_;  ///< in their order
  std::unordered_set<std::int64_t> left_rows_;
  UndoReport report_;
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
  }
  return "";
}

UndoReport undo(const Store& store, const std::string& import_id) {
  return Undo(*store.core(), import_id).run();
}

}  // namespace profilestore

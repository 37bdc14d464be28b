#include <profilestore/set_aside.hpp>

#include <fmt/format.h>

#include <profilestore/error.hpp>
#include <utility>

#include "history/page.hpp"
#include "history/piece_reader.hpp"
#include "history/record.hpp"
#include "history/survivors.hpp"
#include "sqlite/own_tables.hpp"
#include "sqlite/query.hpp"
#include "store/core.hpp"

namespace profilestore {
namespace {

using sqlite::Query;

std::string_view table_of(SetAsideKind which) {
  return which == SetAsideKind::archive ? "ps_archive" : "ps_quarantine";
}

std::string sql_of(SetAsideKind which) {
  return fmt::format(
      "SELECT aside.import, coalesce(source.name, ''), coalesce(source.format, ''), aside.line, "
      "aside.offset, aside.reason, aside.body, coalesce(source.header, ''), {}, {}, "
      "aside.source = 0 OR (source.import IS NOT NULL AND {}), aside.id FROM {} AS aside "
      "LEFT JOIN ps_sources AS source "
      "ON source.import = aside.import AND source.number = aside.source "
      "WHERE aside.collection = ?1 AND aside.id > ?2 AND (?3 IS NULL OR aside.import = ?3) "
      "ORDER BY aside.id LIMIT ?4",
      which == SetAsideKind::archive ? "aside.survivor" : "NULL",
      sqlite::own_row_is_sound(table_of(which), "aside"),
      sqlite::own_row_is_sound("ps_sources", "source"), table_of(which));
}

// They are numbered from 1. On a page of which a bit has changed, one can stand in another's place.
void refuse_twice(sqlite::Connection& connection, std::int64_t id, std::int64_t before,
                  std::string_view table) {
  if (id > before) return;
  throw Corrupt(fmt::format("{}: the pages of the store's own table {} are damaged: row {} comes "
                            "twice, or out of its order. `profilestore check` lists the damage; "
                            "restore the store from a backup",
                            connection.place(), table, id),
                0);
}

/// Which of them, and how many.
struct Part {
  std::optional<std::string> import_id = {};
  std::int64_t after = 0;
  std::size_t limit = 0;
};

std::int64_t each(const Store& store, std::string_view collection, SetAsideKind which,
                  const Part& part, const std::function<void(const SetAside&)>& take) {
  auto reader = store.core()->reader();
  const auto catalog = catalog::load_catalog(reader.connection());
  std::optional<std::int64_t> import;
  if (part.import_id) import = history::read_record(reader.connection(), *part.import_id).id;
  const catalog::CollectionEntry* entry = catalog->find(collection);
  if (entry == nullptr) return 0;
  Query rows(reader.connection(), sql_of(which));
  rows.bind(1, entry->id).bind(2, part.after).bind(4, history::limit_of(part.limit));
  if (import) rows.bind(3, *import);
  history::PieceReader pieces(reader.connection());
  history::Survivors survivors(reader.connection(), *entry);
  std::int64_t count = 0, last = 0;
  for (; rows.step(); ++count) {
    refuse_twice(reader.connection(), rows.integer(11), std::exchange(last, rows.integer(11)),
                 table_of(which));
    sqlite::require_sound_own(reader.connection(), rows, 9, table_of(which));
    sqlite::require_sound_own(reader.connection(), rows, 10, "ps_sources");
    SetAside one{std::to_string(rows.integer(0)),
                 std::string(rows.text(1)),
                 static_cast<std::uint64_t>(rows.integer(3)),
                 static_cast<std::uint64_t>(rows.integer(4)),
                 std::string(rows.text(5)),
                 std::string(rows.blob(6)),
                 std::string(rows.text(7))};
    one.document = pieces.document_of(one.bytes, rows.integer(0), rows.text(2), rows.text(7));
    if (which == SetAsideKind::archive)
      one.survivor = survivors.survivor_of(one.document ? &*one.document : nullptr, rows.integer(0),
                                           rows.integer(8));
    one.number = rows.integer(11);
    take(one);
  }
  return count;
}

}  // namespace

std::int64_t each_set_aside(const Store& store, std::string_view collection, SetAsideKind which,
                            const std::string& import_id,
                            const std::function<void(const SetAside&)>& take) {
  return each(store, collection, which, {.import_id = import_id}, take);
}

std::int64_t each_set_aside(const Store& store, std::string_view collection, SetAsideKind which,
                            const std::function<void(const SetAside&)>& take) {
  return each(store, collection, which, {}, take);
}

std::vector<SetAside> set_aside(const Store& store, std::string_view collection, SetAsideKind which,
                                const SetAsidePage& page) {
  Part part{{}, page.after, page.limit};
  if (!page.import_id.empty()) part.import_id = page.import_id;
  std::vector<SetAside> found;
  each(store, collection, which, part, [&](const SetAside& one) { found.push_back(one); });
  return found;
}

}  // namespace profilestore

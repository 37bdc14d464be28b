#include "sqlite/own_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "sqlite/identifier.hpp"
#include "sqlite/own_rows.hpp"

namespace profilestore::sqlite {
namespace {

// The rows of an archive and a quarantine are numbered by SQLite when they are written: their ids
// are in no sum, and say no more than which came first.
constexpr std::array tables{
    OwnTable{"ps_migrations", "number, name, sha256", "number"},
    OwnTable{"ps_collections",
             "id, name, table_name, timestamps, validator, validation_level, validation_action",
             "id"},
    OwnTable{"ps_indexes",
             "collection, name, paths, missing, columns, is_unique, directions, elements, "
             "condition, collation, collation_version, normalise",
             "id"},
    OwnTable{"ps_imports",
             "id, collection, started, rules, read, inserted, updated, unchanged, merged, "
             "conflicted, quarantined, first_row, last_row, made_index, undone",
             "id"},
    OwnTable{"ps_sources", "import, number, name, format, bytes, sha256, header",
             "import || '.' || number"},
    OwnTable{
        "ps_archive",
        "import, collection, survivor, source, line, offset, reason, digest, body, row, origin",
        "id"},
    OwnTable{"ps_quarantine",
             "import, collection, source, line, offset, reason, digest, body, row, origin", "id"},
    OwnTable{"ps_counters", "kind, collection, index_name, times, documents", "kind"},
    OwnTable{"ps_events",
             "kind, collection, index_name, paths, digest, operation, documents, first_time, "
             "last_time, times",
             "kind"},
    OwnTable{"ps_salt", "salt", "rowid"},
    OwnTable{"ps_application_migrations", "number, name, applied", "number"},
    OwnTable{"ps_provenance", "collection, row, import, source, line, offset, fields, written",
             "collection || '.' || row || '.' || import"},
    OwnTable{"ps_redirects", "collection, id, import, survivor", "collection || '.' || import"},
    OwnTable{"ps_not_duplicates", "collection, id_a, id_b, text_a, text_b, decided", "collection"},
    OwnTable{"ps_undone_keys", "import, key, undone, removed, contents", "import"},
    OwnTable{"ps_kept", "collection, id, text, decided", "collection"},
    OwnTable{"ps_operations", "id, call, done, result, before, after", "number"},
    OwnTable{"ps_head", "mark", "rowid"},
    OwnTable{"ps_change_logs", "collection, max_changes, max_age", "collection"},
    OwnTable{
        "ps_changes",
        "seq, collection, number, tx, time, follows, op, id, before, after, counts, head, tail",
        "seq"},
    OwnTable{"ps_expiry", "collection, name, seconds", "collection || '.' || name"},
};

const OwnTable& table_named(std::string_view name) {
  return *std::ranges::find(tables, name, &OwnTable::name);
}

struct Collection {
  std::int64_t id;
  std::string table;  ///< quoted
};

std::vector<Collection> collections_of(Connection& connection) {
  std::vector<Collection> all;
  Query names(connection, "SELECT id, table_name FROM ps_collections ORDER BY id");
  while (names.step()) all.push_back({names.integer(0), identifier(names.text(1))});
  return all;
}

/// Gives the documents of all collections their sums.
class Summing {
 public:
  Summing(Connection& connection, const OnProgress& progress)
      : connection_(connection), progress_(progress) {}

  void run() {
    const auto all = collections_of(connection_);
    for (const Collection& one : all)
      total_ += number("SELECT coalesce(sum(length(CAST(doc AS BLOB))), 0) FROM {}", one.table);
    for (const Collection& one : all) add_to(one);
  }

 private:
  static constexpr std::int64_t at_once = 10'000;  // rows

  void add_to(const Collection& collection) {
    execute("ALTER TABLE {} ADD COLUMN sum INTEGER", collection.table);
    const std::int64_t first = number("SELECT coalesce(min(row), 0) FROM {}", collection.table);
    const std::int64_t last = number("SELECT coalesce(max(row), -1) FROM {}", collection.table);
    for (std::int64_t from = first; from <= last;) {
      const std::int64_t to = last - from < at_once ? last : from + at_once - 1;
      add_to(collection, from, to);
      if (to == last) break;
      from = number("SELECT coalesce(min(row), 0) FROM {} WHERE row > {}", collection.table, to);
    }
  }

  void add_to(const Collection& collection, std::int64_t from, std::int64_t to) {
    if (progress_) {
      Query size(connection_,
                 fmt::format("SELECT count(*), coalesce(sum(length(CAST(doc AS BLOB))), "
                             "0) FROM {} WHERE row BETWEEN ?1 AND ?2",
                             collection.table));
      size.bind(1, from).bind(2, to).step();
      documents_ += static_cast<std::uint64_t>(size.integer(0));
      done_ += static_cast<std::uint64_t>(size.integer(1));
    }
    Query sums(connection_, fmt::format("UPDATE {} SET sum = ps_doc_sum({}, row, doc, origin) "
                                        "WHERE row BETWEEN ?1 AND ?2",
                                        collection.table, collection.id));
    sums.bind(1, from).bind(2, to).run();
    if (progress_) progress_({"upgrading", done_, static_cast<std::uint64_t>(total_), documents_});
  }

  template <typename... Parts>
  std::int64_t number(fmt::format_string<Parts...> sql, Parts&&... parts) {
    return connection_.number(fmt::format(sql, std::forward<Parts>(parts)...));
  }

  template <typename... Parts>
  void execute(fmt::format_string<Parts...> sql, Parts&&... parts) {
    connection_.execute(fmt::format(sql, std::forward<Parts>(parts)...).c_str());
  }

  Connection& connection_;
  const OnProgress& progress_;
  std::int64_t total_ = 0;
  std::uint64_t done_ = 0, documents_ = 0;
};

}  // namespace

std::span<const OwnTable> own_tables() { return tables; }

std::string own_sum(std::string_view table, std::string_view alias) {
  std::string_view columns = table_named(table).columns;
  std::string arguments;
  while (!columns.empty()) {
    const std::size_t end = std::min(columns.find(", "), columns.size());
    if (!arguments.empty()) arguments += ", ";
    if (!alias.empty()) arguments += fmt::format("{}.", alias);
    arguments += identifier(columns.substr(0, end));
    columns.remove_prefix(std::min(end + 2, columns.size()));
  }
  return fmt::format("ps_sum({})", arguments);
}

std::string own_row_is_sound(std::string_view table, std::string_view alias) {
  const std::string sum = alias.empty() ? "sum" : fmt::format("{}.sum", alias);
  return fmt::format("({0} IS NULL OR {0} = {1})", sum, own_sum(table, alias));
}

void require_sound_own(Connection& connection, Query& row, int column, std::string_view table) {
  if (row.integer(column) == 0) refuse_unsound_own(connection, table);
}

std::string_view table_left_unsealed(std::string_view sql) {
  if (sql.find("ps_sum(") != std::string_view::npos) return "";
  for (const std::string_view verb : {"INSERT INTO ", "INSERT OR REPLACE INTO ", "UPDATE "}) {
    if (!sql.starts_with(verb)) continue;
    std::string_view name = sql.substr(verb.size());
    name = name.substr(0, name.find(' '));
    const auto table = std::ranges::find(tables, name, &OwnTable::name);
    return table == tables.end() ? "" : table->name;
  }
  return "";
}

void seal(Connection& connection, std::string_view table, std::string_view which) {
  Query(connection, fmt::format("UPDATE {} SET sum = {} WHERE sum IS NULL AND {}", table,
                                own_sum(table), which))
      .run();
}

void make_sums(Connection& connection, const OnProgress& progress) {
  for (const OwnTable& table : tables)
    if (has_object(connection, table.name.data())) seal(connection, table.name);
  Summing(connection, progress).run();
}

}  // namespace profilestore::sqlite

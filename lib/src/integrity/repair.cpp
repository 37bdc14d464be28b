#include "integrity/repair.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <profilestore/error.hpp>
#include <set>

#include "catalog/elements.hpp"
#include "catalog/rows.hpp"
#include "catalog/stored_rows.hpp"
#include "extjson/reader.hpp"
#include "integrity/check.hpp"
#include "integrity/one_bit.hpp"
#include "sqlite/identifier.hpp"
#include "sqlite/query.hpp"
#include "store/change_log.hpp"

namespace profilestore::integrity {
namespace {

using sqlite::identifier;
using sqlite::Query;

using Rows = std::set<std::int64_t>;

/// Makes the keys of one collection anew.
class Mender {
 public:
  Mender(sqlite::Connection& connection, const catalog::CollectionEntry& collection)
      : connection_(connection),
        collection_(collection),
        columns_(collection.columns()),
        elements_(connection, collection) {}

  void remove_orphans() {
    for (const catalog::IndexEntry& entry : collection_.indexes)
      if (!entry.elements.empty())
        Query(connection_, fmt::format("DELETE FROM {} WHERE row NOT IN (SELECT row FROM {})",
                                       identifier(entry.elements), identifier(collection_.table)))
            .run();
  }

  // Gives documents back the bit that they have lost, and digests to those that have none and can
  // be read.
  std::int64_t mend_documents(const Rows& rows) {
    std::int64_t mended_documents = 0;
    for (const std::int64_t row : rows) {
      Query read(connection_, fmt::format("SELECT {} FROM {} WHERE row = ?1",
                                          catalog::stored_columns, identifier(collection_.table)));
      read.bind(1, row).step();
      const sqlite::StoredRow stored = catalog::read_row(read);
      auto mended = before_one_bit(collection_, stored);
      if (!stored.sum && is_readable(stored.text))
        mended = Mended{std::string(stored.text), std::string(stored.origin)};
      read.reset();
      if (!mended) continue;
      write(row, *mended);
      ++mended_documents;
    }
    return mended_documents;
  }

  // Those whose keys can be made.
  Rows usable(Rows rows) {
    std::erase_if(rows, [this](std::int64_t row) {
      try {
        const Document document = extjson::normalise(document_of(row));
        (void)catalog::encode(document);
        (void)keys_of(collection_, document);
        return false;
      } catch (const InvalidInput&) {
        return true;
      } catch (const Corrupt&) {
        return true;
      }
    });
    return rows;
  }

  // Of all rows before one gets its own: two may hold each other's.
  void clear_keys(const Rows& rows) {
    std::string nulls;
    for (const std::string& column : columns_)
      nulls += fmt::format("{}{} = NULL", nulls.empty() ? "" : ", ", identifier(column));
    Query clear(connection_, fmt::format("UPDATE {} SET {} WHERE row = ?1",
                                         identifier(collection_.table), nulls));
    for (const std::int64_t row : rows) {
      clear.bind(1, row).run();
      clear.reset();
      elements_.remove(row);
    }
  }

  void set_keys(const Rows& rows) {
    for (const std::int64_t row : rows) {
      const Document document = extjson::normalise(document_of(row));
      const catalog::DocumentKeys keys = keys_of(collection_, document);
      write(row, document,
            catalog::find_clash(connection_, collection_, keys, row) ? no_keys() : keys);
    }
  }

  void make_lost_indexes() {
    for (const catalog::IndexEntry& entry : collection_.indexes) {
      if (!catalog::sqlite_index_of(connection_, collection_.table, entry))
        catalog::create_sqlite_index(connection_, collection_, entry);
      if (!entry.elements.empty() && !catalog::sqlite_index_of(connection_, entry.elements, entry))
        catalog::index_elements(connection_, entry.elements, entry);
    }
  }

 private:
  Document document_of(std::int64_t row) {
    catalog::StoredRows stored(connection_, collection_, "WHERE row = ?1");
    stored.query().bind(1, row);
    stored.next();
    return stored.document();
  }

  static bool is_readable(std::string_view text) {
    try {
      (void)catalog::decode(text);
      return true;
    } catch (const Corrupt&) {
      return false;
    }
  }

  void write(std::int64_t row, const Mended& mended) {
    Query query(connection_,
                fmt::format("UPDATE {} SET origin = ?3, "
                            "doc = ?2, sum = ps_doc_sum({}, ?1, ?2, ?3) WHERE row = ?1",
                            identifier(collection_.table), collection_.id));
    query.bind(1, row).bind(2, mended.text);
    if (!mended.origin.empty()) query.bind_blob(3, mended.origin);
    query.run();
  }

  catalog::DocumentKeys no_keys() const { return {std::vector<keys::Part>(columns_.size())}; }

  void write(std::int64_t row, const Document& document, const catalog::DocumentKeys& keys) {
    std::string assignments =
        fmt::format("doc = ?2, sum = ps_doc_sum({}, ?1, ?2, origin)", collection_.id);
    for (std::size_t i = 0; i < columns_.size(); ++i)
      assignments += fmt::format(", {} = ?{}", identifier(columns_[i]), i + 3);
    Query query(connection_, fmt::format("UPDATE {} SET {} WHERE row = ?1",
                                         identifier(collection_.table), assignments));
    const std::string text = catalog::encode(document);
    query.bind(1, row).bind(2, text);
    for (std::size_t i = 0; i < keys.parts.size(); ++i)
      query.bind_part(static_cast<int>(i) + 3, keys.parts[i]);
    query.run();
    elements_.replace(row, keys);
  }

  sqlite::Connection& connection_;
  const catalog::CollectionEntry& collection_;
  std::vector<std::string> columns_;
  catalog::ElementsWriter elements_;
};

// An index that lost its agreement with its table is made anew by SQLite; other damage stays.
void reindex(sqlite::Connection& connection) try {
  sqlite::Savepoint savepoint(connection);
  connection.execute("REINDEX");
  savepoint.keep();
} catch (const Error&) {
}

}  // namespace

CheckReport repair(store::WriteTransaction& write) {
  Findings before = check(write.connection(), write.catalog());
  if (before.report.sound()) return before.report;
  std::vector<std::string> found = before.report.faults;
  if (!before.pages_sound) {
    reindex(write.connection());
    before = check(write.connection(), write.catalog());
    if (!before.pages_sound) return before.report;
    found.insert(found.end(), before.report.faults.begin(), before.report.faults.end());
  }
  if (!before.without_sum.empty()) {
    // What another program has written is in no log of changes.
    for (const auto& [name, collection] : write.catalog().collections)
      if (const auto mended =
              Mender(write.connection(), collection).mend_documents(before.without_sum[name]))
        store::note_many(write, collection, "repair", {{"mended", mended}});
    before = check(write.connection(), write.catalog());
  }
  for (const auto& [name, collection] : write.catalog().collections) {
    Mender mender(write.connection(), collection);
    mender.remove_orphans();
    const Rows rows = mender.usable(before.rows[name]);
    mender.clear_keys(rows);
    mender.set_keys(rows);
    mender.make_lost_indexes();
  }
  write.catalog_may_have_changed();
  CheckReport after = check(write.connection(), write.catalog()).report;
  const std::set<std::string> left(after.faults.begin(), after.faults.end());
  std::ranges::copy_if(found, std::back_inserter(after.repaired),
                       [&](const std::string& fault) { return !left.contains(fault); });
  return after;
}

}  // namespace profilestore::integrity

namespace profilestore {

CheckReport Store::repair() {
  store::WriteTransaction write(*core_);
  CheckReport report = integrity::repair(write);
  write.commit();
  core_->passed_rows().clear();
  report.notes = integrity::notes_on_head(path());
  return report;
}

}  // namespace profilestore

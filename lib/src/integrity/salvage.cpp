#include <profilestore/salvage.hpp>

#include <fmt/format.h>

#include <cstdlib>
#include <map>
#include <profilestore/error.hpp>

#include "catalog/elements.hpp"
#include "catalog/stored_rows.hpp"
#include "files/open_stores.hpp"
#include "integrity/damaged_store.hpp"
#include "integrity/one_bit.hpp"
#include "integrity/salvaged_records.hpp"
#include "integrity/salvaged_rows.hpp"
#include "keys/decode.hpp"
#include "sqlite/files/lock_holders.hpp"
#include "sqlite/files/locked_folder.hpp"
#include "sqlite/files/store_file.hpp"
#include "sqlite/identifier.hpp"
#include "sqlite/query.hpp"
#include "store/build.hpp"
#include "store/create_index.hpp"
#include "store/validator.hpp"

namespace profilestore::integrity {
namespace {

namespace fs = std::filesystem;
using sqlite::Query;

/// One collection of the damaged store into the new one.
class Salvaging {
 public:
  Salvaging(DamagedStore& from, const DamagedTable& table, store::WriteTransaction& to,
            SalvageReport& report, const OnProgress& progress)
      : from_(from),
        table_(table),
        to_(to),
        report_(report),
        progress_(progress),
        of_sums_{table.collection, table.name, table.table},
        result_() {}

  /// The number of the collection in the new store.
  std::int64_t run() {
    make_collection();
    SalvagedRows rows(from_.connection(), table_.table);
    rows.each([&](const sqlite::StoredRow& row) { take(row); });
    for (const auto& [row, why] : unsound_) lose(row, rows.id_of(row), why);
    for (const auto& [row, id] : rows.lost_rows())
      lose(row, id, "its page cannot be read, but an index names it");
    for (const SalvagedRows::Range& range : rows.lost_ranges())
      report_.lost.push_back({table_.name, range.first, range.last, nullptr,
                              "pages that cannot be read; how many documents were there is "
                              "unknown"});
    result_.found = result_.salvaged + result_.lost;
    make_indexes();
    make_validator();
    report_.collections.push_back(std::move(result_));
    return collection_.id;
  }

 private:
  void make_collection() {
    sqlite::Connection& connection = to_.connection();
    try {
      collection_ = catalog::create_collection(connection, table_.name, table_.timestamps);
    } catch (const InvalidInput&) {  // a name that no new one can have
      collection_ = catalog::create_collection(
          connection, fmt::format("salvaged {}", report_.collections.size() + 1),
          table_.timestamps);
      report_.notes.push_back(
          fmt::format("the collection {} is named {}: no new collection may "
                      "have its name",
                      table_.name, collection_.name));
    }
    result_.name = collection_.name;
    catalog::create_sqlite_index(connection, collection_, collection_.indexes.front());
    to_.catalog_may_have_changed();
    collection_ = *to_.catalog().find(collection_.name);
  }

  void take(const sqlite::StoredRow& row) {
    if (progress_ && ++looked_ % 1000 == 0)
      progress_({"salvaging", 0, 0, static_cast<std::uint64_t>(looked_)});
    try {
      if (catalog::is_sound(of_sums_, row)) return keep(row.row, row.text, row.origin);
      if (!row.sum) {
        keep(row.row, row.text, row.origin);
        ++result_.unproven;
        return;
      }
      if (const auto mended = before_one_bit(of_sums_, row))
        return keep(row.row, mended->text, mended->origin);
      note_unsound(row.row,
                   "the document is damaged: it does not have the digest it was stored "
                   "with");
    } catch (const Corrupt&) {
      note_unsound(row.row, "the document cannot be read");
    } catch (const InvalidInput& fault) {
      note_unsound(row.row, fmt::format("no store takes the document: {}", fault.what()));
    }
  }

  void keep(std::int64_t row, std::string_view stored, std::string_view origin) {
    const Document document = catalog::decode(stored);
    sqlite::Connection& connection = to_.connection();
    const catalog::DocumentKeys keys = catalog::keys_of(collection_, document);
    if (const auto clash = catalog::find_clash(connection, collection_, keys, 0))
      return note_unsound(row, fmt::format("row {} has the same _id", clash->row));
    const std::string text = catalog::encode(document);
    Query insert(
        connection,
        fmt::format("INSERT INTO {} (row, doc, sum, origin, {}) VALUES (?1, ?2, ps_doc_sum({}, "
                    "?1, ?2, ?4), ?4, ?3)",
                    sqlite::identifier(collection_.table), catalog::list_of(collection_.columns()),
                    collection_.id));
    insert.bind(1, row).bind(2, text).bind_part(3, keys.parts.front());
    if (!origin.empty()) insert.bind_blob(4, origin);
    insert.run();
    ++result_.salvaged;
  }

  void note_unsound(std::int64_t row, std::string why) { unsound_[row] = std::move(why); }

  void lose(std::int64_t row, const std::optional<keys::Part>& id, std::string why) {
    ++result_.lost;
    Unsalvaged one{table_.name, row, row, nullptr, std::move(why)};
    if (id)
      if (auto value = keys::decode(*id)) one.id = *std::move(value);
    report_.lost.push_back(std::move(one));
  }

  void make_indexes() {
    for (const Index& index : table_.indexes) {
      try {
        sqlite::Savepoint savepoint(to_.connection());
        store::create_index(to_, "salvage", collection_.name, index);
        savepoint.keep();
      } catch (const Error& fault) {
        result_.indexes_left_out.push_back(fmt::format("{}: {}", index.name, fault.what()));
      }
      to_.catalog_may_have_changed();
    }
  }

  void make_validator() {
    if (!table_.validator) return;
    store::set_validator(to_, *to_.catalog().find(collection_.name), table_.validator);
    to_.catalog_may_have_changed();
  }

  DamagedStore& from_;
  const DamagedTable& table_;
  store::WriteTransaction& to_;
  SalvageReport& report_;
  const OnProgress& progress_;
  const catalog::CollectionEntry of_sums_;  ///< of which the sums are
  catalog::CollectionEntry collection_;
  SalvagedCollection result_;
  std::map<std::int64_t, std::string> unsound_;  ///< and why
  std::int64_t looked_ = 0;
};

void salvage_into(store::Core& core, DamagedStore& from, SalvageReport& report,
                  const OnProgress& progress) {
  store::WriteTransaction write(core);
  const std::vector<DamagedTable> tables = from.tables();
  std::map<std::int64_t, std::int64_t> numbers;
  for (const DamagedTable& table : tables)
    numbers[table.collection] = Salvaging(from, table, write, report, progress).run();
  numbers.erase(0);  // the numbers of those are lost
  report.lost_records = take_records(from, write.connection(), std::move(numbers));
  from.note_what_is_left();
  write.commit();
  report.notes.insert(report.notes.begin(), from.notes().begin(), from.notes().end());
}

constexpr std::string_view folder_prefix = ".salvage.", folder_suffix = ".copy";

// For a copy of the whole store: what killed processes left behind is removed first.
std::unique_ptr<sqlite::LockedFolder> scratch_folder(const fs::path& beside) try {
  return sqlite::LockedFolder::anew(beside.parent_path(), folder_prefix, folder_suffix);
} catch (const fs::filesystem_error& fault) {
  throw StorageFailure(fmt::format("{}: no file can be made in its folder: {}; nothing was done",
                                   beside.string(), fault.code().message()),
                       0);
}

}  // namespace
}  // namespace profilestore::integrity

namespace profilestore {

SalvageReport salvage(const std::filesystem::path& source, const std::filesystem::path& path,
                      const OnProgress& progress) {
  const auto from = sqlite::resolve(source), to = sqlite::resolve(path);
  if (!sqlite::store_exists(from))
    throw StorageFailure(fmt::format("{}: there is no such file; nothing was done", from.string()),
                         0);
  const auto refuse = [&] {
    throw StorageFailure(
        fmt::format("{}: there is a file already; nothing was done. Name another", to.string()), 0);
  };
  if (sqlite::store_exists(to)) refuse();
  if (files::is_of_open_store(from))
    throw StorageFailure(fmt::format("{}: the store is open in this program; nothing was done. "
                                     "Close it first",
                                     from.string()),
                         0);
  SalvageReport report{to, {}, {}, {}, {}};
  if (sqlite::is_open_anywhere(from))
    report.notes.emplace_back(
        "another process has the store open: what it wrote meanwhile may be missing, or in part");
  const auto scratch = integrity::scratch_folder(to);
  integrity::DamagedStore damaged(from, scratch->path());
  if (!store::build_store(to, [&](const std::shared_ptr<store::Core>& core) {
        integrity::salvage_into(*core, damaged, report, progress);
      }))
    refuse();
  return report;
}

}  // namespace profilestore

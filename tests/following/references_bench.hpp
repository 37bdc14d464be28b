// A store of people and of what refers to them.
#pragma once

#include <fmt/format.h>

#include <map>
#include <profilestore/make_unique.hpp>
#include <profilestore/references.hpp>
#include <string>
#include <vector>

#include "catch.hpp"
#include "import/fixture.hpp"
#include "store/raw_database.hpp"

namespace fixture {

inline std::string hex_id(int number) { return fmt::format("5f00000000000000000{:05x}", number); }
inline Document id_of(int number) { return {{"$oid", hex_id(number)}}; }

struct ReferencesBench : temporary::Folder {
  std::filesystem::path db = *this / "s.db";
  profilestore::Store store = profilestore::Store::open(db, temporary::quick());

  ImportReport import(const std::string& collection, const std::string& text,
                      const std::string& key = "") {
    ImportOptions options = by("u", collection);
    options.unique.clear();
    if (!key.empty()) options.unique.emplace_back(key);
    options.missing = profilestore::Missing::distinct;
    const std::string source = (*this / fmt::format("{}.json", ++sources)).string();
    temporary::write_file(source, text);
    return profilestore::import_files(db, {source}, options);
  }

  /// Documents 1 to 3 are one person, of whom 1 is kept, and 4 another.
  std::string import_people() {
    std::string text;
    for (int i = 1; i <= 4; ++i)
      text += Document{{"_id", id_of(i)},
                       {"u", i < 4 ? "kim" : "mo"},
                       {"updatedAt", {{"$date", fmt::format("2023-0{}-01T00:00:00Z", 6 - i)}}}}
                  .dump() +
              "\n";
    return import("people", text, "u").id;
  }

  void insert(const std::string& collection, const std::vector<Document>& documents) {
    store.collection(collection).insert_many(documents);
  }

  profilestore::ReferencesReport rewrite(const profilestore::ReferencesOptions& options = {}) {
    const auto report = profilestore::rewrite_references(store, "people", options);
    CHECK(store.check().faults == std::vector<std::string>{});
    return report;
  }

  /// All that undo brings back of a collection.
  std::vector<RawDatabase::Row> rows(const std::string& collection) {
    return RawDatabase(db).rows(
        fmt::format("SELECT *, hex(origin) FROM \"{}\" ORDER BY row", collection));
  }

  /// All that a run or an undo can change.
  std::map<std::string, std::vector<RawDatabase::Row>> contents() {
    std::map<std::string, std::vector<RawDatabase::Row>> all;
    for (const std::string& name : store.collection_names()) all[name] = rows(name);
    RawDatabase raw(db);
    for (const char* table : {"ps_archive", "ps_quarantine", "ps_redirects", "ps_provenance"})
      all[table] = raw.rows(fmt::format("SELECT * FROM {} ORDER BY 1, 2, 3", table));
    return all;
  }

  Document get(const std::string& collection, const Document& filter) {
    return store.collection(collection).find_one(filter).value_or(Document());
  }

  int sources = 0;
};

/// "bookings 5: by 1+2" for five documents changed, one value that lives and two rewritten; then
/// what was left.
inline std::string told(const profilestore::ReferencesReport& report) {
  std::string text;
  for (const profilestore::CollectionReferences& one : report.collections) {
    text += fmt::format("{}{} {}:", text.empty() ? "" : "; ", one.collection, one.ledger.updated);
    for (const profilestore::PathReferences& path : one.paths) {
      text += fmt::format(" {} {}+{}", path.path, path.living, path.rewritten);
      if (path.repeated > 0) text += fmt::format(" repeated {}", path.repeated);
      for (const profilestore::LeftReferences& left : path.left)
        text += fmt::format(" {} {}", name_of(left.why), left.count);
    }
  }
  return text;
}

}  // namespace fixture

// A store that imports go into and are taken back from.
#pragma once

#include <string>
#include <vector>

#include "catch.hpp"
#include "import/fixture.hpp"
#include "store/caught.hpp"
#include "store/raw_database.hpp"

namespace fixture {

using Texts = std::vector<std::string>;

/// A store to be, exports written into it, and a look at all that undo has to bring back.
struct UndoBench : temporary::Folder {
  std::filesystem::path db = *this / "s.db";

  profilestore::ImportReport run(const std::string& text, const ImportOptions& options = by("u")) {
    temporary::write_file(*this / "source.json", text);
    return profilestore::import_files(db, {(*this / "source.json").string()}, options);
  }
  profilestore::Store open() { return profilestore::Store::open(db, temporary::quick()); }
  profilestore::UndoReport undo(const std::string& id,
                                const profilestore::UndoOptions& options = {}) {
    profilestore::Store store = open();
    const auto report = profilestore::undo_import(store, id, options);
    CHECK(store.check().faults == std::vector<std::string>{});
    return report;
  }
  /// Why it can't be undone.
  std::string refusal(const std::string& id, const profilestore::UndoOptions& options = {}) {
    const auto refused = caught<profilestore::InvalidInput>([&] { undo(id, options); });
    return refused ? refused->what() : "";
  }
  std::vector<std::vector<RawDatabase::Row>> contents() {
    RawDatabase raw(db);
    return {raw.rows("SELECT *, hex(origin) FROM profiles ORDER BY row"),
            raw.rows("SELECT * FROM ps_indexes ORDER BY id"),
            raw.rows("SELECT * FROM ps_archive ORDER BY id"),
            raw.rows("SELECT * FROM ps_quarantine ORDER BY id"),
            raw.rows("SELECT * FROM ps_provenance ORDER BY collection, row, import"),
            raw.rows("SELECT * FROM ps_redirects ORDER BY collection, id, import")};
  }
  std::vector<std::string> live() {
    return fixture::column(db, "SELECT printf('%03d ', row) || doc FROM profiles");
  }
  std::string value(const std::string& sql) { return RawDatabase(db).value(sql); }
};

inline Texts left_of(const profilestore::UndoReport& report) {
  Texts left;
  for (const profilestore::LeftDocument& document : report.left) {
    left.push_back(document.id.dump() + " " + std::string(name_of(document.why)));
    for (const std::string& field : document.fields) left.back() += " " + field;
  }
  return left;
}

}  // namespace fixture

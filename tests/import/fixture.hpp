// Exports for the tests of the import: generated from a seed, or written inline.
#pragma once

#include <sqlite3.h>

#include <algorithm>
#include <cstdlib>
#include <profilestore/profilestore.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "store/temporary_store.hpp"

namespace fixture {

using profilestore::Document;
using profilestore::ImportOptions;
using profilestore::ImportReport;

/// What the generator was asked for, and what it says an import must make of it.
struct Export {
  std::string path;
  Document expected;
};

inline Export generated(const temporary::Folder& folder, const std::string& arguments,
                        const std::string& name) {
  const std::string path = (folder / name).string(), expected = path + ".expected";
  const std::string command = std::string(PROFILESTORE_GENERATOR) + " " + arguments +
                              " --expect '" + expected + "' -o '" + path + "'";
  if (std::system(command.c_str()) != 0) throw std::runtime_error("the generator failed");
  return {path, Document::parse(temporary::contents(expected))};
}

inline ImportOptions by(const std::string& key, const std::string& collection = "profiles") {
  ImportOptions options;
  options.collection = collection;
  options.unique = {profilestore::Paths(key)};
  options.allow_absent = true;  // few documents, of few fields
  return options;
}

/// By "u", with rules of merging.
inline ImportOptions with(std::vector<std::string> merge) {
  ImportOptions options = by("u");
  options.merge = std::move(merge);
  return options;
}

inline std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

/// All values of a query's only column, sorted: read by SQLite alone.
inline std::vector<std::string> column(const std::filesystem::path& store, const std::string& sql) {
  sqlite3* database = nullptr;
  sqlite3_open_v2(store.c_str(), &database, SQLITE_OPEN_READWRITE, nullptr);
  // A log that was left by a process that was killed stays where it is.
  if (std::filesystem::exists(store.string() + "-wal"))
    sqlite3_db_config(database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
    throw std::runtime_error(sqlite3_errmsg(database));
  std::vector<std::string> values;
  while (sqlite3_step(statement) == SQLITE_ROW) {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, 0));
    values.emplace_back(bytes == nullptr ? "" : bytes,
                        static_cast<std::size_t>(sqlite3_column_bytes(statement, 0)));
  }
  sqlite3_finalize(statement);
  sqlite3_close(database);
  std::sort(values.begin(), values.end());
  return values;
}

/// Everything that an import leaves behind, but for row numbers, places and times.
struct Result {
  std::vector<std::string> live, archive, quarantine;
  bool operator==(const Result&) const = default;
};

inline Result result_of(const std::filesystem::path& store, const std::string& table = "profiles") {
  return {column(store, "SELECT doc FROM \"" + table + "\""),
          column(store, "SELECT reason || ': ' || body FROM ps_archive"),
          column(store, "SELECT reason || ': ' || body FROM ps_quarantine")};
}

inline std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (end > at) lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

/// A store of its own, to import texts into.
struct Bench : temporary::Folder {
  std::filesystem::path db = *this / "s.db";

  ImportReport run(const std::string& text, const ImportOptions& options,
                   const std::string& name = "source.json") {
    temporary::write_file(*this / name, text);
    return profilestore::import_files(db, {(*this / name).string()}, options);
  }
  std::vector<std::string> live() { return column(db, "SELECT doc FROM profiles"); }
  std::vector<std::string> reasons() { return column(db, "SELECT reason FROM ps_quarantine"); }
  bool sound() { return profilestore::Store::open(db).check().sound(); }
  bool proven(const ImportReport& report) {
    return profilestore::verify_import(profilestore::Store::open(db), report.id).proven();
  }
};

}  // namespace fixture

// What can still be read of a damaged store, into a new one.
#pragma once

#include <cstdint>
#include <filesystem>
#include <profilestore/document.hpp>
#include <profilestore/progress.hpp>
#include <string>
#include <vector>

namespace profilestore {

/// A document, or a part of a store, that could not be read.
struct Unsalvaged {
  std::string collection;  ///< its name, or that of its table if the name is lost; or a part
  std::int64_t row = 0;    ///< the first row; 0: unknown
  std::int64_t last = 0;   ///< the last row of a range in which nothing can be read, else `row`
  Value id = {};           ///< the `_id`, if an index still tells it; else null
  std::string why;         ///< a phrase
};

/// What became of a collection.
struct SalvagedCollection {
  std::string name;           ///< as in the new store
  std::int64_t found = 0;     ///< documents that an index or the table tells of
  std::int64_t salvaged = 0;  ///< of them, those in the new store
  std::int64_t lost = 0;      ///< and those that are not: found = salvaged + lost
  std::int64_t unproven = 0;  ///< of the salvaged, those that had no digest to prove them
  std::vector<std::string> indexes_left_out;  ///< that could not be made, and why
};

/// What salvage() did.
struct SalvageReport {
  std::filesystem::path path;                   ///< of the new store, absolute
  std::vector<SalvagedCollection> collections;  ///< by name
  std::vector<Unsalvaged> lost;                 ///< what could not be read
  std::vector<std::string> lost_records;        ///< of imports and decisions; a phrase a table
  std::vector<std::string> notes;               ///< what else is to be known; a sentence each
  /// Whether all was read.
  bool whole() const { return lost.empty() && lost_records.empty(); }
};

/// Reads what can be read of the damaged store at `source` into a new store at `path`, and lists
/// what cannot: documents whose digest is wrong, and ranges of rows on pages that cannot be read.
/// The source is copied first, with its log, and nothing in it is touched: nobody should have it
/// open. A note tells if another process has. A document whose digest is right is taken as it is;
/// one of which a single bit has changed gets it back, as Store::repair does; one without a digest
/// is taken and counted as unproven. Collections, their indexes and validators are made anew; where
/// the catalog is damaged, tables that hold documents are found by their columns. What imports left
/// (ledgers, archive, quarantine, redirects), decisions and the application's migrations are taken,
/// too, row by row if their digests are right. Events and counters are not taken.
///
/// Throws StorageFailure if there is something at `path`, no file at `source`, or this process has
/// it open; NotAStore if
/// `source` is no SQLite database and cannot be made one.
SalvageReport salvage(const std::filesystem::path& source, const std::filesystem::path& path,
                      const OnProgress& progress = {});

}  // namespace profilestore

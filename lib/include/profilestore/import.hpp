// Import of MongoDB exports full of duplicates: the right profile of each user is kept, the rest is
// set aside, and everything that was read is accounted for.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <profilestore/store.hpp>
#include <string>
#include <vector>

namespace profilestore {

/// How far an import is.
struct Progress {
  std::string_view step;   ///< "reading", "writing"
  std::uint64_t done = 0;  ///< bytes of the sources
  std::uint64_t total = 0;
  std::uint64_t documents = 0;  ///< so far, in this step
};

struct ImportOptions {
  std::string collection;

  /// The unique indexes, one Paths each; the first is the one that groups. Made if the collection
  /// does not have them. Empty: documents are grouped by `_id`.
  std::vector<Paths> unique = {};

  /// What a missing or null key means. Not given: as the collection's index says; for a new index
  /// `reject`, and a document without a key is quarantined.
  std::optional<Missing> missing = {};

  /// Which document of a key survives: rules separated by commas, the first that tells two
  /// documents apart decides; then the newer ObjectId time, the greater `_id`, the greater content.
  ///
  ///     complete            more filled fields win (not null, "", [] or {}; an array is one field)
  ///     complete:FIELD      a document whose FIELD is filled, and not false, wins
  ///     newest:FIELD        the later moment at FIELD wins
  ///     oldest:FIELD        the earlier moment at FIELD wins
  std::string keep = "complete,newest:updatedAt";

  /// Do everything but keep it: the ledger is as it would be.
  bool dry_run = false;

  /// Called now and then.
  std::function<void(const Progress&)> progress = {};
};

/// read = inserted + updated + unchanged + merged + conflicted + quarantined.
struct Ledger {
  std::int64_t read = 0;         ///< documents, and pieces that are none
  std::int64_t inserted = 0;     ///< became a new document
  std::int64_t updated = 0;      ///< replaced the store's document of their key, now in the archive
  std::int64_t unchanged = 0;    ///< the store or its archive has them already
  std::int64_t merged = 0;       ///< lost against another of their key: in the archive
  std::int64_t conflicted = 0;   ///< clash under a second unique index: in the quarantine
  std::int64_t quarantined = 0;  ///< unusable: in the quarantine

  bool operator==(const Ledger&) const = default;
};

/// "read 3,412 = inserted 3,009 + updated 0 + …"
std::string to_text(const Ledger& ledger);

struct SourceReport {
  std::string name;
  std::string format;  ///< "json-lines", "json-array", "json-objects"; "empty" if nothing is in it
  std::uint64_t bytes = 0;
  std::string sha256;
};

struct ImportReport {
  std::string id;  ///< what verify asks for; empty after a dry run
  std::vector<SourceReport> sources;
  Ledger ledger;
};

/// Imports files of Extended JSON (v2 relaxed and canonical, v1; lines, an array, or objects one
/// after the other, pretty-printed or not) into a collection of the store at `store`; "-" is the
/// standard input. All or nothing: killed at any moment, the store is as before. The result does
/// not depend on the order of the documents; the same files again change nothing.
///
/// Documents compete with those of the store by the same rules. Losers are archived byte for byte;
/// what is no usable document is quarantined with source, line, offset and reason. So is a document
/// that fails the collection's validator, unless that only warns or is off.
///
/// Throws InvalidInput for options that make no sense, StorageFailure for a source that can't be
/// read or a store that can't be written; then nothing was done.
ImportReport import(const std::filesystem::path& store, const std::vector<std::string>& sources,
                    const ImportOptions& options);

/// A document of the sources that the store can't account for.
struct Unaccounted {
  std::string source;
  std::uint64_t line = 0;
  std::uint64_t offset = 0;
};

/// Where the documents of an import's sources are.
struct VerifyReport {
  std::int64_t read = 0;
  std::int64_t live = 0;    ///< as they were imported
  std::int64_t edited = 0;  ///< live, and changed since by the application
  std::int64_t archived = 0;
  std::int64_t quarantined = 0;
  std::vector<Unaccounted> missing;
  std::vector<std::string> changed_sources;  ///< sources that are not what was imported
  bool proven() const { return missing.empty() && changed_sources.empty(); }
};

/// Reads the sources of an import again and looks for each document in the store. `sources`: where
/// they are now, in the order of the import; empty: where they were.
/// Throws InvalidInput if there is no such import.
VerifyReport verify(const Store& store, const std::string& import_id,
                    const std::vector<std::string>& sources = {});

}  // namespace profilestore

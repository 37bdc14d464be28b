// Import of MongoDB exports full of duplicates: the right profile of each user is kept, the rest is
// set aside, and everything that was read is accounted for.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <profilestore/progress.hpp>
#include <profilestore/store.hpp>
#include <profilestore/users.hpp>
#include <string>
#include <vector>

namespace profilestore {

struct ImportOptions {
  std::string collection;

  /// The unique indexes, one Paths each; the first is the one that groups. Made if the collection
  /// does not have them. Empty: documents are grouped by `_id`.
  std::vector<Paths> unique = {};

  /// What a missing or null key means. Not given: as the collection's index says; for a new index
  /// `reject`, and a document without a key is quarantined.
  std::optional<Missing> missing = {};

  /// Make the indexes too that mongodump wrote beside the documents, as SourceReport::indexes tells
  /// of them. A unique one is as one of `unique` behind those.
  bool indexes = false;

  /// "csv" or "tsv": all sources are lines of values, the first of which names the columns; a
  /// dotted name makes a document within the document. "": JSON or BSON, as each looks.
  std::string type = {};

  /// Of CSV: each column's name ends with its type, as mongoimport has it: `age.int32()`,
  /// `born.date(2006-01-02)`. Without, each value is taken for what it looks like: an integer, a
  /// Double, `ObjectId(…)`, else a string.
  bool columns_have_types = false;

  /// Of CSV: an empty value is no field, rather than "".
  bool ignore_blanks = false;

  /// Which document of a key survives: rules separated by commas, the first that tells two
  /// documents apart decides; then the newer ObjectId time, the greater `_id`, the greater content.
  ///
  ///     complete            more filled fields win (not null, "", [] or {}; an array is one
  ///     field);
  ///                         most-fields is the same
  ///     complete:FIELD      a document whose FIELD is filled, and not false, wins
  ///     newest:FIELD        the later moment at FIELD wins
  ///     oldest:FIELD        the earlier moment at FIELD wins
  ///     source:NAME         a document of that source wins: a name as it is given, or its file's,
  ///                         with or without the ending
  ///     first, last         the earlier or later one wins, by source and place: only with these
  ///                         does the order matter
  std::string keep = "complete,newest:updatedAt";

  /// What the survivor takes from the others of its key; empty: nothing. It keeps its `_id`, and
  /// the key never changes. A null counts as missing.
  ///
  ///     fill                top-level fields that it lacks, from the best document that has them
  ///     union:FIELD         the distinct elements of all arrays
  ///     max:FIELD, min:FIELD
  ///     newest:FIELD        the value beside the newest updatedAt; newest:FIELD@BY asks BY
  ///     longest:FIELD       the longest string or array
  ///     concat:FIELD        distinct strings, joined by a line break or as concat:FIELD@SEPARATOR
  ///                         says; arrays one after the other
  ///     group:F+G+…         fields that move together, all from the one that has most of them
  ///
  /// A document that is made so must pass the collection's validator and its indexes; else its
  /// whole group is in conflict. What it was before is in the archive too.
  std::vector<std::string> merge = {};

  /// Fields such as `email` that two documents of one person do not differ in, unless one has none.
  /// Strings are compared whatever their case, and without blanks around them. The best document
  /// of a key, or that of the store, tells who it is; each next best one that differs from what is
  /// known by then is in conflict, and never merged.
  std::vector<std::string> identity = {};

  /// What becomes of a document that the store has for a key: "merge", the default: it competes,
  /// gives and takes as if it were of the import; "keep": it stays; "replace": the best of the
  /// import takes its place; "newest": that one does if it is newer by the first rule newest:FIELD
  /// of `keep`, or as new and better.
  std::string on_existing = {};

  /// All rules as one document, instead of keep, merge, identity and on_existing:
  ///
  ///     {"version": 1, "keep": ["complete", "newest:updatedAt"],
  ///      "merge": {"fill": true, "union": ["tags"], "groups": [["street", "city", "zip"]]},
  ///      "identity": ["email"], "onExisting": "merge"}
  std::optional<Document> rules = {};

  /// Users, to look up whose a document is that names nobody. It is seen as if it had named them;
  /// if there is not just one, it is quarantined.
  UserLookup users = {};

  /// Do everything but keep it: the ledger is as it would be.
  bool dry_run = false;

  OnProgress progress = {};  ///< if it throws, nothing was done
};

/// read = inserted + updated + unchanged + merged + conflicted + quarantined. Of make_unique: read
/// is every document of the collection, unchanged are those that stay.
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

/// An index that mongodump tells of, beside the documents of a source.
struct SourceIndex {
  std::string name;
  bool unique = false;
  bool there = false;   ///< the collection has it now, or one of the same paths
  std::string why_not;  ///< it can't be made: this library has no such index
};

struct SourceReport {
  /// As it was given; of a file in a tar "dump.tar:app/users.bson".
  std::string name;
  /// "json-lines", "json-array", "json-objects", "bson", "csv" or "tsv", and what it was packed in:
  /// "bson, gzip"; "empty" if nothing is in it.
  std::string format;
  std::uint64_t bytes = 0;  ///< unpacked, as of the digest
  std::string sha256;
  std::vector<SourceIndex> indexes = {};  ///< of `.metadata.json`, but for that of `_id`
  std::string header = {};                ///< of CSV: the line that names the columns
};

struct ImportReport {
  std::string id;  ///< what verify asks for; empty after a dry run
  std::vector<SourceReport> sources;
  Ledger ledger;
  Document rules = {};                   ///< in full, as ImportOptions::rules
  bool usual_rules = true;               ///< whether they are those that hold if none are given
  std::string rules_sha256 = {};         ///< of their text: the same for the same rules
  std::vector<SourceReport> users = {};  ///< the files of users; empty: none was asked for
  std::string collection = {};
  std::int64_t useless_users = 0;  ///< documents in there that can be nobody's user
  Adoptions adoptions = {};
};

/// Imports files of Extended JSON (v2 relaxed and canonical, v1; lines, an array, or objects one
/// after the other, pretty-printed or not), of BSON or of CSV into a collection of the store at
/// `store`; "-" is the standard input. Each may be packed by gzip, zstd, bzip2 or xz, and be in a
/// tar; a folder is what mongodump wrote into it. Several sources are as one. All or nothing:
/// killed at any moment, the store is as before. The result does not depend on the order of the
/// documents; the same files again change nothing.
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
  std::uint64_t length = 0;  ///< bytes
};

/// Bytes of a source that are neither a document, nor between two, nor in the quarantine.
struct Stray {
  std::string source;
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
};

/// What the bytes of the sources are. Their sum, and that of the strays and of what is missing, is
/// the size of the sources.
struct Bytes {
  std::uint64_t documents = 0;
  std::uint64_t separators = 0;  ///< white space, commas, brackets; a byte order mark
  std::uint64_t quarantined = 0;
};

/// Where the documents of an import's sources are.
struct VerifyReport {
  std::int64_t read = 0;
  std::int64_t live = 0;     ///< as they were imported
  std::int64_t edited = 0;   ///< live, and changed since by the application
  std::int64_t made_of = 0;  ///< a document was made of it with what others, or a user, have; it is
                             ///< in the archive as it was
  std::int64_t archived = 0;  ///< set aside for another
  std::int64_t quarantined = 0;
  std::int64_t taken_back = 0;  ///< of keys that undo took back; in `bytes` they are documents
  Bytes bytes;
  std::vector<Unaccounted> missing;
  std::vector<Stray> strays;
  std::vector<std::string> changed_sources;  ///< sources that are not what was imported
  /// When the import was undone, as ISO text; its sources are then not read, and nothing is proven.
  /// Empty: it was not.
  std::string undone;
  bool proven() const {
    return missing.empty() && strays.empty() && changed_sources.empty() && undone.empty();
  }
};

/// Reads the sources of an import again and looks for each document in the store, and for what each
/// of their bytes is. `sources`: where
/// they are now, in the order of the import; empty: where they were.
/// Throws InvalidInput if there is no such import, or if it is one of make_unique, which has none.
VerifyReport verify(const Store& store, const std::string& import_id,
                    const std::vector<std::string>& sources = {}, const OnProgress& progress = {});

/// Why undo leaves things as they are.
enum class Left {
  edited,    ///< the document was changed or deleted since
  built_on,  ///< a later import replaced it, or set others aside for it
  clash,     ///< another document has its key by now, or an index requires one it has not
  invalid,   ///< it was changed since, and what a merge makes of it fails the validator
};

/// "edited", "builtOn", "clash", "invalid".
std::string_view name_of(Left why);

/// A document that undo has left where it is: in the collection, or in the archive.
struct LeftDocument {
  Value id;  ///< its `_id`
  Left why;
  std::vector<std::string> fields = {};  ///< dotted: what both the import and its editor changed
};

struct UndoOptions {
  /// Only what the import did under these keys of the index that it grouped by: the values at its
  /// path, or, if it has several, arrays of one value a path. Empty: all that it did.
  std::vector<Value> keys = {};

  OnProgress progress = {};  ///< if it throws, nothing was done; it may not call the store
};

/// What undo did.
struct UndoReport {
  std::string id;             ///< of the import
  std::int64_t removed = 0;   ///< documents that the import had made
  std::int64_t restored = 0;  ///< documents that it had replaced or set aside, back as they were
  std::int64_t merged = 0;    ///< back but for what was changed since, which they keep
  std::int64_t moved = 0;     ///< of those: their place in natural order was taken, they come last
  std::int64_t gone = 0;  ///< documents that it had made and that were deleted or set aside since
  std::int64_t edited = 0, built_on = 0, clashes = 0, invalid = 0;  ///< left: see Left
  std::vector<LeftDocument> left;                                   ///< the first hundred of those
  std::vector<std::string> kept_indexes;  ///< that an import of files had made: they stay
  std::string dropped_index;              ///< that make_unique had made
};

/// Takes an import back, of files or of make_unique: removes the documents that it made and that
/// are still what was imported, and puts those back, byte for byte and in their place, that it
/// replaced or set aside. A document that it replaced and that was changed since is merged: what
/// was changed stays, and all else is as it was before the import, if no field is both; objects are
/// merged field by field, arrays are one field. What was changed otherwise stays, and so does what
/// a later import built on; neither is an error, and what else the import set aside for such a
/// document stays in the archive. Of make_unique the index is dropped; a collection, and indexes,
/// that an import of files made stay. One transaction. An import is undone once, whole or the rest
/// of it; one of which something is left counts as not undone, and can be undone again.
///
/// With keys, a key that something is left of counts as not undone; of make_unique the index has to
/// be dropped before.
///
/// Throws InvalidInput, and has done nothing: if there is no such import; if it was undone; if an
/// older library made it, which did not keep what undo needs; if its collection is gone (26); if a
/// later import, which is not undone, found documents there already: undo that one first; for a key
/// that the import did nothing under, or that was undone, or that is not of the index's form.
UndoReport undo(const Store& store, const std::string& import_id, const UndoOptions& options = {});

}  // namespace profilestore

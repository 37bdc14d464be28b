// Import of MongoDB exports that contain duplicates: keeps the right profile of each user, sets the
// rest aside, and accounts for everything that it reads.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <profilestore/import_report.hpp>
#include <profilestore/progress.hpp>
#include <profilestore/store.hpp>
#include <profilestore/users.hpp>
#include <string>
#include <vector>

namespace profilestore {

/// Options of import_files and plan_import.
struct ImportOptions {
  std::string collection;  ///< the name of the collection; created if it does not exist

  /// Which collection of a dump to import, where it has several: "app.users", or the name of the
  /// collection or the database alone. Empty: the one that is named as `collection`.
  std::string from = {};

  /// The unique indexes, one Paths each; the first one groups. Created if the collection lacks
  /// them. Empty: documents are grouped by `_id`.
  std::vector<Paths> unique = {};

  /// What a missing or null key means. Not given: the rule of the collection's index; for a new
  /// index `reject`, which quarantines documents without a key, and those whose key is "" or blank.
  /// Whatever the rule, documents whose key names nobody, or is a text such as "undefined" or
  /// "N/A", are not each other's duplicates: where the index takes such a key as a value, at most
  /// one of them can be in the collection, and the others are in conflict.
  std::optional<Missing> missing = {};

  /// Which texts are one key, for the paths of `unique` that it names: see Index::normalise. An
  /// index that is there must have the same; not given, it is used as it is.
  Normalise normalise = {};

  /// Also create the indexes of a dump (SourceReport::indexes), unique ones as those of `unique`.
  bool indexes = false;

  /// "csv" or "tsv": all sources are lines of values, and the first line names the columns; a
  /// dotted name makes a sub-document, `tags[0]` an element of an array. "": JSON or BSON, detected
  /// per source.
  std::string type = {};

  /// CSV only: each column name ends with its type, as for mongoimport: `age.int32()`,
  /// `born.date(2006-01-02)`. If false, each value's look decides: an integer, a Double,
  /// `ObjectId(…)`, else a string.
  bool columns_have_types = false;

  /// CSV only: an empty value gives no field, rather than "".
  bool ignore_blanks = false;

  /// CSV only: the character between values, or "comma", "semicolon", "tab" or "pipe". "": a comma,
  /// or what a first line such as `sep=;` tells.
  std::string delimiter = {};

  /// CSV only: the names of the columns, where the first line is not a header but a record.
  std::vector<std::string> fields = {};

  /// The encoding of all sources, by any name that ICU knows: "windows-1252", "UTF-16LE". Bytes
  /// that are not of it are an error. "": UTF-8, or UTF-16 where a source looks like it.
  std::string encoding = {};

  /// JSON only: the dotted path of the array or map that holds the documents, in sources that are
  /// one object each: "results" for `{"results": [{…}, …]}`; "." for a map that is the whole
  /// object. "": the documents stand by themselves.
  std::string at = {};

  /// With `at`, for a map of documents: the field that takes the key of each.
  std::string map_key = {};

  /// Which document of a group survives: rules separated by commas. The first rule that
  /// distinguishes two documents decides; then the newer ObjectId and the greater `_id`, or, if the
  /// last newest or oldest rule was oldest, the older and the smaller; then the greater content.
  ///
  ///     complete            more filled fields win (not null, "", [] or {}; an array is one
  ///                         field); also spelled most-fields
  ///     complete:FIELD      a document whose FIELD is filled and not false wins
  ///     newest:FIELD        the later time in FIELD wins; of numbers, whatever they count, the
  ///                         higher whole part. Of `_id` too: an ObjectId tells its time
  ///     oldest:FIELD        the earlier time or lower number in FIELD wins
  ///     rank:FIELD=A>B>…    the value that stands first in the list wins, and any in it over all
  ///                         others. Texts are compared as they are; a number or true and false
  ///                         with what a text of the list says. A value has no comma, and blanks
  ///                         around it are not a part of it
  ///     most-referenced:COLLECTION.PATH
  ///                         the document to whose `_id` most documents of that collection of the
  ///                         store refer wins: by the `_id`, by the text of an ObjectId's 24
  ///                         digits, a DBRef, or an object with that `_id`, also in arrays. Several
  ///                         places are added up: orders.userId+bookings.by
  ///     source:NAME         a document of that source wins: NAME as given, or its file name, with
  ///                         or without the extension
  ///     first, last         the earlier or later document wins, by source and position; order
  ///                         matters only with these
  std::string keep = "complete,newest:updatedAt";

  /// What the survivor takes from the rest of its group; empty: nothing. It keeps its `_id`, and
  /// the key never changes. Null counts as missing.
  ///
  ///     fill                fields that it lacks, also inside sub-documents that it has, from the
  ///                         best document that has them. Arrays are not entered; what another rule
  ///                         speaks of is left to that rule, and a sub-document with fields of a
  ///                         group to the group
  ///     union:FIELD         the distinct elements of all arrays
  ///     union:FIELD@KEY     the same of sub-documents, where those with an equal value at KEY are
  ///                         one: that of the better document. Of several in the survivor's own
  ///                         array the first stays
  ///     max:FIELD, min:FIELD
  ///     newest:FIELD        the value of the newest updatedAt; newest:FIELD@BY goes by BY
  ///     longest:FIELD       the longest string or array
  ///     concat:FIELD        distinct strings, joined by a line break or by the separator in
  ///                         concat:FIELD@SEPARATOR; arrays one after the other
  ///     sum:FIELD           the numbers added, as $inc does. A document is added once, however
  ///     often
  ///                         and in whatever versions it is imported, and the store's document with
  ///                         all that was set aside for it. Text is left out; if the survivor has
  ///                         text there, that stays
  ///     rank:FIELD=A>B>…    the value that stands first in the list
  ///     group:F+G+…         fields taken together, all from the document that has most of them
  ///
  /// The result must pass the validator and the indexes; if not, its whole group is in conflict.
  /// The archive also keeps the survivor as it was before.
  std::vector<std::string> merge = {};

  /// Identity fields, such as `email`, in which documents of one person never differ, unless one
  /// lacks the field. Strings are compared without case and surrounding blanks. The best document
  /// of a group, or the store's, defines the person. Then, best first, each document that differs
  /// from what is known so far is in conflict and never merged.
  std::vector<std::string> identity = {};

  /// What happens to the store's document of a key. "merge" (default): it competes, gives and takes
  /// like an imported one; "keep": it stays; "replace": the best imported document replaces it;
  /// "newest": that one replaces it only if newer by the first newest:FIELD (or oldest:FIELD:
  /// older) rule of `keep`, or equally new and better.
  std::string on_existing = {};

  /// All rules as one document, in place of keep, merge, identity and on_existing:
  ///
  ///     {"version": 1, "keep": ["complete", "newest:updatedAt"],
  ///      "merge": {"fill": true, "union": ["tags"], "sum": ["logins"], "groups": [["street",
  ///      "city", "zip"]]}, "identity": ["email"], "onExisting": "merge"}
  std::optional<Document> rules = {};

  /// Users among whom to look up the owner of a document that names no user. If exactly one matches
  /// the document is adopted: treated as if it had named that user. Otherwise it is quarantined.
  UserLookup users = {};

  /// Import even if no document of the sources has a field that `unique`, `keep`, `merge` or
  /// `identity` names. Not given, that is an error, since such a rule decides nothing.
  bool allow_absent = false;

  /// Do everything but keep nothing: the ledger shows what would happen.
  bool dry_run = false;

  OnProgress progress = {};  ///< if it throws, nothing was done
};

/// Imports files of Extended JSON (v2 relaxed and canonical, v1; lines, an array, or consecutive
/// objects, pretty-printed or not), BSON or CSV into a collection of the store at `store`; "-" is
/// standard input. Each may be compressed with gzip, zstd, bzip2 or xz, and be in a tar; a folder
/// is one that mongodump wrote. Several sources count as one. All or nothing: if killed at any
/// moment, the store is as before. The order of the documents does not affect the result. The same
/// files again change nothing, but documents in conflict are examined again, and what goes to the
/// quarantine is there for each import.
///
/// Documents of the store compete by the same rules. Losers are archived byte for byte. Input that
/// is not a valid document is quarantined with source, line, offset and reason. So is a document
/// that fails the collection's validator, unless that only warns or is off.
///
/// Throws InvalidInput for invalid options, DuplicateKeys or ValidationFailed if documents of the
/// store prevent a new unique index, StorageFailure if a source cannot be read or the store cannot
/// be written. Then nothing was done.
ImportReport import_files(const std::filesystem::path& store,
                          const std::vector<std::string>& sources, const ImportOptions& options);

/// A piece of a source that the store cannot account for.
struct Unaccounted {
  std::string source;        ///< its name
  std::uint64_t line = 0;    ///< from 1; for BSON, the number of the piece
  std::uint64_t offset = 0;  ///< bytes before it, after unpacking
  std::uint64_t length = 0;  ///< in bytes
};

/// Bytes of a source that are neither in a document, nor separate documents, nor in the quarantine.
struct StrayBytes {
  std::string source;        ///< its name
  std::uint64_t offset = 0;  ///< bytes before them, after unpacking
  std::uint64_t length = 0;  ///< in bytes
};

/// What the bytes of the sources are. Together with the strays and the missing pieces they add up
/// to the size of the sources.
struct ByteCount {
  std::uint64_t documents = 0;    ///< of documents
  std::uint64_t separators = 0;   ///< white space, commas, brackets; a byte order mark
  std::uint64_t quarantined = 0;  ///< of pieces in the quarantine
  std::uint64_t outside = 0;      ///< around the array or map that ImportOptions::at names
};

/// Where the documents of an import's sources are.
struct VerifyReport {
  std::int64_t read = 0;         ///< documents, and pieces that are not documents
  std::int64_t live = 0;         ///< in the collection as imported
  std::int64_t edited = 0;       ///< in the collection, changed since by the application
  std::int64_t made_of = 0;      ///< in the archive; a merge or an adoption changed the live one
  std::int64_t archived = 0;     ///< in the archive, as losers
  std::int64_t quarantined = 0;  ///< in the quarantine
  std::int64_t taken_back = 0;   ///< undone; `bytes` counts them as documents
  ByteCount bytes;               ///< what the bytes of the sources are
  std::vector<Unaccounted> missing;          ///< pieces that are nowhere
  std::vector<StrayBytes> strays;            ///< bytes that are nowhere
  std::vector<std::string> changed_sources;  ///< sources that differ from what was imported
  /// When the import was undone, as ISO text: then its sources are not read, and nothing is proven.
  /// Empty: it was not.
  std::string undone;
  /// Whether every document and every byte is accounted for.
  bool proven() const {
    return missing.empty() && strays.empty() && changed_sources.empty() && undone.empty();
  }
};

/// Reads the sources of an import again and looks for each document in the store, and accounts for
/// every byte. `sources`: where they are now, in the order of the import; empty: where they were.
/// Throws InvalidInput if there is no such import, or if make_unique or rewrite_references made
/// it, which have no sources.
VerifyReport verify_import(const Store& store, const std::string& import_id,
                           const std::vector<std::string>& sources = {},
                           const OnProgress& progress = {});

/// Why undo_import leaves a document.
enum class LeftReason {
  edited,    ///< it was changed or deleted since
  built_on,  ///< a later import replaced it, or set others aside for it
  clash,     ///< another document now has its key, or an index requires a value that it lacks
  invalid,   ///< it was changed since, and merging the change fails the validator or is too large
};

/// "edited", "builtOn", "clash", "invalid".
std::string_view name_of(LeftReason why);

/// A document that undo_import left where it is: in the collection, archive or quarantine.
struct LeftDocument {
  Value id;                              ///< its `_id`
  LeftReason why;                        ///< the reason
  std::vector<std::string> fields = {};  ///< dotted; changed by both the import and the application
};

/// Options of undo_import.
struct UndoOptions {
  /// Undo only what the import did under these keys of its grouping index: the value at its path,
  /// or, if it has several paths, an array of one value per path. Empty: undo everything.
  std::vector<Value> keys = {};

  OnProgress progress = {};  ///< if it throws, nothing was done; it must not call the store
};

/// What undo_import did.
struct UndoReport {
  std::string id;                  ///< of the import
  std::int64_t removed = 0;        ///< documents that the import created
  std::int64_t restored = 0;       ///< documents that it replaced or set aside, back as they were
  std::int64_t merged = 0;         ///< documents that it replaced, back with later changes kept
  std::int64_t moved = 0;          ///< restored, but last in natural order: their place was taken
  std::int64_t gone = 0;           ///< documents that it created, deleted or set aside since
  std::int64_t edited = 0;         ///< left: see LeftReason::edited
  std::int64_t built_on = 0;       ///< left: see LeftReason::built_on
  std::int64_t clashes = 0;        ///< left: see LeftReason::clash
  std::int64_t invalid = 0;        ///< left: see LeftReason::invalid
  std::vector<LeftDocument> left;  ///< the first hundred of those
  std::vector<std::string> kept_indexes;  ///< created by an import of files: they stay
  std::string dropped_index;              ///< created by make_unique
  /// The imports of rewrite_references, not undone, that have led values to what this one kept, and
  /// away from what it set aside; undo them too.
  std::vector<std::string> references;
};

/// Undoes an import of files, a make_unique or the import of one collection that rewrite_references
/// made, in one transaction: removes the documents that it created, if unchanged since, and
/// restores those that it replaced or set aside, byte for byte and in their place. A document that
/// it replaced and that was changed since is merged: later changes stay, and all other fields are
/// as before the import, unless both changed the same field. Objects are merged field by field; an
/// array counts as one field. Documents that were changed otherwise, or that a later import built
/// on, are left, and what the import set aside for them stays in the archive; neither is an error.
/// The index of a make_unique is dropped. A collection or indexes that an import of files created
/// stay. An import is undone once, whole or what remains of it; if documents are left, it counts as
/// not undone and can be undone again.
///
/// With keys: a key under which documents are left counts as not undone. For a make_unique, drop
/// its index first. Throws InvalidInput, 4 (NoSuchKey) for a key under which the import did
/// nothing; one that was undone before is another error.
///
/// Throws InvalidInput, having done nothing, if there is no such import; if it was undone; if an
/// older library, which did not keep what undo needs, made it; if its collection is gone (26); if a
/// later import that is not undone found documents there already: undo that one first; for a key
/// under which the import did nothing, that was undone, or that does not have the index's form.
UndoReport undo_import(const Store& store, const std::string& import_id,
                       const UndoOptions& options = {});

}  // namespace profilestore

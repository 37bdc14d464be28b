// What an import reports: its counts, its sources, and what its rules decided.
#pragma once

#include <cstdint>
#include <profilestore/document.hpp>
#include <profilestore/users.hpp>
#include <string>
#include <utility>
#include <vector>

namespace profilestore {

/// read = inserted + updated + unchanged + merged + conflicted + quarantined. For make_unique, read
/// counts every document of the collection, updated the survivors that took from others, and
/// unchanged the others that stay.
struct Ledger {
  std::int64_t read = 0;         ///< documents, and pieces that are not documents
  std::int64_t inserted = 0;     ///< became a new document
  std::int64_t updated = 0;      ///< replaced the store's document of their key, now in the archive
  std::int64_t unchanged = 0;    ///< already in the store or its archive
  std::int64_t merged = 0;       ///< losers: in the archive
  std::int64_t conflicted = 0;   ///< clash with another document or person: in the quarantine
  std::int64_t quarantined = 0;  ///< cannot be imported: in the quarantine

  bool operator==(const Ledger&) const = default;
};

/// "read 3,412 = inserted 3,009 + updated 0 + …"
std::string to_text(const Ledger& ledger);

/// An index that mongodump recorded with the documents of a source.
struct SourceIndex {
  std::string name;     ///< as mongodump tells it
  bool unique = false;  ///< whether it is unique
  bool there = false;   ///< the collection now has it, or one over the same paths
  std::string why_not;  ///< why it cannot be created: this library has no such index
};

/// One source of an import, or one file of users.
struct SourceReport {
  /// As given; for a file in a tar, "dump.tar:app/users.bson".
  std::string name;
  /// "json-lines", "json-array", "json-objects", "json-map", "bson", "csv" or "tsv", and how it was
  /// encoded and packed: "bson, gzip", "csv, UTF-16LE"; "empty" if it has no content.
  std::string format;
  std::uint64_t bytes = 0;                ///< after unpacking, in UTF-8
  std::string sha256;                     ///< of those bytes
  std::vector<SourceIndex> indexes = {};  ///< from `.metadata.json`, except that on `_id`
  std::string header = {};                ///< CSV only: the line that names the columns
  /// Of an archive of mongodump: what is missing of the collection, or damaged; empty: nothing.
  std::string cut_off = {};
};

/// A file, a collection or a collection's option of a dump that is not imported.
struct LeftOutSource {
  std::string name;  ///< its path, or "ARCHIVE:app.view", or "the option validator of PATH"
  std::string why;   ///< "the server's own", "a view: …"
};

/// What a rule, an identity field or a unique key met in the documents of the sources.
struct RuleUse {
  std::string option;           ///< "unique", "keep", "merge" or "identity"
  std::string rule;             ///< as it is written: "newest:updatedAt"
  std::int64_t documents = 0;   ///< that have a value which it asks for
  std::int64_t groups = 0;      ///< that it decided, gave a value to, or split; of a key 0
  std::int64_t unreadable = 0;  ///< documents whose value it cannot read: no time, no array, …
  std::string example = {};     ///< the first such value, as JSON
};

/// Documents whose grouping key names nobody. They are never merged with each other.
struct KeylessDocuments {
  std::int64_t missing = 0;  ///< without a value
  std::int64_t null = 0;     ///< null
  std::int64_t empty = 0;    ///< ""
  std::int64_t blank = 0;    ///< white space only
  /// Texts such as "undefined", "null" and "N/A" that several documents share, and how many.
  std::vector<std::pair<std::string, std::int64_t>> placeholders = {};
};

/// Documents that were set aside for one reason.
struct ReasonCount {
  /// Why, in words. Where the reasons of the documents differ in numbers or quoted text alone, they
  /// count as one, with "…" in those places.
  std::string reason;
  std::int64_t documents = 0;  ///< set aside for it
  std::string source;          ///< of the first of them
  std::uint64_t line = 0;      ///< from 1; of BSON the number of the document
  std::uint64_t column = 0;    ///< of its first byte in that line, from 1; of BSON 0
  std::uint64_t offset = 0;    ///< bytes before it in its source, unpacked
  std::string example = {};    ///< its reason, in full
};

/// A group of a plan whose survivor was set to another member, as it was done.
struct EditedGroup {
  std::uint64_t line = 0;  ///< of the plan, from 1
  /// The survivor as planned, {"source", "line", "offset", "_id"} or {"store": true, "_id"}; null
  /// if the whole group was to be in conflict.
  Value planned;
  Value chosen;   ///< the survivor as edited, in the same form
  Document done;  ///< the line as it would stand in the plan: losers, rules and changes, made again
};

/// What an import did.
struct ImportReport {
  std::string id;                     ///< for verify_import and undo_import; empty after a dry run
  std::vector<SourceReport> sources;  ///< in the order given
  Ledger ledger;                      ///< its counts
  Document rules = {};                ///< in full, as ImportOptions::rules
  bool usual_rules = true;            ///< whether they are the default rules
  std::string rules_sha256 = {};      ///< of their text: equal for equal rules
  std::vector<SourceReport> users = {};  ///< the files of users; empty if none were given
  std::string collection = {};           ///< that it went into
  std::int64_t useless_users = 0;        ///< documents in them that cannot be anybody's user
  Adoptions adoptions = {};              ///< what became of documents that named no user
  std::vector<RuleUse> rule_uses = {};   ///< of all keys and rules, in this order
  std::int64_t ties = 0;                 ///< groups that no rule of `keep` decided, but the `_id`
  KeylessDocuments keyless = {};         ///< by kind
  bool indexes = false;                  ///< whether ImportOptions::indexes was given
  /// What lies in a folder of sources and is none: `README.txt` beside the parts of an export; and
  /// options of a dumped collection that no import takes over, such as its validator.
  std::vector<LeftOutSource> left_out = {};
  /// Why documents went to the quarantine: the ten most frequent reasons, the largest first.
  std::vector<ReasonCount> reasons = {};
  /// Of apply_plan: the groups whose survivors were edited in the plan, in its order.
  std::vector<EditedGroup> edited = {};
};

}  // namespace profilestore

// References that follow: values that name documents which were merged into others, all over the
// store, rewritten to those that live; and the list of such documents, for systems outside.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <profilestore/import_report.hpp>
#include <profilestore/progress.hpp>
#include <profilestore/store.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace profilestore {

/// Where references stand: orders.userId.
struct ReferencePath {
  std::string collection;  ///< its name
  std::string path;        ///< dotted; leads through arrays with or without an index
};

/// Options of rewrite_references.
struct ReferencesOptions {
  /// Look at these paths only, where a value of any type is a reference: a number, a text, a
  /// sub-document that is an `_id`. What stands inside such a value is looked at as without this.
  /// Empty: look everywhere, for values that stand where they do by no chance: ObjectIds, their
  /// 24 hexadecimal digits as text, binary values such as UUIDs, and DBRefs to the collection.
  std::vector<ReferencePath> in = {};

  bool dry_run = false;  ///< do everything but keep nothing

  OnProgress progress = {};  ///< if it throws, nothing was done; it must not call the store
};

/// Why rewrite_references leaves a value as it is.
enum class LeftReference {
  nobody,     ///< it is no `_id` of the collection: nobody has it, and nobody with it was set aside
  gone,       ///< its document was set aside for one that is not there any more
  conflict,   ///< rewritten, its document would break a unique index or the validator
  in_id,      ///< it is the `_id` of a document, or in it
  in_name,    ///< it is the name of a field
  elsewhere,  ///< it is the `_id` of a document of another collection, which it may refer to
  no_text,    ///< it is the text of an ObjectId, and the survivor's `_id` is neither
};

/// "nobody", "gone", "conflict", "inId", "inName", "elsewhere", "noText".
std::string_view name_of(LeftReference why);

/// Values of one path that were left for one reason.
struct LeftReferences {
  LeftReference why;       ///< the reason
  std::int64_t count;      ///< how many
  Value value;             ///< the first of them
  Value document;          ///< the `_id` of the document that it stands in
  std::string found = {};  ///< of `elsewhere`, the other collection
};

/// The references of one path.
struct PathReferences {
  /// Dotted, without the indexes of arrays. A name that is 24 hexadecimal digits is told as `*`, as
  /// such names are data. The paths beyond the first 1,000 of a collection are told as one, "…".
  std::string path;
  std::int64_t living = 0;     ///< values that refer to a document that is there
  std::int64_t rewritten = 0;  ///< values that referred to one that was set aside
  /// Arrays in which the same survivor now stands more than once, because of that.
  std::int64_t repeated = 0;
  std::vector<LeftReferences> left = {};  ///< by reason
};

/// A document that was left as it is.
struct ReferenceConflict {
  Value id;            ///< its `_id`
  std::string reason;  ///< what prevents the change, without values
};

/// What became of one collection.
struct CollectionReferences {
  std::string collection;  ///< its name
  /// For undo_import: each collection that is changed has an import of its own. Empty: it is not
  /// changed, or this was a dry run.
  std::string id;
  /// read = updated + unchanged + conflicted: those in conflict were left where they are.
  Ledger ledger;
  /// Those that refer to the collection, and those that were named; sorted.
  std::vector<PathReferences> paths;
  std::vector<ReferenceConflict> conflicts;  ///< the first hundred
};

/// What rewrite_references did.
struct ReferencesReport {
  std::string to;  ///< the collection that is referred to
  /// Those that have references, by name.
  std::vector<CollectionReferences> collections;
  /// Documents that were set aside whose `_id` is neither an ObjectId, nor its text, nor binary.
  /// References to them were looked for in the paths of ReferencesOptions::in only, and in DBRefs.
  std::int64_t unsearched = 0;
};

/// Rewrites references to documents of `collection` that imports or make_unique have set aside, in
/// all collections of the store, the collection itself included: such a value becomes the `_id` of
/// the document that was kept in the end. The text of an ObjectId stays a text. Values that refer
/// to nobody are counted and stay. An array keeps all its elements, even if two are now equal.
/// `_id`s are never rewritten.
///
/// A document that could not be in its collection as it would become is left as it is, in conflict.
/// Each collection that is changed gets an import without sources: the documents as they were are
/// in the archive, and undo_import restores them byte for byte. All is done in one transaction: if
/// killed at any moment, the store is as before. Done again it changes nothing.
///
/// Throws InvalidInput if there is no such collection (26), for a path of `in` whose collection
/// does not exist (26), that no document has, that names an `_id` or contains another path, and
/// inside the function of a transaction (50); StorageFailure if the store cannot be written. Then
/// nothing was done.
ReferencesReport rewrite_references(const Store& store, std::string_view collection,
                                    const ReferencesOptions& options = {});

/// A document that was set aside for another.
struct Redirect {
  Value old;                      ///< the `_id` that it had
  std::optional<Value> survivor;  ///< of the one that lives; nothing: it is gone
  std::string import_id;          ///< of the import that set it aside
};

/// Calls `take` for each document of a collection that was set aside for one with another `_id`,
/// and does not live itself; in the order of their `_id`s. Returns their number. Numbers are told
/// without their type: 5 may have been an Int64 or a Double.
/// REQUIRES: `take` writes nothing to the store. Throws InvalidInput (26) if there is no such
/// collection.
std::int64_t each_redirect(const Store& store, std::string_view collection,
                           const std::function<void(const Redirect&)>& take);

}  // namespace profilestore

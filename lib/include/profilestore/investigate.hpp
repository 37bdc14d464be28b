// Why there are duplicates: the groups of documents that share a key, and how they arose.
#pragma once

#include <profilestore/document.hpp>
#include <profilestore/index.hpp>
#include <profilestore/progress.hpp>
#include <profilestore/store.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace profilestore {

/// Options of investigate.
struct InvestigateOptions {
  /// What should be unique, one Paths each. Empty: up to five paths that look like keys in the
  /// first 10,000 documents, by name (userId, email, …Id) or by nearly unique values.
  std::vector<Paths> keys = {};

  /// Which texts are one key, by path: see Index::normalise. For the others, "spellings" tells what
  /// would be found. Without `keys`, the paths that it names are keys too.
  Normalise normalise = {};

  std::size_t largest = 10;  ///< how many groups of each key to show individually
  std::size_t columns = 6;   ///< how many documents of each to show field by field; 0: no fields

  std::string updated = "updatedAt";  ///< a dotted path: when a document was last updated

  /// Dotted paths whose values together tell persons apart: documents that share a key and differ
  /// there are not duplicates. Letter case is ignored, and a document that lacks one of them tells
  /// nothing. Empty: persons are not told apart.
  std::vector<std::string> identity = {"email"};

  /// Whether the report may contain values of documents: keys and field texts. Without them it
  /// tells which fields are equal and which differ. Counts and times are always included.
  bool values = true;

  std::string from = {};                 ///< for files: see ImportOptions::from
  std::string type = {};                 ///< for files: see ImportOptions::type
  bool columns_have_types = false;       ///< for files: see ImportOptions::columns_have_types
  bool ignore_blanks = false;            ///< for files: see ImportOptions::ignore_blanks
  std::string delimiter = {};            ///< for files: see ImportOptions::delimiter
  std::vector<std::string> fields = {};  ///< for files: see ImportOptions::fields
  std::string encoding = {};             ///< for files: see ImportOptions::encoding
  std::string at = {};                   ///< for files: see ImportOptions::at
  std::string map_key = {};              ///< for files: see ImportOptions::map_key

  OnProgress progress = {};  ///< bytes are reported for files only
};

/// Finds out why there are duplicates. Returns a document to print or to read by field name:
///
///     {"documents": 3412, "unusable": 2, "updated": "updatedAt", "identity": ["email"],
///      "values": true, "thresholds": {"raceSeconds": 5, …}, "keys": [KEY, …],
///      "sampled": 3412,                          documents examined to find the keys
///      "sources": [{"name": …, "format": "json-lines", "bytes": …,
///                   "cutOff": …}, …]}            if something is missing: SourceReport::cut_off
///
/// A KEY ("tenant,email" is one over two paths):
///
///     {"key": "userId", "distinct": 3009, "null": 4, "missing": 6, "empty": 0, "blank": 1,
///      "placeholders": [{"text": "undefined", "documents": 31}, …],   the ten most frequent of the
///      "placeholderDocuments": 31,              texts that programs write for no value; in all
///      "arrays": 0,
///      "types": {"objectId": 3380, "string": 20},           how many keys of each type
///      "mixed": [{"types": ["objectId", "string"],          one text as values of two types
///                 "values": 12, "documents": 31}],
///      "groups": {"count": 41, "documents": 391,            keys that several documents share
///                 "largest": 187, "sizes": [{"size": 2, "groups": 8}, …]},
///      "normalise": {"email": ["trim", "case"]},            if the key is; else
///      "spellings": [{"normalise": ["trim", "nfc", "case"], documents whose keys differ, and would
///                     "groups": 951, "documents": 1902}],   be one key if texts were normalised so
///      "sharedUpdates": [{"updated": {"$date": …}, "documents": 187, "keys": 1}, …],
///      "timeline": null, or for the documents of those groups that have ObjectIds
///        {"documents": 391, "first": …, "last": …, "bucketSeconds": 86400,
///         "buckets": [{"from": {"$date": …}, "documents": 9}, …],    non-empty ones
///         "gaps": [{"upToSeconds": 1, "documents": 100}, …],         since the previous one of its
///                                                                    key, each counted once
///         "processCount": 3, "processes": [{"process": "5f3c…", "documents": 120}, …]},
///      "verdicts": [{"verdict": ["createRace"], "title": "create race", "groups": 20,
///                    "documents": 60}, …],
///      "largest": [GROUP, …]}
///
/// A key with a value that names nobody (null, missing, empty, blank, a placeholder) is counted by
/// its kind alone: it is no distinct value, and makes no group. Of a key over several paths the
/// first such value counts.
///
/// A GROUP. Verdicts are "createRace", "retry", "reImport", "bulkUpdate", "distinctPeople" and
/// "unknown"; `says` contains times but no other values. `created` comes from the ObjectIds: their
/// times, and the 5 bytes that each process draws. The numbers in `evidence` count documents with
/// different `_id`s.
///
///     {"documents": 187, "verdict": ["createRace", "bulkUpdate"],
///      "title": "create race followed by a bulk update", "says": "187 documents were created …",
///      "evidence": {"ids": 187, "contents": 120, "identities": 1,
///        "created": {"documents": 187, "first": {"$date": …}, "last": {"$date": …},
///                    "seconds": 340, "close": 186, "longestGap": 4, "processCount": 3,
///                    "processes": [{"process": "5f3c…", "documents": 60}, …]},
///        "updated": {"documents": 187, "distinct": 1, "sharedBy": 187, "value": {"$date": …}}},
///      "key": …,
///      "columns": [{"created": …, "updated": …}, …],
///      "fields": [{"path": "bio", "documents": 187, "distinct": 5, "differs": true,
///                  "cells": [{"mark": 1, "text": "…", "length": 3000}, null, …]}, …]}
///
/// `fields` counts over the whole group. A cell is null if its document lacks the field; equal
/// cells of a field have equal marks; `length` is present if the text was cut.
///
/// Throws InvalidInput for an invalid path, StorageFailure for a source that cannot be read.
Document investigate(const std::vector<std::string>& sources,
                     const InvestigateOptions& options = {});

/// The same for a collection of a store. Throws InvalidInput if there is no such collection.
Document investigate(const Store& store, std::string_view collection,
                     const InvestigateOptions& options = {});

}  // namespace profilestore

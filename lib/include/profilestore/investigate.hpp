// Why there are duplicates: the groups of documents that share a key, and how they came about.
#pragma once

#include <profilestore/document.hpp>
#include <profilestore/store.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace profilestore {

struct InvestigateOptions {
  std::string key = "userId";  ///< a dotted path
  std::size_t largest = 10;    ///< how many groups to show one by one

  /// How files are read: see ImportOptions.
  std::string type = {};
  bool columns_have_types = false;
  bool ignore_blanks = false;
};

/// What an investigation finds, as a document to print or to read by its names:
///
///     {"documents": 3412, "unusable": 2, "key": "userId",
///      "distinct": 3009, "null": 4, "missing": 6, "arrays": 0,
///      "types": {"objectId": 3380, "string": 20},          how many keys of which type
///      "groups": {"count": 41, "documents": 391, "largest": 187},   keys that several documents
///      have "sharedUpdatedAt": [{"updatedAt": {"$date": …}, "documents": 187, "keys": 1}, …],
///      "largest": [{"key": …, "documents": 187,
///                   "created": {"first": {"$date": …}, "last": {"$date": …}, "seconds": 412,
///                               "withinTwoSeconds": 180,
///                               "processes": [{"process": "5f3c…", "documents": 120}, …]},
///                   "updatedAt": {"distinct": 1, "sharedBy": 187, "value": {"$date": …}}}, …]}
///
/// `created` comes from the ObjectIds: their times, and the 5 bytes that each process draws.
/// `withinTwoSeconds`: documents made at most 2 s after another of the group, as a create race
/// makes them. An `updatedAt` that a whole group shares is the trace of a bulk update.
Document investigate(const std::vector<std::string>& sources,
                     const InvestigateOptions& options = {});

/// The same for a collection of a store.
Document investigate(const Store& store, std::string_view collection,
                     const InvestigateOptions& options = {});

}  // namespace profilestore

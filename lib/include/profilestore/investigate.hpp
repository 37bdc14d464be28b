// Why there are duplicates: the groups of documents that share a key, and how they came about.
#pragma once

#include <profilestore/document.hpp>
#include <profilestore/store.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace profilestore {

struct InvestigateOptions {
  std::string key = "userId";         ///< a dotted path
  std::size_t largest = 10;           ///< how many groups to show one by one
  std::string updated = "updatedAt";  ///< the field at the top level that an update sets
  /// Dotted paths whose values tell people apart, whatever their case: documents of one key that
  /// differ there are of several people.
  std::vector<std::string> identity = {"email"};

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
///      "groups": {"count": 41, "documents": 391, "largest": 187,   keys that several documents
///      have
///                 "sizes": [{"documents": 2, "groups": 12}, …]},
///      "verdicts": {"create race": 40, "bulk update": 9},  of how many groups
///      "timeline": {"seconds": 86400,                      when the copies were made, by so many
///                   "created": [{"from": {"$date": …}, "documents": 186}, …]},
///      "sharedUpdatedAt": [{"updatedAt": {"$date": …}, "documents": 187, "keys": 1}, …],
///      "largest": [{"key": …, "documents": 187,
///                   "verdict": ["create race", "bulk update"], "because": "created … by 3 …",
///                   "created": {"first": {"$date": …}, "last": {"$date": …}, "seconds": 412,
///                               "withinTwoSeconds": 180,
///                               "processes": [{"process": "5f3c…", "documents": 120}, …]},
///                   "updatedAt": {"distinct": 1, "sharedBy": 187, "value": {"$date": …}},
///                   "contents": 180, "identities": 1}, …]}
///
/// `created` comes from the ObjectIds: their times, and the 5 bytes that each process draws.
/// `withinTwoSeconds`: documents made at most 2 s after another of the group. `contents`: different
/// ones, but for `_id`, `__v` and the dates at the top level. The verdicts:
///
///     distinct people   an identity differs
///     create race       made at most 2 s after one another, half of them or more; or at most 5 s
///                       where several processes made them or the contents differ: requests at one
///                       time looked, found none, and inserted
///     retry             equal contents, at most 5 minutes apart: who did not hear that the first
///                       was done sent it again
///     re-import         equal contents further apart, or one `_id` several times
///     bulk update       one `updatedAt` for all, later than the last was made; behind another
///     unknown           none of these
Document investigate(const std::vector<std::string>& sources,
                     const InvestigateOptions& options = {});

/// The same for a collection of a store.
Document investigate(const Store& store, std::string_view collection,
                     const InvestigateOptions& options = {});

}  // namespace profilestore

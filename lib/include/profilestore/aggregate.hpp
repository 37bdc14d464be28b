// Aggregation pipelines: what Collection::aggregate and Store::aggregate take besides the stages.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <profilestore/collation.hpp>
#include <profilestore/document.hpp>
#include <string>
#include <string_view>

namespace profilestore {

/// Options of Collection::aggregate.
struct AggregateOptions {
  /// How strings are compared in all stages, in those of $lookup, $unionWith and $facet too: see
  /// FindOneOptions::collation.
  std::optional<Collation> collation = {};
  /// The name of an index for the documents that the first stages read: see FindOneOptions::hint.
  std::string hint = {};
  /// {name: expression, …}: what `$$name` stands for in all stages. The expressions read no
  /// document. MongoDB's `let`.
  Document let = {};
  /// How long the call and all steps of its cursor may work, without what the caller does between
  /// them: see FindOptions::max_time.
  std::chrono::milliseconds max_time{0};
  /// How many bytes each stage that must see all documents before it gives the first one ($group,
  /// $sort, $facet, $bucket, …) keeps in memory. MongoDB's 100 MiB; 0 is an error (2).
  std::size_t memory_limit = 100 * 1024 * 1024;
  /// What does not fit goes into temporary files without a name, in $TMPDIR, /var/tmp or /tmp;
  /// false: it is an error (292). MongoDB's allowDiskUse.
  bool allow_disk_use = true;
};

namespace ejson {

/// Reads a pipeline, an array of documents, from Extended JSON: see ejson::parse. Throws
/// MalformedJson; InvalidInput (14) if it is no array of objects.
Value parse_pipeline(std::string_view text);

}  // namespace ejson

}  // namespace profilestore

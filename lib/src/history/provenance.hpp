// Where the documents that an import writes come from: ps_provenance.
#pragma once

#include <cstdint>
#include <optional>
#include <profilestore/document.hpp>
#include <string>
#include <string_view>

#include "sqlite/query.hpp"

namespace profilestore::history {

/// Where a document stands in the sources of an import.
struct SourcePosition {
  std::uint16_t source = 0;  ///< from 1; 0: in the store
  std::uint32_t line = 0;
  std::uint64_t offset = 0;
};

class Provenance {
 public:
  /// REQUIRES: a write transaction is open for as long as this lives.
  Provenance(sqlite::Connection& connection, std::int64_t import, std::int64_t collection);

  /// The document of `place` was written into `row`. `fields`: where those come from that are not
  /// its own. `written`: the text, if it replaced another.
  void add(std::int64_t row, const SourcePosition& place, const Value& fields,
           std::string_view written = {});

 private:
  sqlite::Query query_;
};

/// The text that `import` wrote over another in that row, if it did.
std::optional<std::string> text_written(sqlite::Connection& connection, std::int64_t import,
                                        std::int64_t collection, std::int64_t row);

/// Forgets what `import` knew of the rows of [first, last], which were undone.
void forget_provenance(sqlite::Connection& connection, std::int64_t import, std::int64_t collection,
                       std::int64_t first, std::int64_t last);

}  // namespace profilestore::history

// Where the documents that an import writes come from.
#pragma once

#include <string>
#include <string_view>

#include "import/mixing.hpp"
#include "sqlite/query.hpp"

namespace profilestore::importing {

class Provenance {
 public:
  /// REQUIRES: a write transaction is open for as long as this lives.
  Provenance(sqlite::Connection& connection, std::int64_t import, std::int64_t collection);

  /// `candidate` was written as it is into its row. `written`: the text, if it replaced another.
  void add(const Candidate& candidate, std::string_view written = {});

  /// A merged document was written into `row`.
  void add(std::int64_t row, const Recipe& recipe, const Mix& mix, std::string_view written = {});

 private:
  void write(std::int64_t row, const Candidate& from, std::string_view fields,
             std::string_view written);

  sqlite::Query query_;
};

/// Forgets what `import` knew of a row that was taken back.
void forget_provenance(sqlite::Connection& connection, std::int64_t import, std::int64_t collection,
                       std::int64_t row);

}  // namespace profilestore::importing

// What later imports into the same collection rest upon.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "history/record.hpp"
#include "sqlite/connection.hpp"

namespace profilestore::history {

/// Of a row of ps_imports: whether it was undone, but for what was left of it; and whether the
/// import may have found something in quarantine already, and not have put it there again, as
/// earlier versions did.
inline constexpr std::string_view
    is_taken_back =
        "(undone IS NOT NULL OR EXISTS (SELECT 1 FROM ps_undone_keys WHERE import = ps_imports.id "
        "AND key = X''))",
    shares_quarantine =
        "(conflicted + quarantined > (SELECT count(*) FROM ps_quarantine "
        "WHERE import = ps_imports.id) AND substr(rules, 1, 14) <> '{\"references\":')";

class LaterImports {
 public:
  /// Than `record`.
  LaterImports(sqlite::Connection& connection, const Record& record);

  /// The last import of files, not undone, that found documents there already. Which ones is not
  /// known.
  std::optional<std::int64_t> finder() const { return finder_; }

  /// Whether one may have found something in quarantine already, and not have put it there again.
  bool may_share_quarantine() const { return may_share_quarantine_; }

  /// Those that found documents there already and were undone, but for what was left of them.
  const std::vector<std::int64_t>& partly_undone() const { return partly_undone_; }

  /// Whether one made a document in that row: an earlier one that it held is gone.
  bool made(std::int64_t row) const;

  /// Whether one replaced the document of that row, or set others aside for it.
  bool built_on(std::int64_t row) const { return survivors_.contains(row); }

 private:
  struct Range {
    std::int64_t first, last;
  };

  void read_imports(sqlite::Connection& connection, const Record& record);
  void read_survivors(sqlite::Connection& connection, const Record& record);

  std::optional<std::int64_t> finder_;
  bool may_share_quarantine_ = false;
  std::vector<std::int64_t> partly_undone_;
  std::vector<Range> ranges_;
  std::unordered_set<std::int64_t> survivors_;
};

}  // namespace profilestore::history

// How a filter finds its rows: by an index where the plan has one, else by a scan.
#pragma once

#include <profilestore/document.hpp>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "match/filter.hpp"
#include "query/plan.hpp"
#include "sqlite/functions.hpp"
#include "sqlite/query.hpp"

namespace profilestore::query {

/// One filter on one collection, as a condition of an SQL statement.
class Search : public sqlite::MatchFunction {
 public:
  /// Throws InvalidFilter.
  Search(const catalog::CollectionEntry& collection, match::Filter filter);

  const Plan& plan() const { return plan_; }

  /// The condition, its parameters numbered from `parameter`, which is moved past them:
  /// "k1 = ?2", "k1 = ?2 AND ps_match(?3, doc)", "ps_match(?2, doc)", "true".
  std::string condition(int& parameter) const;

  /// Binds what condition() named, in the same order.
  void bind(sqlite::Query& query, int& parameter);

  bool matches(std::string_view document) override;

  /// Whether it looks by a unique key: that of one document at most. A null is none.
  bool by_unique_key() const;

 private:
  match::Filter filter_;
  Plan plan_;
  Clause keys_;
  bool match_;  ///< whether each row has still to be matched
};

}  // namespace profilestore::query

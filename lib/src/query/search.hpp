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
  /// Whether a whole unique key is taken for a match, or the document is looked at even then: an
  /// index may be damaged. To count is to trust; who reads the document asks require_match().
  enum class Trust { keys, nothing };

  /// Throws InvalidFilter. REQUIRES: the collection outlives it.
  Search(const catalog::CollectionEntry& collection, match::Filter filter,
         Trust trust = Trust::keys);

  const Plan& plan() const { return plan_; }

  /// The condition, its parameters numbered from `parameter`, which is moved past them:
  /// "k1 = ?2", "k1 = ?2 AND ps_match(?3, …)", "ps_match(?2, …)", "true".
  std::string condition(int& parameter) const;

  /// Binds what condition() named, in the same order.
  void bind(sqlite::Query& query, int& parameter);

  bool matches(const sqlite::StoredRow& stored) override;

  bool matches(const Document& document) const { return filter_.matches(document); }

  /// Throws Corrupt if the document, which the condition has found by a key alone, does not match.
  void require_match(std::int64_t row, const Document& document) const;

  /// Whether it looks by a unique key: that of one document at most. A null is none.
  bool by_unique_key() const;

 private:
  const catalog::CollectionEntry& collection_;
  match::Filter filter_;
  Plan plan_;
  Clause keys_;
  bool by_key_alone_;  ///< the keys are those of the matches and of no other document
  bool match_;         ///< whether each row has still to be matched
};

}  // namespace profilestore::query

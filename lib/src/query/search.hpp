// How a filter finds its rows: by an index where the plan has one, else by a scan.
#pragma once

#include <profilestore/document.hpp>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "match/filter.hpp"
#include "query/plan.hpp"
#include "query/text_filter.hpp"
#include "sqlite/functions.hpp"
#include "sqlite/query.hpp"

namespace profilestore::query {

/// One filter on one collection, as a condition of an SQL statement.
class Search : public sqlite::MatchFunction {
 public:
  /// What is taken for a match. An index may be damaged: to count is to trust.
  enum class Trust {
    keys,     ///< what a whole unique key finds, if it says all that the filter says
    reader,   ///< what a whole unique key finds: the reader asks accepts() of each document
    nothing,  ///< each document is looked at
    caller,  ///< what comes by row number unsorted: the caller asks accepts_text() of each document
  };

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

  bool matches(const Document& document) const { return filter_.filter().matches(document); }

  /// Whether the document, which the condition has found, is a match. Throws Corrupt if it is none
  /// though its key says so.
  bool accepts(std::int64_t row, const Document& document) const;
  /// The same of its text.
  bool accepts_text(std::int64_t row, std::string_view normal);

  /// Whether it looks by a unique key: that of one document at most. A null is none.
  bool by_unique_key() const;

  /// Whether the condition finds one document at most.
  bool finds_one() const { return by_unique_key() && !plan_.has_elements(); }

 private:
  const catalog::CollectionEntry& collection_;
  TextFilter filter_;
  Plan plan_;
  Clause keys_;
  bool by_key_alone_;  ///< the keys are those of the matches and of no other document
  bool match_;         ///< whether each row has still to be matched
};

}  // namespace profilestore::query

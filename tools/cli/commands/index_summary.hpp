// What making an index unique did, as it is printed.
#pragma once

#include <profilestore/make_unique.hpp>
#include <string>

#include "text/output.hpp"

namespace profilestore::cli {

struct IndexSummary {
  const MakeUniqueReport& report;
  std::string store, collection;
  bool usual_rules = true;
  bool dry_run = false;
  std::string plan = {};  ///< the file of a plan; empty: none was written
};

std::string where_it_went(const IndexSummary& summary);

/// Whether nothing went to the quarantine.
bool none_quarantined(const MakeUniqueReport& report);

Value described(const IndexSummary& summary);

void print(const IndexSummary& summary, Output& out);

}  // namespace profilestore::cli

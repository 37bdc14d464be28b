// Does what the plan of a group says.
#pragma once

#include <set>
#include <string_view>

#include "make_unique/group_plan.hpp"
#include "store/write_transaction.hpp"

namespace profilestore::making_unique {

class GroupWriter {
 public:
  /// REQUIRES: all stay.
  GroupWriter(store::WriteTransaction& write, const catalog::CollectionEntry& collection,
              std::int64_t import)
      : write_(write), connection_(write.connection()), collection_(collection), import_(import) {}

  /// Archives the losers, quarantines those that are parted, and writes what the survivor becomes.
  void write(const GroupPlan& plan, const staging::ImportSchema& schema, Ledger& ledger);

  void quarantine(std::int64_t row, std::string_view reason);

  /// Tells what all groups came to.
  void note(const Ledger& ledger);

  /// Whether it removed the document of a row.
  bool removed(std::int64_t row) const { return removed_.contains(row); }

 private:
  void write_merged(const GroupPlan& plan, const staging::ImportSchema& schema);
  void remove(std::int64_t row);

  store::WriteTransaction& write_;
  sqlite::Connection& connection_;
  const catalog::CollectionEntry& collection_;
  const std::int64_t import_;
  std::set<std::int64_t> removed_;
};

}  // namespace profilestore::making_unique

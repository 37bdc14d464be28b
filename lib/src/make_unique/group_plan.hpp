// The plan of one group of documents of the store: which stays.
#pragma once

#include <map>
#include <profilestore/make_unique.hpp>
#include <span>
#include <string_view>
#include <vector>

#include "extjson/reader.hpp"
#include "history/not_duplicates.hpp"
#include "make_unique/groups.hpp"
#include "sqlite/connection.hpp"
#include "staging/read_document.hpp"

namespace profilestore::making_unique {

/// What is to be done with one group.
struct GroupPlan {
  UniqueGroup group;  ///< as the caller sees it
  std::int64_t survivor = 0;
  std::vector<std::int64_t> losers;  ///< rows, as group.losers
  std::vector<std::int64_t> parted;  ///< rows, as group.parted
};

class GroupPlanner {
 public:
  /// `index` groups; it is one of the collection's and of the schema's.
  GroupPlanner(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
               const catalog::IndexEntry& index, const staging::ImportSchema& schema);

  /// `members`: one group, whole. `strangers`: no two of them are of one person.
  GroupPlan plan(std::span<const Groups::Member> members, bool strangers = false);

  /// What the documents of all groups so far are to the questions of the schema.
  const std::vector<merge::RuleCount>& rules_met() const { return rules_met_; }

 private:
  struct Shared {
    std::int64_t documents = 0, first_row = 0;
  };

  void read(std::int64_t row);
  void count_keys(std::int64_t row, const Document& fields);
  Document commonest_key();
  bool is_parted(std::size_t rank, std::vector<std::string>& id_keys) const;

  sqlite::Connection& connection_;
  const catalog::CollectionEntry& collection_;
  const catalog::IndexEntry& index_;
  const staging::ImportSchema& schema_;
  extjson::Reader reader_;
  history::NotDuplicates pairs_;
  std::vector<merge::RuleCount> rules_met_;
  // Of the present group.
  std::vector<std::int64_t> scores_;
  std::vector<Value> ids_;
  std::map<keys::Key, Shared> keys_;
};

}  // namespace profilestore::making_unique

// The plan of one group of documents of the store: which stays.
#pragma once

#include <map>
#include <optional>
#include <profilestore/make_unique.hpp>
#include <span>
#include <string_view>
#include <vector>

#include "extjson/reader.hpp"
#include "make_unique/groups.hpp"
#include "make_unique/merged_survivor.hpp"
#include "merge/plan.hpp"
#include "planning/person_check.hpp"
#include "sqlite/connection.hpp"
#include "staging/read_document.hpp"

namespace profilestore::making_unique {

/// What is to be done with one group.
struct GroupPlan {
  UniqueGroup group;  ///< as the caller sees it
  std::int64_t survivor = 0;
  std::vector<std::int64_t> losers;      ///< rows, as group.losers
  std::vector<std::int64_t> parted;      ///< rows, as group.parted
  std::optional<MergedSurvivor> merged;  ///< what the survivor becomes
};

/// What the rules did in all groups, by their names.
struct RuleResults {
  std::map<std::string, std::int64_t> decisions, merges, parted;
  std::int64_t ties = 0;
};

class GroupPlanner {
 public:
  /// `index` groups; it is one of the collection's and of the schema's. REQUIRES: all stay.
  GroupPlanner(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
               const catalog::IndexEntry& index, const staging::ImportSchema& schema);

  /// `members`: one group, whole. `strangers`: no two of them are of one person.
  GroupPlan plan(std::span<const Groups::Member> members, bool strangers = false);

  const RuleResults& results() const { return results_; }

  /// What the documents of all groups so far are to the questions of the schema.
  const std::vector<merge::RuleCount>& rules_met() const { return rules_met_; }

 private:
  struct Shared {
    std::int64_t documents = 0, first_row = 0;
  };

  void read(std::int64_t row);
  void count_keys(std::int64_t row, const Document& fields);
  Document commonest_key();
  merge::View view();
  void set_apart(std::vector<merge::Candidate>& candidates, merge::View& view, bool strangers);
  void set_disconnected_aside(GroupPlan& plan, std::vector<merge::Candidate>& candidates);
  void merge_into(GroupPlan& plan, const merge::View& view,
                  const std::vector<merge::Candidate>& candidates);
  void count_decision(const std::vector<merge::Candidate>& candidates);

  sqlite::Connection& connection_;
  const catalog::CollectionEntry& collection_;
  const catalog::IndexEntry& index_;
  const staging::ImportSchema& schema_;
  extjson::Reader reader_;
  planning::PersonCheck person_;
  SurvivorMerger merger_;
  RuleResults results_;
  std::vector<merge::RuleCount> rules_met_;
  // Of the present group.
  std::vector<std::int64_t> scores_;
  std::vector<Value> ids_;
  std::vector<Document> fields_;
  std::map<std::uint32_t, std::string> reasons_;  ///< of those that are set apart, by rank
  std::map<keys::Key, Shared> keys_;
};

}  // namespace profilestore::making_unique

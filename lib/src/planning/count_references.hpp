// What other collections of the store refer to, counted for the rules most-referenced:….
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "catalog/catalog.hpp"
#include "merge/rules.hpp"
#include "sqlite/connection.hpp"

namespace profilestore::planning {

/// By rule.
class CountedReferences {
 public:
  void add(std::string rule, std::shared_ptr<const merge::References> references) {
    all_.emplace_back(std::move(rule), std::move(references));
  }

  bool any() const { return !all_.empty(); }

  void give_to(merge::Rules& rules) const {
    for (const auto& [rule, references] : all_) rules.take_references(rule, references);
  }

  /// Of what decides.
  std::string sha256() const;

 private:
  std::vector<std::pair<std::string, std::shared_ptr<const merge::References>>> all_;
};

/// Whose documents are referred to.
struct ReferredTo {
  std::string collection;
  bool in_store = false;      ///< all of them, so that they may also refer to each other
  bool allow_absent = false;  ///< no document need have a field that is named
};

/// Reads each collection that a rule names once. Throws InvalidInput for one that the store does
/// not have, and for a path that leads to nothing in all of its documents.
CountedReferences count_references(sqlite::Connection& connection, const catalog::Catalog& catalog,
                                   const merge::Rules& rules, const ReferredTo& to);

/// The collections among `names` that the rules name.
std::vector<std::string> referring_collections(const merge::Rules& rules,
                                               const std::vector<std::string>& names);

}  // namespace profilestore::planning

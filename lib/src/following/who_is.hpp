// Whose `_id` a value is, in a store.
#pragma once

#include <set>
#include <string>
#include <unordered_map>

#include "catalog/catalog.hpp"
#include "references/rewriting.hpp"
#include "sqlite/connection.hpp"

namespace profilestore::following {

class WhoIs {
 public:
  /// Of the collection `to`. REQUIRES: the catalog lives as long as this, and nobody changes what
  /// `_id`s there are.
  WhoIs(sqlite::Connection& connection, const catalog::Catalog& catalog,
        const catalog::CollectionEntry& to)
      : connection_(connection), catalog_(catalog), to_(to) {}

  references::Answer operator()(const Value& id);

  /// The imports whose redirects an answer has come from.
  const std::set<std::int64_t>& imports() const { return imports_; }

 private:
  references::Answer look_up(const Value& id);
  std::string elsewhere(const keys::Part& id);

  sqlite::Connection& connection_;
  const catalog::Catalog& catalog_;
  const catalog::CollectionEntry& to_;
  std::unordered_map<std::string, references::Answer> known_;  ///< by key
  std::set<std::int64_t> imports_;
};

/// Documents of `to` that were set aside and don't live, references to which can stand anywhere by
/// chance.
std::int64_t mistakable_ids(sqlite::Connection& connection, const catalog::CollectionEntry& to);

}  // namespace profilestore::following

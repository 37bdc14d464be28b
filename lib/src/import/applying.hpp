// The second pass over the sources: does what the plan says, inside one transaction.
#pragma once

#include <functional>
#include <optional>
#include <profilestore/import.hpp>
#include <vector>

#include "import/archive.hpp"
#include "import/provenance.hpp"
#include "import/quarantine.hpp"
#include "import/redirects.hpp"
#include "import/rows.hpp"
#include "sqlite/connection.hpp"
#include "store/catalog.hpp"
#include "store/elements.hpp"
#include "store/turn.hpp"

namespace profilestore::importing {

/// Writes the import's record, its documents, its archive and its quarantine.
class Applier {
 public:
  /// REQUIRES: the turn stays: the import takes the next id.
  Applier(store::Turn& turn, const store::CollectionEntry& collection, const Scheme& scheme,
          const std::vector<Source>& sources);

  /// REQUIRES: every candidate of `stage` has its outcome, in the order of the sources.
  void apply(const Stage& stage, const OnProgress& progress);

  const Ledger& ledger() const { return ledger_; }

  /// Of the import: its name to the user.
  std::int64_t id() const { return id_; }

  /// Stores the import with its ledger and sources.
  void record(const Value& rules, const std::vector<SourceReport>& sources);

 private:
  void apply_one(const Stage& stage, const Candidate& candidate, Rows& rows);
  void redirect(const Candidate& candidate);
  void insert(const Stage& stage, const Candidate& candidate, const Row& row);
  void update(const Stage& stage, const Candidate& candidate);
  void archive_own(const Recipe& recipe, const Candidate& candidate);
  void archive_adopted(const Sight& sight, const Candidate& candidate);

  store::Turn& turn_;
  sqlite::Connection& connection_;
  const store::CollectionEntry& collection_;
  const Scheme& scheme_;
  const std::vector<Source>& sources_;
  store::ElementsWriter elements_;
  Eye eye_;
  Mixer mixer_;
  std::int64_t id_;
  Archive archive_;
  Quarantine quarantine_;
  Provenance provenance_;
  Redirects redirects_;
  std::string insert_sql_;
  Ledger ledger_;
  std::optional<std::int64_t> first_row_, last_row_;  ///< that it made
};

}  // namespace profilestore::importing

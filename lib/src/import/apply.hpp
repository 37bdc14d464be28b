// The second pass over the sources: does what the plan says, inside one transaction.
#pragma once

#include <functional>
#include <optional>
#include <profilestore/import.hpp>
#include <vector>

#include "catalog/catalog.hpp"
#include "catalog/elements.hpp"
#include "history/archive.hpp"
#include "history/provenance.hpp"
#include "history/quarantine.hpp"
#include "history/redirects.hpp"
#include "import/new_rows.hpp"
#include "sqlite/connection.hpp"
#include "sqlite/query.hpp"
#include "store/write_transaction.hpp"

namespace profilestore::importing {

/// Writes the import's record, its documents, its archive and its quarantine.
class Applier {
 public:
  /// REQUIRES: the write transaction stays: the import takes the next id.
  Applier(store::WriteTransaction& write, const catalog::CollectionEntry& collection,
          const staging::ImportSchema& schema, const std::vector<sources::Source>& sources);

  /// REQUIRES: every candidate of `stage` has its outcome, in the order of the sources.
  void apply(const staging::Stage& stage, const OnProgress& progress);

  const Ledger& ledger() const { return ledger_; }

  /// Of the import: its name to the user.
  std::int64_t id() const { return id_; }

  /// Stores the import with its ledger and sources.
  void record(const Value& rules, const std::vector<SourceReport>& sources);

 private:
  void apply_one(const staging::Stage& stage, const Candidate& candidate, NewRows& rows);
  void redirect(const Candidate& candidate);
  void insert(const staging::Stage& stage, const Candidate& candidate, std::string_view bytes,
              const Row& row);
  void update(const staging::Stage& stage, const Candidate& candidate);
  void archive_own(const staging::MergeRecipe& recipe, const Candidate& candidate);
  void archive_adopted(const staging::ReadDocument& read, const Candidate& candidate);

  store::WriteTransaction& write_;
  sqlite::Connection& connection_;
  const catalog::CollectionEntry& collection_;
  const staging::ImportSchema& schema_;
  const std::vector<sources::Source>& sources_;
  catalog::ElementsWriter elements_;
  staging::DocumentReader reader_;
  planning::DocumentMerger merger_;
  std::int64_t id_;
  history::Archive archive_;
  history::Quarantine quarantine_;
  history::Provenance provenance_;
  history::Redirects redirects_;
  sqlite::Query insert_;
  Ledger ledger_;
  std::optional<std::int64_t> first_row_, last_row_;  ///< that it made
};

}  // namespace profilestore::importing

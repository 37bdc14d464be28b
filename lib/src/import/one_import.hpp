// One import into an open store, inside a write transaction.
#pragma once

#include <memory>
#include <profilestore/import.hpp>
#include <string>
#include <vector>

#include "import/destination.hpp"
#include "import/run.hpp"
#include "merge/ruleset.hpp"
#include "planning/count_references.hpp"
#include "staging/stage.hpp"
#include "staging/users.hpp"
#include "store/write_transaction.hpp"

namespace profilestore::importing {

class Import {
 public:
  /// `plan` may be null. REQUIRES: all references stay.
  Import(store::WriteTransaction& write, std::string database,
         const std::vector<sources::Source>& sources, std::shared_ptr<const staging::Users> users,
         const ImportOptions& options, const PlanObserver* plan,
         const staging::ChunkOptions& sharing);

  /// Does all of it but the commit. Throws as import_files().
  ImportReport run();

 private:
  std::vector<std::string> names() const;
  planning::CountedReferences references();
  Value bound_to(const std::vector<SourceReport>& sources,
                 const planning::CountedReferences& references);
  staging::ImportSchema schema(const planning::CountedReferences& references,
                               std::shared_ptr<const merge::Chosen> chosen = nullptr);
  staging::Stage planned(const staging::ImportSchema& schema);
  std::shared_ptr<const merge::Chosen> tell_plan(const staging::Stage& stage,
                                                 const staging::ImportSchema& schema, Value bound);
  void complete(ImportReport& report, const staging::Stage& stage,
                const staging::ImportSchema& schema);
  void note(const staging::Stage& stage, const staging::ImportSchema& schema, const Ledger& ledger);

  store::WriteTransaction& write_;
  const std::vector<sources::Source>& sources_;
  const std::shared_ptr<const staging::Users> users_;
  const ImportOptions& options_;
  const PlanObserver* const plan_;
  const staging::ChunkOptions sharing_;
  const merge::RuleSet rules_;
  Destination destination_;
};

}  // namespace profilestore::importing

// What became of references, as text and as JSON; and where to learn of them.
#pragma once

#include <profilestore/references.hpp>
#include <string>

#include "text/output.hpp"

namespace profilestore::cli {

struct ReferencesSummary {
  const ReferencesReport& report;
  std::string store;
  bool dry_run = false;
  bool named = false;  ///< whether paths were given
};

/// {"to", "collections": [{"collection", "import", "ledger", "paths", "conflicts"}, …],
/// "unsearched"}
Value described(const ReferencesReport& report);

/// Whether no reference to a document that was set aside is left.
bool is_clean(const ReferencesReport& report);

/// One line.
std::string what_was_done(const ReferencesSummary& summary);

void print(const ReferencesSummary& summary, Output& out);

/// The line that names the command, for who has just merged documents of `collection`; empty if the
/// store has no other collection.
std::string references_hint(const std::string& store, const std::string& collection);

}  // namespace profilestore::cli

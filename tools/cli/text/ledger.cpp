#include "text/ledger.hpp"

namespace profilestore::cli {

Value json_of(const Ledger& ledger) {
  return {{"read", ledger.read},
          {"inserted", ledger.inserted},
          {"updated", ledger.updated},
          {"unchanged", ledger.unchanged},
          {"merged", ledger.merged},
          {"conflicted", ledger.conflicted},
          {"quarantined", ledger.quarantined}};
}

}  // namespace profilestore::cli

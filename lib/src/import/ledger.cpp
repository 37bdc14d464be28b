#include "import/ledger.hpp"

#include <fmt/format.h>

namespace profilestore {

namespace importing {

Ledger ledger_of(const Stage& stage) {
  Ledger ledger;
  ledger.read = static_cast<std::int64_t>(stage.candidates.size());
  for (const Candidate& candidate : stage.candidates) switch (candidate.outcome) {
      case merge::Outcome::insert:
        ++ledger.inserted;
        break;
      case merge::Outcome::update:
        ++ledger.updated;
        break;
      case merge::Outcome::unchanged:
        ++ledger.unchanged;
        break;
      case merge::Outcome::merge:
        ++ledger.merged;
        break;
      case merge::Outcome::conflict:
        ++ledger.conflicted;
        break;
      case merge::Outcome::pending:
      case merge::Outcome::quarantine:
        ++ledger.quarantined;
    }
  return ledger;
}

Value json_of(const Ledger& ledger) {
  return {{"read", ledger.read},
          {"inserted", ledger.inserted},
          {"updated", ledger.updated},
          {"unchanged", ledger.unchanged},
          {"merged", ledger.merged},
          {"conflicted", ledger.conflicted},
          {"quarantined", ledger.quarantined}};
}

}  // namespace importing

std::string to_text(const Ledger& ledger) {
  const auto grouped = [](std::int64_t number) {
    const std::string digits = std::to_string(number);
    std::string text;
    for (std::size_t at = 0; at < digits.size(); ++at) {
      if (at > 0 && (digits.size() - at) % 3 == 0) text += ',';
      text += digits[at];
    }
    return text;
  };
  return fmt::format(
      "read {} = inserted {} + updated {} + unchanged {} + merged {} + conflicted {} + "
      "quarantined {}",
      grouped(ledger.read), grouped(ledger.inserted), grouped(ledger.updated),
      grouped(ledger.unchanged), grouped(ledger.merged), grouped(ledger.conflicted),
      grouped(ledger.quarantined));
}

}  // namespace profilestore

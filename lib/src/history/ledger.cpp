#include "history/ledger.hpp"

#include <fmt/format.h>

namespace profilestore {

namespace history {

Value json_of(const Ledger& ledger) {
  return {{"read", ledger.read},
          {"inserted", ledger.inserted},
          {"updated", ledger.updated},
          {"unchanged", ledger.unchanged},
          {"merged", ledger.merged},
          {"conflicted", ledger.conflicted},
          {"quarantined", ledger.quarantined}};
}

}  // namespace history

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

#include "planning/reason_counts.hpp"

#include <algorithm>
#include <unordered_map>

#include "planning/reasons.hpp"

namespace profilestore::planning {
namespace {

using merge::Candidate;
using merge::Outcome;

constexpr std::size_t most_reasons = 10;
constexpr std::string_view variable = "…";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_of_name(char c) {
  return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// Of the text in quotes that begins at `begin`: behind its last quote; `begin` if it is none, as an
// apostrophe is not, or has no end.
std::size_t end_of_quoted(std::string_view text, std::size_t begin) {
  const char quote = text[begin];
  if ((quote != '\'' && quote != '"') || (begin > 0 && is_of_name(text[begin - 1]))) return begin;
  for (std::size_t end = text.find(quote, begin + 1); end != text.npos;
       end = text.find(quote, end + 1))
    if (end + 1 == text.size() || !is_of_name(text[end + 1])) return end + 1;
  return begin;
}

std::size_t end_of_number(std::string_view text, std::size_t begin) {
  if (!is_digit(text[begin]) || (begin > 0 && is_of_name(text[begin - 1]))) return begin;
  std::size_t end = begin;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end < text.size() && is_of_name(text[end]) ? begin : end;
}

/// The documents of one reason.
struct Tally {
  ReasonCount count;
  const merge::Candidate* first;
  bool all_alike = true;
};

/// By what reasons have in common, in the order in which they are met.
class Tallies {
 public:
  void add(const merge::Candidate& candidate, const std::string& reason) {
    const auto [place, is_new] = places_.try_emplace(common_reason(reason), tallies_.size());
    if (is_new) tallies_.push_back({{place->first, 0, "", 0, 0, 0, reason}, &candidate});
    Tally& tally = tallies_[place->second];
    ++tally.count.documents;
    tally.all_alike = tally.all_alike && tally.count.example == reason;
  }

  std::vector<Tally> largest() {
    std::ranges::stable_sort(tallies_, [](const Tally& a, const Tally& b) {
      return a.count.documents > b.count.documents;
    });
    tallies_.resize(std::min(tallies_.size(), most_reasons), {{}, nullptr});
    return std::move(tallies_);
  }

 private:
  std::unordered_map<std::string, std::size_t> places_;
  std::vector<Tally> tallies_;
};

void place(ReasonCount& count, const merge::Candidate& first, const sources::Source& source) {
  count.source = source.name();
  count.line = first.line;
  count.offset = first.offset;
  if (source.format() == sources::Format::bson) return;
  const std::string_view before = source.bytes().substr(0, first.offset);
  const std::size_t end_of_line = before.rfind('\n');
  count.column = first.offset - (end_of_line == before.npos ? 0 : end_of_line + 1) + 1;
}

}  // namespace

std::string common_reason(std::string_view reason) {
  std::string common;
  for (std::size_t at = 0; at < reason.size();) {
    if (const std::size_t end = end_of_quoted(reason, at); end > at) {
      (common += reason[at]).append(variable) += reason[at];
      at = end;
    } else if (const std::size_t behind = end_of_number(reason, at); behind > at) {
      common += variable;
      at = behind;
    } else {
      common += reason[at++];
    }
  }
  return common;
}

std::vector<ReasonCount> reason_counts(const staging::Stage& stage,
                                       const staging::ImportSchema& schema,
                                       const std::vector<sources::Source>& sources) {
  Tallies tallies;
  for (const merge::Candidate& candidate : stage.candidates) {
    if (candidate.outcome == Outcome::quarantine || candidate.outcome == Outcome::pending)
      tallies.add(candidate, stage.reasons[candidate.rank]);
    else if (candidate.outcome == Outcome::conflict)
      tallies.add(candidate, conflict_of(stage, schema, candidate));
  }
  std::vector<ReasonCount> counts;
  for (Tally& tally : tallies.largest()) {
    if (tally.all_alike) tally.count.reason = tally.count.example;
    place(tally.count, *tally.first, staging::source_of(sources, *tally.first));
    counts.push_back(std::move(tally.count));
  }
  return counts;
}

}  // namespace profilestore::planning

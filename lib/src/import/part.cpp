#include "import/part.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <profilestore/error.hpp>

namespace profilestore::importing {
namespace {

using keys::State;
using merge::Outcome;

std::string reason_of(const Error& fault) {
  const auto* malformed = dynamic_cast<const MalformedJson*>(&fault);
  return malformed == nullptr ? fault.what() : malformed->reason();
}

class PartReader {
 public:
  PartReader(const Scheme& scheme, const Source& source, Stage& stage)
      : scheme_(scheme),
        source_(source),
        stage_(stage),
        eye_(scheme),
        scores_(scheme.rules.size()) {}

  void read(Cutter& cutter, std::uint16_t number, std::size_t limit) {
    while (const auto piece = cutter.next(limit)) {
      Candidate candidate{.offset = piece->offset,
                          .length = piece->bytes.size(),
                          .line = piece->line,
                          .source = number};
      if (piece->usable) {
        candidate.verbatim = piece->bytes == sight_->text;
        add_document(candidate, *sight_);
      } else {
        quarantine(candidate, fault_of(piece->bytes));
      }
    }
  }

  bool is_document(std::string_view bytes) {
    try {
      sight_ = eye_.see(source_, bytes);
      return true;
    } catch (const InvalidInput&) {
      return false;
    }
  }

 private:
  // The cutter may have tried more than the piece that came of it, or nothing.
  std::string fault_of(std::string_view piece) {
    if (source_.format() == Format::json && !piece.starts_with('{')) return "not an object";
    try {
      (void)eye_.see(source_, piece);
    } catch (const InvalidInput& fault) {
      return reason_of(fault);
    }
    return "not a document of its own";
  }

  void add_document(Candidate& candidate, const Sight& sight) {
    if (scheme_.validator && scheme_.validator->refuses())
      if (const auto failures = failures_of(scheme_, sight); !failures.empty())
        return quarantine(candidate, store::text_of(failures));
    std::vector<KeySight> sights;
    for (const store::IndexEntry& index : scheme_.indexes) {
      sights.push_back(key_sight(index, sight.fields));
      if (const auto fault = fault_of(sights.back(), index)) return quarantine(candidate, *fault);
    }
    for (const store::IndexEntry& index : scheme_.plain)
      if (const auto extract = index.extract(sight.fields); extract.state == State::parallel)
        return quarantine(candidate, parallel_at(extract.path, index));
    // Exempt from the grouping key, a document is grouped with those of its `_id` only.
    const KeySight& key = sights[scheme_.grouping];
    candidate.key = key.state == State::keyed ? key.digest : sights.front().digest;
    candidate.content = sight.content;
    candidate.rank = static_cast<std::uint32_t>(stage_.scores.size() / scores_.size());
    scheme_.rules.score(sight.fields, sight.filled, scores_, {candidate.source, candidate.offset});
    stage_.scores.append(scores_);
    for (const KeySight& other : sights) stage_.others.push_back(prefix_of(other));
    stage_.candidates.push_back(candidate);
  }

  static std::optional<std::string> fault_of(const KeySight& key, const store::IndexEntry& index) {
    if (key.state == State::rejected)
      return fmt::format("'{}' is missing or null, and the unique index {} requires it", key.path,
                         index.name());
    if (key.state == State::several)
      return fmt::format("an array stands at '{}', which the unique index {} covers", key.path,
                         index.name());
    if (key.state == State::parallel) return parallel_at(key.path, index);
    return std::nullopt;
  }

  static std::string parallel_at(const std::string& path, const store::IndexEntry& index) {
    return fmt::format("'{}' leads into another array than a path before it in the index {}", path,
                       index.name());
  }

  void quarantine(Candidate& candidate, const std::string& reason) {
    candidate.outcome = Outcome::quarantine;
    candidate.rank = static_cast<std::uint32_t>(stage_.reasons.size());
    stage_.reasons.push_back(reason);
    stage_.candidates.push_back(candidate);
  }

  const Scheme& scheme_;
  const Source& source_;
  Stage& stage_;
  Eye eye_;
  std::vector<std::int64_t> scores_;
  std::optional<Sight> sight_;  ///< of the last document
};

}  // namespace

void Stage::append(Stage part, std::uint32_t line, std::size_t rules) {
  const auto ranks = static_cast<std::uint32_t>(scores.size() / rules);
  const auto faults = static_cast<std::uint32_t>(reasons.size());
  for (Candidate& candidate : part.candidates) {
    candidate.line += line - 1;
    candidate.rank += candidate.outcome == Outcome::quarantine ? faults : ranks;
  }
  candidates.append(part.candidates);
  scores.append(part.scores);
  others.append(part.others);
  std::ranges::move(part.reasons, std::back_inserter(reasons));
}

Part read_part(const Scheme& scheme, const Source& source, std::uint16_t number,
               const Cutter::Place& begin, std::size_t limit) {
  Part part;
  part.begin = begin;
  PartReader reader(scheme, source, part.stage);
  const auto cutter =
      source.cutter([&](std::string_view bytes) { return reader.is_document(bytes); }, begin);
  reader.read(*cutter, number, limit);
  part.end = cutter->place();
  part.doubted = cutter->doubted();
  return part;
}

}  // namespace profilestore::importing

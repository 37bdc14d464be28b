#include "staging/chunk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <profilestore/error.hpp>

#include "extjson/shell.hpp"
#include "files/transcode.hpp"
#include "staging/merged_ids.hpp"

namespace profilestore::staging {
namespace {

using keys::State;
using merge::Outcome;

/// Why something is set aside.
struct Reason {
  std::string text;
  std::size_t line_at = 0;  ///< where in it the number of a line is to stand; 0: nowhere
  std::uint32_t line = 0;   ///< of the chunk
};

Reason placed(std::string what, std::uint32_t line, std::uint64_t column, std::string_view then) {
  what += " (line ";
  const std::size_t line_at = what.size();
  return {fmt::format("{}, column {}): {}", what, column, then), line_at, line};
}

// What may have another encoding.
std::string hint_of(const splitting::Piece& piece, const sources::Source& source) {
  if (source.format() == sources::Format::bson || files::is_utf8(piece.bytes)) return "";
  return "; if the file is in another encoding, tell which: --encoding windows-1252, or another";
}

Reason reason_of(const InvalidInput& fault, const splitting::Piece& piece,
                 const sources::Source& source) {
  if (const auto* shell = dynamic_cast<const extjson::ShellFault*>(&fault)) {
    const std::size_t at = source.offset_in(piece.bytes, shell->offset());
    const std::string_view before = piece.bytes.substr(0, at);
    const auto line = static_cast<std::uint32_t>(std::ranges::count(before, '\n'));
    return placed(shell->reason(), piece.line + line,
                  line == 0 ? piece.column + at : at - before.rfind('\n'), shell->advice());
  }
  const auto* malformed = dynamic_cast<const MalformedJson*>(&fault);
  return {(malformed == nullptr ? fault.what() : malformed->reason()) + hint_of(piece, source)};
}

class ChunkReader {
 public:
  ChunkReader(const ImportSchema& schema, const sources::Source& source, Stage& stage)
      : schema_(schema),
        source_(source),
        stage_(stage),
        reader_(schema),
        scores_(schema.rules.size()) {
    stage_.rules_met.resize(schema.questions.size());
  }

  void read(splitting::Splitter& splitter, std::uint16_t number, std::size_t limit) {
    while (const auto piece = splitter.next(limit)) {
      Candidate candidate{.offset = piece->offset,
                          .length = piece->bytes.size(),
                          .line = piece->line,
                          .source = number};
      if (piece->usable) {
        candidate.verbatim = piece->bytes == read_->text;
        add_document(candidate, *read_);
      } else {
        quarantine(candidate, fault_of(*piece));
      }
    }
  }

  bool is_document(std::string_view bytes) {
    try {
      read_ = reader_.read(source_, bytes);
      return true;
    } catch (const InvalidInput&) {
      return false;
    }
  }

 private:
  // The splitter may have tried more than the piece that came of it, or nothing.
  Reason fault_of(const splitting::Piece& piece) {
    const splitting::PieceFault& known = piece.fault;
    if (known.has_own_place)
      return {known.then.empty() ? known.what : known.what + ", so " + known.then};
    if (!known.what.empty()) return placed(known.what, piece.line, piece.column, known.then);
    try {
      (void)reader_.read(source_, piece.bytes);
    } catch (const InvalidInput& fault) {
      return reason_of(fault, piece, source_);
    }
    return {"not a separate document"};
  }

  void add_document(Candidate& candidate, const ReadDocument& read) {
    ++stage_.documents;
    for (std::size_t i = 0; i < schema_.questions.size(); ++i)
      merge::count(schema_.questions[i], read.fields, stage_.rules_met[i]);
    const catalog::IndexEntry& grouping = schema_.indexes[schema_.grouping];
    const auto nobody = nobody_under(grouping, read.fields);
    stage_.nobody.count(nobody, grouping, read.fields);
    if (read.adoption) {
      ++count_of(read.adoption->answer);
      if (!read.adoption->why_not.empty()) return quarantine(candidate, {read.adoption->why_not});
    }
    if (schema_.validator && schema_.validator->refuses())
      if (const auto failures = failures_of(schema_, read.text); !failures.empty())
        return quarantine(candidate, {catalog::text_of(failures)});
    std::vector<KeyDigest> key_digests;
    for (const catalog::IndexEntry& index : schema_.indexes) {
      key_digests.push_back(key_digest(index, read.fields));
      const bool groups = &index == &grouping;
      if (const auto fault = fault_of(key_digests.back(), index, read.fields, groups, nobody))
        return quarantine(candidate, {*fault});
    }
    for (const catalog::IndexEntry& index : schema_.plain)
      if (const auto extract = index.extract(read.fields); extract.state == State::parallel)
        return quarantine(candidate, {parallel_at(extract.path, index)});
    const KeyDigest& key = key_digests[schema_.grouping];
    candidate.key = key_digests.front().digest;
    if (!groups_by_id(key, nobody))
      candidate.key = key.elements.empty() ? key.digest : key.elements.front();
    candidate.content = read.content;
    candidate.rank = static_cast<std::uint32_t>(stage_.scores.size() / scores_.size());
    schema_.rules.score(read.fields, read.filled, scores_, {candidate.source, candidate.offset});
    stage_.scores.append(scores_);
    const auto* into = schema_.merged_ids ? schema_.merged_ids->find(read.fields) : nullptr;
    // One that was merged by hand has the keys of that which lives on for it, and none of its own:
    // somebody else may have those by now.
    if (into != nullptr) candidate.key = into->keys.front();
    for (const document::Digest& element : into != nullptr ? into->keys : key.elements)
      stage_.elements.push_back({element, candidate.rank});
    for (const KeyDigest& other : key_digests) stage_.others.push_back(prefix_of(other));
    stage_.candidates.push_back(candidate);
  }

  std::int64_t& count_of(Adoption::Answer answer) {
    switch (answer) {
      case Adoption::Answer::adopted:
        return stage_.adoptions.adopted;
      case Adoption::Answer::nobodys:
        return stage_.adoptions.nobodys;
      case Adoption::Answer::ambiguous:
        return stage_.adoptions.ambiguous;
      case Adoption::Answer::unknown:
        break;
    }
    return stage_.adoptions.unknown;
  }

  static std::optional<std::string> fault_of(const KeyDigest& key, const catalog::IndexEntry& index,
                                             const Document& fields, bool groups,
                                             std::optional<merge::Nobody> nobody_of_group) {
    if (key.state == State::keyed && index.index.rule().missing == Missing::reject)
      if (const auto nobody = groups ? nobody_of_group : nobody_under(index, fields);
          nobody && *nobody != merge::Nobody::placeholder)
        return fmt::format(
            "its key is {}, which names nobody, and the unique index {} requires one",
            merge::name_of(*nobody), index.name());
    if (key.state == State::rejected)
      return fmt::format("'{}' is missing or null, and the unique index {} requires it", key.path,
                         index.name());
    if (key.state == State::several && !groups)
      return fmt::format("there is an array at '{}', which the unique index {} covers", key.path,
                         index.name());
    if (key.state == State::several)
      if (const auto nobody = nobody_among(index, fields))
        return nobody_in_array(key.path, *nobody, index);
    if (key.state == State::parallel) return parallel_at(key.path, index);
    return std::nullopt;
  }

  static std::string nobody_in_array(const std::string& path, merge::Nobody nobody,
                                     const catalog::IndexEntry& index) {
    if (nobody == merge::Nobody::missing)
      return fmt::format(
          "the array at '{}' is empty, or one of its elements has no value: that key "
          "names nobody, and the unique index {} covers it",
          path, index.name());
    return fmt::format(
        "an element of the array at '{}' is {}, which names nobody, and the unique "
        "index {} covers it",
        path, merge::name_of(nobody), index.name());
  }

  static std::string parallel_at(const std::string& path, const catalog::IndexEntry& index) {
    return fmt::format("'{}' leads into a different array than an earlier path of the index {}",
                       path, index.name());
  }

  void quarantine(Candidate& candidate, Reason reason) {
    candidate.outcome = Outcome::quarantine;
    candidate.rank = static_cast<std::uint32_t>(stage_.reasons.size());
    if (reason.line_at != 0)
      stage_.lines_in_reasons.push_back({candidate.rank, reason.line_at, reason.line});
    stage_.reasons.push_back(std::move(reason.text));
    stage_.candidates.push_back(candidate);
  }

  const ImportSchema& schema_;
  const sources::Source& source_;
  Stage& stage_;
  DocumentReader reader_;
  std::vector<std::int64_t> scores_;
  std::optional<ReadDocument> read_;  ///< of the last document
};

}  // namespace

void Stage::append(Stage chunk, std::uint32_t line, std::size_t rules) {
  const auto ranks = static_cast<std::uint32_t>(scores.size() / rules);
  const auto faults = static_cast<std::uint32_t>(reasons.size());
  for (Candidate& candidate : chunk.candidates) {
    candidate.line += line - 1;
    candidate.rank += candidate.outcome == Outcome::quarantine ? faults : ranks;
  }
  candidates.append(chunk.candidates);
  scores.append(chunk.scores);
  others.append(chunk.others);
  for (ElementKey& element : chunk.elements) element.rank += ranks;
  elements.append(chunk.elements);
  for (const LineInReason& one : chunk.lines_in_reasons)
    chunk.reasons[one.reason].insert(one.at, std::to_string(one.line + line - 1));
  std::ranges::move(chunk.reasons, std::back_inserter(reasons));
  nobody.add(chunk.nobody);
  documents += chunk.documents;
  if (rules_met.size() < chunk.rules_met.size()) rules_met.resize(chunk.rules_met.size());
  for (std::size_t i = 0; i < chunk.rules_met.size(); ++i) rules_met[i].add(chunk.rules_met[i]);
  adoptions.adopted += chunk.adoptions.adopted;
  adoptions.nobodys += chunk.adoptions.nobodys;
  adoptions.ambiguous += chunk.adoptions.ambiguous;
  adoptions.unknown += chunk.adoptions.unknown;
}

Chunk read_chunk(const ImportSchema& schema, const sources::Source& source, std::uint16_t number,
                 const splitting::Splitter::Place& begin, std::size_t limit) {
  Chunk chunk;
  chunk.begin = begin;
  ChunkReader reader(schema, source, chunk.stage);
  const auto splitter =
      source.splitter([&](std::string_view bytes) { return reader.is_document(bytes); }, begin);
  reader.read(*splitter, number, limit);
  chunk.end = splitter->place();
  chunk.depended_on_context = splitter->depended_on_context();
  return chunk;
}

}  // namespace profilestore::staging

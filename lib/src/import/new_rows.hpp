// The rows of the documents that an import inserts, made ready on other threads, a little ahead.
#pragma once

#include <deque>
#include <future>
#include <optional>
#include <vector>

#include "catalog/rows.hpp"
#include "planning/document_merger.hpp"

namespace profilestore::importing {

using merge::Candidate;

/// What one document is stored as.
struct Row {
  staging::ReadDocument read;  ///< without the text if that is the candidate's piece, verbatim
  document::Digest origin = {};
  std::int64_t sum = 0;
  catalog::DocumentKeys keys;
  std::vector<RuleFailure> failures;  ///< under a validator that warns
  std::optional<planning::MergedDocument> merged =
      {};  ///< what a recipe gave, but for its document

  /// As it is stored. `piece`: the bytes of its candidate.
  std::string_view text_in(std::string_view piece) const {
    return read.text.empty() ? piece : std::string_view(read.text);
  }
};

/// Gives the rows of all candidates with Outcome::insert, in their order.
class NewRows {
 public:
  NewRows(const catalog::CollectionEntry& collection, const staging::ImportSchema& schema,
          const std::vector<sources::Source>& sources, const staging::Stage& stage);

  /// Good until the next one. REQUIRES: there is one.
  const Row& next();

 private:
  using Batch = std::vector<Row>;

  void ask_ahead(Batch done = {});
  Batch read(std::size_t from, std::size_t to) const;

  const catalog::CollectionEntry& collection_;
  const staging::ImportSchema& schema_;
  const std::vector<sources::Source>& sources_;
  const staging::Stage& stage_;
  const files::SpillVector<Candidate>& candidates_;
  std::size_t asked_ = 0;  ///< candidates
  Batch batch_;
  std::size_t taken_ = 0;  ///< of the batch
  std::deque<std::future<Batch>> ahead_;
};

}  // namespace profilestore::importing

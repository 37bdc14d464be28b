// The rows of the documents that an import inserts, made ready on other threads, a little ahead.
#pragma once

#include <deque>
#include <future>
#include <optional>
#include <vector>

#include "import/mixing.hpp"
#include "store/rows.hpp"

namespace profilestore::importing {

/// What one document is stored as.
struct Row {
  Sight sight;
  store::DocumentKeys keys;
  std::vector<Failure> failures;  ///< under a validator that warns
  std::optional<Mix> mix = {};    ///< what a recipe gave, but for its sight
};

/// Gives the rows of all candidates with Outcome::insert, in their order.
class Rows {
 public:
  Rows(const store::CollectionEntry& collection, const Scheme& scheme,
       const std::vector<Source>& sources, const Stage& stage);

  /// REQUIRES: there is one.
  Row next();

 private:
  using Batch = std::vector<Row>;

  void ask_ahead();
  Batch read(std::size_t from, std::size_t to) const;

  const store::CollectionEntry& collection_;
  const Scheme& scheme_;
  const std::vector<Source>& sources_;
  const Stage& stage_;
  const Spilled<Candidate>& candidates_;
  std::size_t asked_ = 0;  ///< candidates
  Batch batch_;
  std::size_t taken_ = 0;  ///< of the batch
  std::deque<std::future<Batch>> ahead_;
};

}  // namespace profilestore::importing

#include "import/new_rows.hpp"

#include <utility>

#include "sqlite/digest_blob.hpp"
#include "sqlite/row_sum.hpp"

namespace profilestore::importing {
namespace {

using merge::Outcome;

constexpr std::size_t batches_ahead = 2;
constexpr std::size_t batch_documents = 1024;
constexpr std::uint64_t batch_bytes = 2 << 20;  // of the sources

}  // namespace

NewRows::NewRows(const catalog::CollectionEntry& collection, const staging::ImportSchema& schema,
                 const std::vector<sources::Source>& sources, const staging::Stage& stage)
    : collection_(collection),
      schema_(schema),
      sources_(sources),
      stage_(stage),
      candidates_(stage.candidates) {}

const Row& NewRows::next() {
  while (taken_ == batch_.size()) {
    ask_ahead();
    Batch done = std::exchange(batch_, ahead_.front().get());
    ahead_.pop_front();
    taken_ = 0;
    ask_ahead(std::move(done));
  }
  return batch_[taken_++];
}

// Rows that are done with are given back where others are made: their memory is freed there.
void NewRows::ask_ahead(Batch done) {
  while (ahead_.size() < batches_ahead && asked_ < candidates_.size()) {
    const std::size_t from = asked_;
    std::uint64_t bytes = 0;
    for (std::size_t documents = 0;
         asked_ < candidates_.size() && documents < batch_documents && bytes < batch_bytes;
         ++asked_)
      if (candidates_[asked_].outcome == Outcome::insert) {
        ++documents;
        bytes += candidates_[asked_].length;
      }
    ahead_.push_back(std::async(std::launch::async,
                                [this, from, to = asked_, old = std::exchange(done, {})]() mutable {
                                  old = {};
                                  return read(from, to);
                                }));
  }
}

NewRows::Batch NewRows::read(std::size_t from, std::size_t to) const {
  staging::DocumentReader reader(schema_);
  planning::DocumentMerger merger(schema_, sources_);
  Batch batch;
  for (std::size_t i = from; i < to; ++i) {
    const Candidate& candidate = candidates_[i];
    if (candidate.outcome != Outcome::insert) continue;
    const std::string_view piece = staging::bytes_of(sources_, candidate);
    Row row;
    if (const auto recipe = stage_.recipes.find(candidate.rank); recipe != stage_.recipes.end()) {
      row.merged = merger.merge(recipe->second);
      row.read = std::move(row.merged->read);
    } else if (candidate.verbatim) {
      row.read = {"", reader.key_fields_of(piece), candidate.content};
    } else {
      row.read = staging::read_candidate(reader, sources_, candidate);
    }
    row.failures = staging::failures_of(schema_, row.text_in(piece));
    row.origin = row.read.origin();
    row.sum = sqlite::sum_of(collection_.id,
                             {candidate.row, row.text_in(piece), sqlite::blob_of(row.origin)});
    row.keys = catalog::keys_of(collection_, row.read.fields);
    row.read.fields.clear();
    batch.push_back(std::move(row));
  }
  return batch;
}

}  // namespace profilestore::importing

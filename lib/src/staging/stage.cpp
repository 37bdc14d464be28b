#include "staging/stage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <future>
#include <profilestore/error.hpp>
#include <thread>

#include "sources/progress_reporter.hpp"
#include "splitting/bson_splitter.hpp"
#include "splitting/json_splitter.hpp"

namespace profilestore::staging {
namespace {

constexpr std::string_view line_start = "\n{";

// Where a source may be cut for several readers: at lines that begin with a brace, about every
// `part_bytes`. CSV anywhere, since it is not read ahead: a line may begin within a value. Nor are
// the members of a map.
std::vector<std::size_t> cuts_of(const sources::Source& source, std::size_t chunk_bytes) {
  if (source.format() == sources::Format::bson)
    return splitting::bson_cuts(source.bytes(), chunk_bytes);
  std::vector<std::size_t> cuts{0};
  for (; source.format() == sources::Format::csv &&
         source.bytes().size() - cuts.back() > chunk_bytes;)
    cuts.push_back(cuts.back() + chunk_bytes);
  for (; source.format() == sources::Format::json;) {
    const std::size_t found = source.bytes().find(line_start, cuts.back() + chunk_bytes);
    if (found == std::string_view::npos) break;
    cuts.push_back(found + 1);
  }
  cuts.push_back(source.bytes().size());
  return cuts;
}

/// Reads one source in chunks, some of them ahead. A chunk that is read ahead guesses how the
/// splitter will come to its first byte; where the guess was wrong, the rest of the source is read
/// in turn.
class SourceReader {
 public:
  SourceReader(const ImportSchema& schema, const sources::Source& source, std::uint16_t number,
               const ChunkOptions& sharing)
      : schema_(schema),
        source_(source),
        number_(number),
        threads_(source.format() == sources::Format::csv || source.is_map() ? 1 : sharing.threads),
        cuts_(cuts_of(source, sharing.chunk_bytes)),
        usual_(source.format() == sources::Format::json ? splitting::usual_context(source.bytes())
                                                        : splitting::Splitter::Context()) {}

  /// `tick` is told how far the reading has come.
  void read(Stage& stage, const std::function<void(std::size_t at)>& tick) {
    splitting::Splitter::Place here;
    for (std::size_t i = 0; i + 1 < cuts_.size(); ++i) {
      Chunk chunk = read_from(here, i);
      const std::uint32_t line = here.line;
      follow(here, chunk);
      stage.append(std::move(chunk.stage), line, schema_.rules.size());
      tick(here.at);
    }
  }

 private:
  Chunk read_from(splitting::Splitter::Place here, std::size_t i) {
    if (threads_ > 1) {
      for (; asked_ + 1 < cuts_.size() && ahead_.size() < threads_; ++asked_)
        ahead_.push_back(std::async(std::launch::async, [this, from = asked_] {
          return read_chunk(schema_, source_, number_, guess(from), cuts_[from + 1]);
        }));
      Chunk chunk = ahead_.front().get();
      ahead_.pop_front();
      if (follows(chunk, here)) return chunk;
      ahead_.clear();
      threads_ = 1;
    }
    here.line = 1;
    return read_chunk(schema_, source_, number_, here, cuts_[i + 1]);
  }

  splitting::Splitter::Place guess(std::size_t cut) const {
    if (cut == 0) return {};
    return {.at = cuts_[cut], .line = 1, .context = usual_};
  }

  // A chunk that did not depend on its context asked for none, and gained at most that of a
  // document on each line.
  static bool follows(const Chunk& chunk, const splitting::Splitter::Place& here) {
    if (chunk.begin.at != here.at) return false;
    const bool gains_the_same =
        here.context.line_per_document || !chunk.begin.context.line_per_document;
    return chunk.begin.context == here.context || (!chunk.depended_on_context && gains_the_same);
  }

  static void follow(splitting::Splitter::Place& here, const Chunk& chunk) {
    here.line += chunk.end.line - 1;
    here.at = chunk.end.at;
    if (chunk.begin.context == here.context)
      here.context = chunk.end.context;
    else
      here.context.line_per_document |= chunk.end.context.line_per_document;
  }

  const ImportSchema& schema_;
  const sources::Source& source_;
  const std::uint16_t number_;
  std::size_t threads_;
  const std::vector<std::size_t> cuts_;
  const splitting::Splitter::Context usual_;
  std::size_t asked_ = 0;
  std::deque<std::future<Chunk>> ahead_;
};

// What is quarantined is kept whole, as one value of SQLite.
void refuse_longest(const sources::Source& source, const Stage& stage, std::size_t from) {
  constexpr std::uint64_t longest = std::uint64_t{512} << 20;
  for (std::size_t i = from; i < stage.candidates.size(); ++i) {
    const Candidate& one = stage.candidates[i];
    if (one.length <= longest) continue;
    throw InvalidInput(
        2, fmt::format("{}: from byte {} on, {} MiB are no document, too many to be quarantined; "
                       "nothing was imported. Copy the file again, or cut them out of it",
                       source.name() == "-" ? "standard input" : source.name(), one.offset,
                       one.length >> 20));
  }
}

}  // namespace

ChunkOptions ChunkOptions::of_this_machine() {
  return {.threads = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, 8)};
}

Stage stage(const std::vector<sources::Source>& sources, const ImportSchema& schema,
            const OnProgress& progress, const ChunkOptions& sharing) {
  const sources::ProgressReporter reporter("reading", sources, progress);
  Stage result;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const std::size_t before = result.candidates.size();
    SourceReader reader(schema, sources[i], static_cast<std::uint16_t>(i + 1), sharing);
    reader.read(result, [&](std::size_t at) { reporter.tell(i, at, result.candidates.size()); });
    refuse_longest(sources[i], result, before);
  }
  return result;
}

}  // namespace profilestore::staging

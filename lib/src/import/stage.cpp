#include "import/stage.hpp"

#include <algorithm>
#include <deque>
#include <future>
#include <thread>

#include "import/bson_splitter.hpp"
#include "import/meter.hpp"
#include "import/splitter.hpp"

namespace profilestore::importing {
namespace {

constexpr std::string_view line_start = "\n{";

// Where a source may be cut for several readers: at lines that begin with a brace, about every
// `part_bytes`. CSV anywhere, since it is not read ahead: a line may begin within a value.
std::vector<std::size_t> cuts_of(const Source& source, std::size_t part_bytes) {
  if (source.format() == Format::bson) return bson_cuts(source.bytes(), part_bytes);
  std::vector<std::size_t> cuts{0};
  for (; source.format() == Format::csv && source.bytes().size() - cuts.back() > part_bytes;)
    cuts.push_back(cuts.back() + part_bytes);
  for (; source.format() == Format::json;) {
    const std::size_t found = source.bytes().find(line_start, cuts.back() + part_bytes);
    if (found == std::string_view::npos) break;
    cuts.push_back(found + 1);
  }
  cuts.push_back(source.bytes().size());
  return cuts;
}

/// Reads one source in parts, some of them ahead. A part that is read ahead guesses how the
/// cutter will come to its first byte; where the guess was wrong, the rest of the source is read
/// in turn.
class SourceReader {
 public:
  SourceReader(const Scheme& scheme, const Source& source, std::uint16_t number,
               const Sharing& sharing)
      : scheme_(scheme),
        source_(source),
        number_(number),
        threads_(source.format() == Format::csv ? 1 : sharing.threads),
        cuts_(cuts_of(source, sharing.part_bytes)),
        lines_(source.format() == Format::json &&
               json_format_of(source.bytes()) != "json-objects") {}

  /// `tick` is told how far the reading has come.
  void read(Stage& stage, const std::function<void(std::size_t at)>& tick) {
    Cutter::Place here;
    for (std::size_t i = 0; i + 1 < cuts_.size(); ++i) {
      Part part = read_from(here, i);
      const std::uint32_t line = here.line;
      follow(here, part);
      stage.append(std::move(part.stage), line, scheme_.rules.size());
      tick(here.at);
    }
  }

 private:
  Part read_from(Cutter::Place here, std::size_t i) {
    if (threads_ > 1) {
      for (; asked_ + 1 < cuts_.size() && ahead_.size() < threads_; ++asked_)
        ahead_.push_back(std::async(std::launch::async, [this, from = asked_] {
          return read_part(scheme_, source_, number_, guess(from), cuts_[from + 1]);
        }));
      Part part = ahead_.front().get();
      ahead_.pop_front();
      if (follows(part, here)) return part;
      ahead_.clear();
      threads_ = 1;
    }
    here.line = 1;
    return read_part(scheme_, source_, number_, here, cuts_[i + 1]);
  }

  Cutter::Place guess(std::size_t cut) const {
    if (cut == 0) return {};
    return {.at = cuts_[cut], .line = 1, .habits = {.line_per_document = lines_}};
  }

  // A part without doubts asked for no habits, and gained at most that of a document on each line.
  static bool follows(const Part& part, const Cutter::Place& here) {
    if (part.begin.at != here.at) return false;
    const bool gains_the_same =
        here.habits.line_per_document || !part.begin.habits.line_per_document;
    return part.begin.habits == here.habits || (!part.doubted && gains_the_same);
  }

  static void follow(Cutter::Place& here, const Part& part) {
    here.line += part.end.line - 1;
    here.at = part.end.at;
    if (part.begin.habits == here.habits)
      here.habits = part.end.habits;
    else
      here.habits.line_per_document |= part.end.habits.line_per_document;
  }

  const Scheme& scheme_;
  const Source& source_;
  const std::uint16_t number_;
  std::size_t threads_;
  const std::vector<std::size_t> cuts_;
  const bool lines_;
  std::size_t asked_ = 0;
  std::deque<std::future<Part>> ahead_;
};

}  // namespace

Sharing Sharing::of_this_machine() {
  return {.threads = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, 8)};
}

Stage stage(const std::vector<Source>& sources, const Scheme& scheme, const OnProgress& progress,
            const Sharing& sharing) {
  const Meter meter("reading", sources, progress);
  Stage result;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    SourceReader reader(scheme, sources[i], static_cast<std::uint16_t>(i + 1), sharing);
    reader.read(result, [&](std::size_t at) { meter.tell(i, at, result.candidates.size()); });
  }
  return result;
}

}  // namespace profilestore::importing

#include "import/stage.hpp"

#include <fmt/format.h>

#include <profilestore/error.hpp>
#include <profilestore/object_id.hpp>

#include "import/splitter.hpp"
#include "update/update.hpp"

namespace profilestore::importing {
namespace {

using document::Digest;
using keys::State;
using merge::Outcome;

// Canonical spelling and indentation make a document longer than its normal form, but not endlessly.
constexpr std::size_t longest_piece = 8 * max_document_bytes;

constexpr std::uint64_t progress_every = 4096;  // documents

// The digest's first 8 bytes behind a time of 1970: older than any real one, so that an `_id` made
// here never wins by its time.
Value id_of_content(const Digest& content) {
  ObjectId::Bytes bytes{};
  std::copy_n(content.begin(), 8, bytes.begin() + 4);
  return ObjectId(bytes);
}

std::uint64_t prefix_of(const Digest& digest) {
  std::uint64_t prefix = 0;
  for (std::size_t i = 0; i < 8; ++i) prefix = prefix << 8 | digest[i];
  return prefix;
}

std::string reason_of(const Error& fault) {
  const auto* malformed = dynamic_cast<const MalformedJson*>(&fault);
  return malformed == nullptr ? fault.what() : malformed->reason();
}

class Stager {
 public:
  Stager(const Scheme& scheme, Stage& stage)
      : scheme_(scheme), stage_(stage), eye_(scheme), scores_(scheme.rules.size()) {}

  void read(std::uint16_t number, const Source& source,
            const std::function<void(std::uint64_t at)>& tick) {
    std::optional<Sight> sight;
    std::string reason;
    Splitter splitter(source.bytes(), [&](std::string_view bytes) {
      try {
        sight = eye_.see(bytes);
        return true;
      } catch (const InvalidInput& fault) {
        reason = reason_of(fault);
        return false;
      }
    });
    while (const auto piece = splitter.next()) {
      Candidate candidate{.offset = piece->offset,
                          .length = piece->bytes.size(),
                          .line = piece->line,
                          .source = number};
      if (piece->usable) {
        candidate.verbatim = piece->bytes == sight->text;
        add_document(candidate, *sight);
      } else {
        quarantine(candidate, piece->bytes.starts_with('{') ? reason : "not an object");
      }
      if (stage_.candidates.size() % progress_every == 0) tick(piece->offset);
    }
  }

 private:
  void add_document(Candidate& candidate, const Sight& sight) {
    std::vector<KeySight> sights;
    for (const keys::Index& index : scheme_.indexes) {
      sights.push_back(key_sight(index, sight.fields));
      if (const auto fault = fault_of(sights.back(), index)) return quarantine(candidate, *fault);
    }
    // Exempt from the grouping key, a document is grouped with those of its `_id` only.
    const KeySight& key = sights[scheme_.grouping];
    candidate.key = key.state == State::keyed ? key.digest : sights.front().digest;
    candidate.content = sight.content;
    candidate.rank = static_cast<std::uint32_t>(stage_.scores.size() / scores_.size());
    scheme_.rules.score(sight.fields, sight.filled, scores_);
    stage_.scores.insert(stage_.scores.end(), scores_.begin(), scores_.end());
    for (const KeySight& other : sights)
      stage_.others.push_back(other.state == State::keyed ? prefix_of(other.digest) : 0);
    stage_.candidates.push_back(candidate);
  }

  static std::optional<std::string> fault_of(const KeySight& key, const keys::Index& index) {
    if (key.state == State::rejected)
      return fmt::format("'{}' is missing or null, and the unique index {} requires it", key.path,
                         index.name());
    if (key.state == State::array)
      return fmt::format("an array stands at '{}', which the unique index {} covers", key.path,
                         index.name());
    return std::nullopt;
  }

  void quarantine(Candidate& candidate, const std::string& reason) {
    candidate.outcome = Outcome::quarantine;
    candidate.rank = static_cast<std::uint32_t>(stage_.reasons.size());
    stage_.reasons.push_back(reason);
    stage_.candidates.push_back(candidate);
  }

  const Scheme& scheme_;
  Stage& stage_;
  Eye eye_;
  std::vector<std::int64_t> scores_;
};

}  // namespace

std::vector<std::string> Scheme::fields() const {
  std::vector<std::string> names = rules.fields();
  for (const keys::Index& index : indexes)
    for (const document::Path& path : index.paths()) names.push_back(path.segments().front());
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

Eye::Eye(const Scheme& scheme) : reader_(scheme.fields()) {}

Sight Eye::see(std::string_view piece) {
  if (piece.size() > longest_piece) throw InvalidInput(17420, "larger than any document can be");
  extjson::Reading reading = reader_.read(piece);
  Sight sight{std::string(reading.normal), std::move(reading.fields),
              document::digest_of(reading.normal), reading.filled};
  if (sight.text.starts_with("{\"_id\":{\"$oid\":")) return sight;  // in its place, and a good one
  Document whole = Value::parse(sight.text);
  if (!whole.contains("_id")) whole["_id"] = id_of_content(sight.content);
  update::ensure_id(whole);
  sight.text = whole.dump();
  sight.fields["_id"] = whole["_id"];
  return sight;
}

Sight Eye::see_verbatim(std::string_view piece, const Digest& content) {
  return {std::string(piece), reader_.fields_of(piece), content, 0};
}

KeySight key_sight(const keys::Index& index, const Document& fields) {
  keys::Extract extract = index.extract(fields);
  // The name keeps equal values of two indexes apart.
  return {extract.state,
          document::digest_of(index.name() + '\0' + keys::bytes_of(extract.key)),
          std::move(extract.path)};
}

Stage stage(const std::vector<Source>& sources, const Scheme& scheme,
            const std::function<void(const Progress&)>& progress) {
  std::uint64_t total = 0, before = 0;
  for (const Source& source : sources) total += source.bytes().size();
  Stage result;
  Stager stager(scheme, result);
  for (std::size_t i = 0; i < sources.size(); ++i) {
    stager.read(static_cast<std::uint16_t>(i + 1), sources[i], [&](std::uint64_t at) {
      if (progress) progress({"reading", before + at, total, result.candidates.size()});
    });
    before += sources[i].bytes().size();
  }
  return result;
}

}  // namespace profilestore::importing

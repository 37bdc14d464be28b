#include "fuzz/checks.hpp"

#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <profilestore/error.hpp>
#include <string>
#include <vector>

#include "extjson/reader.hpp"
#include "fuzz/require.hpp"
#include "sources/separators.hpp"
#include "staging/stage.hpp"

namespace fuzz {
namespace {

using namespace profilestore;
using merge::Candidate;
using sources::Source;

/// Bytes as a file of no name.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : file_(::memfd_create("source", MFD_CLOEXEC)) {
    require(file_ >= 0, "a file in memory");
    for (std::size_t at = 0; at < bytes.size();) {
      const ssize_t written = ::write(file_, bytes.data() + at, bytes.size() - at);
      require(written > 0, "a file in memory that can be written");
      at += static_cast<std::size_t>(written);
    }
  }
  ~Bytes() { ::close(file_); }
  Bytes(const Bytes&) = delete;
  Bytes& operator=(const Bytes&) = delete;
  int file() const { return file_; }

 private:
  int file_;
};

const staging::ImportSchema& schema() {
  static const staging::ImportSchema schema{
      {catalog::IndexEntry{UniqueIndex{"_id"}},
       catalog::IndexEntry{UniqueIndex{{"u"}, Missing::reject}}},
      {},
      1,
      merge::Rules::parse("complete,newest:updatedAt")};
  return schema;
}

bool same(const staging::Stage& a, const staging::Stage& b) {
  if (a.candidates.size() != b.candidates.size() || a.reasons != b.reasons) return false;
  for (std::size_t i = 0; i < a.candidates.size(); ++i) {
    const Candidate &x = a.candidates[i], &y = b.candidates[i];
    if (x.offset != y.offset || x.length != y.length || x.line != y.line || x.rank != y.rank ||
        x.outcome != y.outcome || x.key != y.key || x.content != y.content ||
        x.verbatim != y.verbatim)
      return false;
  }
  return true;
}

void check_ledger(const Source& source, const staging::Stage& stage) {
  staging::DocumentReader reader(schema());
  const auto [begin, end] = source.body();
  std::uint64_t at = begin;
  std::uint32_t line = 0;
  for (const Candidate& one : stage.candidates) {
    require(one.offset >= at && one.length > 0, "pieces follow each other");
    require(one.offset <= end && one.length <= end - one.offset, "a piece ends within its source");
    require(sources::separates(source, at, one.offset), "nothing is between two pieces");
    require(one.line >= line, "lines go up");
    at = one.offset + one.length;
    line = one.line;
    if (one.outcome == merge::Outcome::quarantine) continue;
    const auto piece = source.bytes().substr(one.offset, one.length);
    const auto read = reader.read(source, piece);
    require(read.content == one.content, "a document has one content");
    require(one.verbatim == (piece == read.text), "verbatim is what is stored as it stands");
  }
  require(sources::separates(source, at, end), "nothing is behind the pieces");
}

staging::Stage check_source(std::string_view bytes, const char* name,
                            const sources::SourceType& type) {
  const Bytes file(bytes);
  std::vector<Source> sources;
  sources.emplace_back(files::File(name, file.file(), ""));
  try {
    sources.front().read_as(type);
  } catch (const InvalidInput&) {
    return {};
  }
  auto whole = staging::stage(sources, schema(), {}, {.threads = 1});
  check_ledger(sources.front(), whole);
  for (const std::size_t part : {std::size_t{1}, std::size_t{7}, std::size_t{4096}})
    require(same(whole, staging::stage(sources, schema(), {}, {.threads = 1, .chunk_bytes = part})),
            "the portions that a source is read in do not matter");
  return whole;
}

// Of one line, so to say: where a line begins with a brace another document may begin.
bool is_document(std::string_view bytes) {
  if (!bytes.starts_with('{') || !bytes.ends_with('}') || bytes.size() > 1024) return false;
  if (bytes.find("\n{") != std::string_view::npos) return false;
  try {
    (void)extjson::parse(bytes, extjson::Syntax::exported);
    return true;
  } catch (const InvalidInput&) {
    return false;
  }
}

}  // namespace

void check_json_source(std::string_view bytes) {
  check_source(bytes, "source.json", {});
  const std::string text(bytes);
  check_source("{\"before\":[{}],\n\"a\":[" + text + "],\n\"b\":[{}]}", "source.json", {.at = "a"});
  check_source("{\"before\":[{}],\n\"m\":{\"k\":" + text + ",\n\"l\":{}}}", "source.json",
               {.at = "m", .map_key = "k"});
  check_source(bytes, "source.json", {.at = ".", .map_key = "k"});
}

void check_shell_source(std::string_view bytes) {
  const std::string before = "{\"u\":\"before\"}\n", behind = "\n{\"u\":\"behind\"}\n";
  const auto stage = check_source(before + std::string(bytes) + behind, "source.json", {});
  if (!is_document(bytes)) return;
  require(stage.candidates.size() == 3, "a document between two others makes three");
  require(stage.candidates[1].offset == before.size() && stage.candidates[1].length == bytes.size(),
          "a document is one piece");
}

void check_bson_source(std::string_view bytes) { check_source(bytes, "source.bson", {}); }

void check_csv_source(std::string_view bytes) {
  if (bytes.empty()) return;
  const auto how = static_cast<unsigned char>(bytes.front());
  check_source(bytes.substr(1), "source",
               {(how & 1) != 0 ? "tsv" : "csv", (how & 2) != 0, (how & 4) != 0});
}

}  // namespace fuzz

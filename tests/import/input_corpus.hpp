// Sources spelled as what an import must make of each of their bytes: a case says the exact ledger,
// of documents and of bytes, and it holds however the reading is shared.
#pragma once

#include <fmt/format.h>

#include <array>
#include <string>
#include <vector>

#include "catch.hpp"
#include "import/fixture.hpp"
#include "import/run.hpp"
#include "sources/open_sources.hpp"

namespace input_corpus {

using namespace profilestore;
using staging::ChunkOptions;

/// What becomes of a stretch of a source.
enum class Fate { live, merged, conflicted, quarantined, separator };

struct Stretch {
  Fate fate;
  std::string bytes;
  std::string more;  ///< quarantined, conflicted: the reason; live: the canonical text of the
                     ///< document without its `_id`; "": not said
};

inline Stretch live(std::string bytes, std::string stored = "") {
  return {Fate::live, std::move(bytes), std::move(stored)};
}
inline Stretch merged(std::string bytes) { return {Fate::merged, std::move(bytes), ""}; }
inline Stretch bad(std::string bytes, std::string reason) {
  return {Fate::quarantined, std::move(bytes), std::move(reason)};
}
inline Stretch conflicted(std::string bytes, std::string reason) {
  return {Fate::conflicted, std::move(bytes), std::move(reason)};
}
inline Stretch gap(std::string bytes) { return {Fate::separator, std::move(bytes), ""}; }

struct Case {
  std::string name;
  std::vector<Stretch> stretches;
  std::string packed = {};  ///< the file's bytes, if they are not those of the stretches

  std::string bytes() const {
    std::string all;
    for (const Stretch& one : stretches) all += one.bytes;
    return all;
  }
  std::int64_t count(Fate fate) const {
    return std::count_if(stretches.begin(), stretches.end(),
                         [&](const Stretch& one) { return one.fate == fate; });
  }
  std::uint64_t bytes_of(Fate fate) const {
    std::uint64_t sum = 0;
    for (const Stretch& one : stretches) sum += one.fate == fate ? one.bytes.size() : 0;
    return sum;
  }
};

/// A line that is none of a document, between two that are.
inline Case line(std::string name, std::string bytes, std::string reason) {
  return {std::move(name),
          {live(R"({"u":"before"})"), gap("\n"), bad(std::move(bytes), std::move(reason)),
           gap("\n"), live(R"({"u":"behind"})"), gap("\n")}};
}

/// A line that is a document, between two that are.
inline Case kept(std::string name, std::string bytes, std::string stored = "") {
  return {std::move(name),
          {live(R"({"u":"before"})"), gap("\n"), live(std::move(bytes), std::move(stored)),
           gap("\n"), live(R"({"u":"behind"})"), gap("\n")}};
}

inline std::vector<ChunkOptions> all_sharings() {
  std::vector<ChunkOptions> all;
  for (const std::size_t threads : {1, 2})
    for (const std::size_t part : {1, 7, 4096, 1 << 20})
      all.push_back({.threads = threads, .chunk_bytes = part});
  return all;
}

/// How sources are to be read.
struct Setting {
  ImportOptions options = fixture::by("u");
  bool lines = true;  ///< of BSON a piece has a number instead
  std::vector<ChunkOptions> sharings = all_sharings();
};

/// Reads and imports each case with each sharing, and checks that the pieces, the ledger, the
/// quarantine, what verify says of every byte and a second import are what the case says, and that
/// the digest of what is stored is always the same.
void check(const std::vector<Case>& cases, const Setting& setting = {});

}  // namespace input_corpus

// What the fixture kinds share: writing documents as mongoexport does, ObjectIds as drivers make
// them, and what an import of the fixture must give.
//
// Nothing here comes from the library: a fixture must be able to contradict it.
#pragma once

#include <array>
#include <cstdint>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "random.hpp"

namespace profilestore::generate {

/// 4 bytes of seconds, 5 of the process, 3 of its counter; compared as MongoDB does, byte by byte.
using Id = std::array<std::uint8_t, 12>;

std::string to_hex(const Id& id);

/// Writes the last `size` bytes of `number` at `at`, the most significant first.
inline void put(Id& id, std::size_t at, std::size_t size, std::uint64_t number) {
  for (std::size_t i = size; i > 0; --i, number >>= 8) {
    id[at + i - 1] = static_cast<std::uint8_t>(number & 255);
  }
}

/// A server process that creates documents.
class Process {
 public:
  explicit Process(Random& random);
  Id make_id(std::int64_t seconds);

 private:
  std::uint64_t name_;
  std::uint32_t counter_;
};

enum class Flavour { relaxed, canonical, v1 };

/// Writes one document after the other as text, and counts each document's filled leaves.
///
/// An empty name stands for an element of an array.
class Writer {
 public:
  explicit Writer(Flavour flavour) : flavour_(flavour) {}

  void begin();            ///< `{` of a document; its count starts
  void end() { close(); }  ///< its `}`
  void open(std::string_view name);
  void close();
  void open_array(std::string_view name);
  void close_array();

  void null(std::string_view name);
  void boolean(std::string_view name, bool value);
  void text(std::string_view name, std::string_view value);
  void int32(std::string_view name, std::int32_t value);
  void int64(std::string_view name, std::int64_t value);
  /// A double, given in hundredths: 450 is 4.5, 700 is 7.0. REQUIRES: not negative.
  void real(std::string_view name, std::int64_t hundredths);
  void id(std::string_view name, const Id& value);
  void date(std::string_view name, std::int64_t milliseconds);

  /// The leaves of this document that are filled. A leaf is a value that is no plain sub-document,
  /// an array is one leaf; it is filled unless it is null, "", [] or {}.
  std::size_t filled() const { return filled_; }

  std::string& text_so_far() { return out_; }
  std::string take() { return std::exchange(out_, {}); }

 private:
  void start(std::string_view name);
  void leaf(bool filled);
  void wrapped(std::string_view wrapper, std::string_view value);
  void escaped(std::string_view value);

  Flavour flavour_;
  std::string out_;
  std::size_t filled_ = 0;
  int arrays_ = 0;
};

/// What the rules look at in one document.
struct Candidate {
  std::string key;  ///< of `userId`, equal for equal values; empty: null or missing
  std::size_t filled = 0;
  std::optional<std::int64_t> updated;
  Id id{};
};

std::string key_of(const Id& id);
std::string key_of(std::string_view text);
/// The same key for 1, Int64 1 and 1.0, given in hundredths.
std::string key_of_number(std::int64_t hundredths);

/// What an import that is unique on `userId` must give under the default rules, stated plainly.
class Expectation {
 public:
  void add(Candidate candidate);
  void add_broken() { ++broken_; }

  /// {"read", "inserted", "merged", "quarantined", "survivors": [the `_id`s as hex, ascending]}.
  nlohmann::ordered_json result() const;

 private:
  std::map<std::string, std::vector<Candidate>> groups_;
  std::size_t broken_ = 0, without_key_ = 0;
};

/// A line of an export. Without a candidate it is no document.
struct Line {
  std::string text;
  std::optional<Candidate> candidate;
  bool cut_off = false;  ///< the export stopped here: last, and without a newline
};

struct Options {
  std::uint64_t seed = 1;
  std::size_t count = 0;  ///< 0: what the kind has by default
  bool small = false;
  bool array = false;
  Flavour flavour = Flavour::relaxed;
  std::optional<std::uint64_t> shuffle;
};

/// The two incidents' exports, in order of creation.
std::vector<Line> userprofiles(const Options& options);
std::vector<Line> creatorprofiles(const Options& options);

/// Writes `options.count` documents of about 1 KB to `out`, a quarter of them duplicates.
/// `expectation` may be null. Returns false if a write fails.
bool bulk(const Options& options, std::FILE* out, Expectation* expectation);

}  // namespace profilestore::generate

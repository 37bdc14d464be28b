// Cuts a source into documents: lines, an array, or objects one after the other, pretty-printed or
// not, in any mix. What is no document becomes a piece of its own, and the next document follows.
#pragma once

#include "sources/splitter.hpp"

namespace profilestore::sources {

class JsonSplitter final : public Splitter {
 public:
  /// Goes on at `place`, as the splitter does that came there; if it is not the start, it is that
  /// of a line.
  JsonSplitter(std::string_view source, Test test, const Place& place);
  JsonSplitter(std::string_view source, Test test);

  /// The next piece that begins before `limit`, the white space, commas and brackets before it
  /// passed over.
  ///
  /// An object that opens on a line of its own is tried as that line, else up to where its braces
  /// balance. If it is no document either way, the piece ends where the next object seems to begin
  /// (a line that starts with a brace), or with its line.
  std::optional<Piece> next(std::size_t limit = std::string_view::npos) override;

  Place place() const override { return {at_, line_, context_}; }

  /// Whether an object was no document as its line, so that the context mattered.
  bool depended_on_context() const override { return depended_on_context_; }

 private:
  struct Extent {
    std::size_t end;         ///< just past the closing brace, or as far as the scan went
    std::size_t next_start;  ///< of the first line inside that starts with a brace; npos: none
    bool closed;
  };

  void skip_separators();
  std::size_t line_end(std::size_t from) const;
  std::size_t trimmed(std::size_t begin, std::size_t end, bool (*drop)(char)) const;
  bool stops_looking(std::size_t length, const Extent& extent) const;
  Extent balance(std::size_t begin) const;
  Piece take(std::size_t end, bool usable);
  Piece take_object();

  std::string_view source_;
  Test test_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
  std::size_t line_stop_ = 0;  ///< the end of the line that the last object began on
  Context context_;
  bool depended_on_context_ = false;
};

/// What text looks like, for the report: "json-lines", "json-array", "json-objects", "empty".
std::string_view json_format_of(std::string_view source);

}  // namespace profilestore::sources

// Cuts a source into documents: lines, arrays, or objects one after the other, pretty-printed or
// not, in any mix. What is no document becomes a piece of its own, and the next document follows.
#pragma once

#include "splitting/brace_balance.hpp"
#include "splitting/splitter.hpp"

namespace profilestore::splitting {

class JsonSplitter final : public Splitter {
 public:
  /// Goes on at `place`, as the splitter does that came there; if it is not the start, it is that
  /// of a line.
  JsonSplitter(std::string_view source, Test test, const Place& place);
  JsonSplitter(std::string_view source, Test test);

  /// The next piece that begins before `limit`, what separates pieces passed over: white space,
  /// commas, comments, byte order marks, the brackets of arrays.
  ///
  /// An object that opens on a line of its own is tried as that line, else up to where its braces
  /// balance, as JSON's and then as a shell's. If it is no document either way, the piece ends
  /// where the next object seems to begin (a line that starts with a brace), or with its line.
  ///
  /// What is no object is a piece up to the end of its line; in an array, up to the next comma.
  /// Brackets that belong to none, and the end of a source within an array, are pieces too.
  std::optional<Piece> next(std::size_t limit = std::string_view::npos) override;

  Place place() const override { return {at_, line_, context_}; }

  /// Whether something was no document as its line, so that the context mattered.
  bool depended_on_context() const override { return depended_on_context_; }

 private:
  struct Cursor {
    std::size_t at;
    std::uint32_t line;
    std::size_t line_begin;
  };

  std::size_t gap_end(std::size_t at, bool with_commas);
  void move_to(std::size_t end);
  std::size_t line_end(std::size_t from) const;
  std::size_t trimmed(std::size_t begin, std::size_t end, bool (*drop)(char)) const;

  bool stops_looking(std::size_t length, const Extent& extent) const;
  std::optional<std::size_t> shell_end();
  Piece take(std::size_t end, bool usable, PieceFault fault = {});
  Piece take_object();
  Piece take_line();

  // Of arrays, in json_arrays.cpp.
  std::optional<Piece> pass_bracket();
  bool opens_array();
  bool stays_open() const;
  std::string not_closed() const;
  std::size_t element_end();
  Piece take_element();
  std::optional<Piece> end_of_source(const Cursor& gap);

  std::string_view source_;
  Test test_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
  std::size_t line_begin_ = 0;  ///< of the line that `at_` is on
  std::size_t line_stop_ = 0;   ///< the end of the line that the last object began on
  std::size_t unclosed_comment_ = std::string_view::npos;  ///< from here on no comment ends
  Context context_;
  bool depended_on_context_ = false;
  bool last_was_usable_ = false;
  bool looks_ahead_ = false;  ///< only to see whether an array is closed
};

/// What text looks like, for the report: "json-lines", "json-array", "json-objects", "empty".
std::string_view json_format_of(std::string_view source);

/// What most likely holds at a document on a line of its own in the middle of `source`.
Splitter::Context usual_context(std::string_view source);

}  // namespace profilestore::splitting

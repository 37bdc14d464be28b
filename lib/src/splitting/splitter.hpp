// What cuts a source into pieces, one after the other, whatever its format.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace profilestore::splitting {

/// What may stand before the text of a source.
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Why a piece is none, where its splitter knows.
struct PieceFault {
  std::string what = {};       ///< empty: whoever reads the piece will say
  std::string then = {};       ///< what to do about it
  bool has_own_place = false;  ///< `what` says where; else the piece's place does
};

/// A piece of a source that should be a document.
struct Piece {
  std::string_view bytes;
  std::uint64_t offset;      ///< from the start of the source
  std::uint32_t line;        ///< from 1; of BSON the number of the piece
  bool usable;               ///< what the test said
  std::uint64_t column = 1;  ///< from 1, in bytes; of JSON
  PieceFault fault = {};
};

class Splitter {
 public:
  /// Tells whether some bytes are one whole document.
  using Test = std::function<bool(std::string_view)>;

  /// What the pieces so far say of the next.
  struct Context {
    bool line_per_document = false;      ///< the last usable document filled one line
    bool closing_brace_missing = false;  ///< a closing brace was looked for in vain, far away
    bool in_array = false;
    std::size_t array_at = 0;  ///< where the last array began
    bool operator==(const Context&) const = default;
  };

  /// Between two pieces: all that the next one depends on.
  struct Place {
    std::size_t at = 0;  ///< from the start of the source
    std::uint32_t line = 1;
    Context context = {};
  };

  virtual ~Splitter() = default;

  /// The next piece that begins before `limit`, what separates documents passed over.
  virtual std::optional<Piece> next(std::size_t limit = std::string_view::npos) = 0;

  virtual Place place() const = 0;

  /// Whether some piece depended on the context.
  virtual bool depended_on_context() const = 0;

 protected:
  Splitter() = default;
  Splitter(const Splitter&) = default;
  Splitter& operator=(const Splitter&) = default;
};

}  // namespace profilestore::splitting

// Text → document: Extended JSON of any flavour becomes normal form; every bound is checked here.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <profilestore/document.hpp>
#include <profilestore/error.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace profilestore::extjson {

/// What a document may be written in.
enum class Syntax : std::uint8_t {
  extended_json,
  exported,  ///< Extended JSON, or else as MongoDB's shells print it: see ShellReader
};

/// What a Reader found in one document.
struct Reading {
  std::string_view normal;  ///< the document in normal form, on one line; valid until the next read
  Document fields;          ///< the top-level fields that were asked for, in normal form
  std::size_t filled = 0;   ///< how many leaves are filled: see Reader
};

/// Reads documents one after the other, reusing its buffers. Not for several threads at once.
///
/// A leaf is a value that is no plain object; an array is one leaf. It is filled unless it is null,
/// undefined, "", [] or {}.
class Reader {
 public:
  /// `fields`: the top-level names whose values a Reading shall hold as values.
  explicit Reader(std::vector<std::string> fields = {}, Syntax syntax = Syntax::extended_json);
  ~Reader();
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;

  /// Reads the bytes [text, text + size) as one document. Throws MalformedJson as parse() does; a
  /// ShellFault if the text has what only the shells print.
  /// REQUIRES: `text` is followed by padding() readable bytes.
  Reading read(std::string_view text);

  static std::size_t padding();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The document that `text` holds, in normal form; see ejson::parse.
Document parse(std::string_view text, Syntax syntax = Syntax::extended_json);

/// See ejson::parse_command.
Document parse_command(std::string_view text);

/// A document that an application built, checked and brought to normal form: the same rules as for
/// text. Throws InvalidInput that names the path of the fault.
Document normalise(const Document& document);

/// The text of normalise(document), without making that.
std::string normal_text(const Document& document);

/// Any one value of Extended JSON in a document of ours, brought to normal form: a filter, an
/// update. `level`: the one it stands on, where a document's fields stand on the second.
Value normalise_value(const Value& value, int level = 2);

}  // namespace profilestore::extjson

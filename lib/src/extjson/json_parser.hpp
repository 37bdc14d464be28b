// Text → simdjson's tree.
#pragma once

#include <simdjson.h>

#include <memory>
#include <string>
#include <string_view>

namespace profilestore::extjson {

/// A tree is valid until the next is read.
class JsonParser {
 public:
  JsonParser();

  /// Throws MalformedJson if `text` is no JSON. REQUIRES: padding bytes after it are readable.
  simdjson::dom::element parse(std::string_view text);

  /// The same, of a text with nothing after it.
  simdjson::dom::element parse_copy(std::string_view text);

 private:
  simdjson::dom::element parse_respelled(std::string_view text);

  std::unique_ptr<simdjson::dom::parser> parser_;
  std::string copy_;
};

}  // namespace profilestore::extjson

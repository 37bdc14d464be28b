#include "extjson/json_parser.hpp"

#include <new>
#include <profilestore/document.hpp>

#include "extjson/explain.hpp"
#include "extjson/fault.hpp"
#include "extjson/scanner.hpp"

namespace profilestore::extjson {
namespace {

constexpr std::size_t first_capacity = std::size_t{16} * 1024;

// No document within bounds is longer, unless it is mostly white space: canonical spelling takes
// some ten times the bytes of normal form.
constexpr std::size_t longest_text = 16 * max_document_bytes;

// What a parser may keep between documents.
constexpr std::size_t kept_capacity = std::size_t{1024} * 1024;

std::unique_ptr<simdjson::dom::parser> make_parser() {
  auto parser = std::make_unique<simdjson::dom::parser>();
  if (parser->allocate(first_capacity, max_nesting + 1)) throw std::bad_alloc();
  return parser;
}

bool begins_with_mark(std::string_view text) { return text.starts_with("\xEF\xBB\xBF"); }

}  // namespace

JsonParser::JsonParser() : parser_(make_parser()) {}

simdjson::dom::element JsonParser::parse(std::string_view text) {
  if (text.size() > longest_text) throw malformed(text, 0, too_large().reason);
  if (parser_->capacity() > kept_capacity && text.size() < kept_capacity) parser_ = make_parser();
  simdjson::dom::element root;
  const auto fault = parser_->parse(text.data(), text.size(), false).get(root);
  if (fault == simdjson::MEMALLOC) throw std::bad_alloc();
  // Later versions of simdjson skip the mark.
  if (fault || begins_with_mark(text)) return parse_respelled(text);
  return root;
}

simdjson::dom::element JsonParser::parse_copy(std::string_view text) {
  if (copy_.capacity() > kept_capacity && text.size() < kept_capacity) copy_ = std::string();
  copy_.reserve(text.size() + simdjson::SIMDJSON_PADDING);
  copy_.assign(text);
  return parse(copy_);
}

simdjson::dom::element JsonParser::parse_respelled(std::string_view text) {
  const simdjson::padded_string readable(respelled(text));
  simdjson::dom::element root;
  if (parser_->parse(readable).get(root)) throw malformed(text, 0, "not JSON");
  return root;
}

}  // namespace profilestore::extjson

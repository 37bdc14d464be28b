#include "extjson/reader.hpp"

#include <algorithm>

#include "extjson/explain.hpp"
#include "extjson/json_parser.hpp"
#include "extjson/normaliser.hpp"
#include "extjson/scanner.hpp"
#include "extjson/text_sink.hpp"
#include "extjson/value_sink.hpp"

namespace profilestore::extjson {
namespace {

template <class Out>
void read_document(std::string_view text, const Element& root, Normaliser<Element, Out>& normaliser,
                   int deepest = max_depth) {
  try {
    normaliser.document(root, deepest);
  } catch (const Fault& fault) {
    const bool whole = fault.code == document_too_large;
    throw malformed(text, whole ? 0 : offset_of(text, normaliser.trail()), fault.reason);
  }
}

[[noreturn]] void throw_too_large(std::string_view text) {
  throw malformed(text, 0, too_large().reason);
}

// What parse() keeps for the next call of its thread: making a simdjson parser costs more than
// reading a profile with it.
struct Parser {
  JsonParser json;
  ValueSink value;
  Normaliser<Element, ValueSink> normaliser{value};
};

Document parse_within(std::string_view text, int deepest, std::size_t largest) {
  thread_local Parser parser;
  const Element root = parser.json.parse_copy(text);
  parser.value.clear();
  read_document(text, root, parser.normaliser, deepest);
  const bool may_be_large = parser.value.text_bound() > largest;
  Document document = parser.value.take();
  if (may_be_large && document.dump().size() > largest)
    throw malformed(text, 0, larger_than(largest).reason);
  return document;
}

}  // namespace

struct Reader::State {
  explicit State(std::vector<std::string> fields) : wanted(std::move(fields)) {}

  Document wanted_of(const Element& root);

  std::vector<std::string> wanted;
  JsonParser json;
  NormalText text{max_document_bytes};
  Normaliser<Element, NormalText> normaliser{text};
  ValueSink value;
  Normaliser<Element, ValueSink> value_normaliser{value};
};

Document Reader::State::wanted_of(const Element& root) {
  Document found = Document::object();
  for (const auto& [name, child] : members_of(root)) {
    if (found.size() == wanted.size()) break;
    if (std::find(wanted.begin(), wanted.end(), name) == wanted.end()) continue;
    value.clear();
    value_normaliser.field_value(child);
    found.get_ref<Document::object_t&>().emplace_back(std::string(name), value.take());
  }
  return found;
}

Reader::Reader(std::vector<std::string> fields)
    : state_(std::make_unique<State>(std::move(fields))) {}
Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;

Reading Reader::read(std::string_view text) {
  const Element root = state_->json.parse(text);
  state_->text.clear();
  read_document(text, root, state_->normaliser);
  if (state_->text.size() > max_document_bytes) throw_too_large(text);
  return {state_->text.text(), state_->wanted_of(root), state_->normaliser.filled()};
}

Document Reader::fields_of(std::string_view normal) {
  return state_->wanted_of(state_->json.parse(normal));
}

std::size_t Reader::padding() { return simdjson::SIMDJSON_PADDING; }

Document parse(std::string_view text) { return parse_within(text, max_depth, max_document_bytes); }

Document parse_command(std::string_view text) {
  return parse_within(text, max_depth + command_levels, max_command_bytes);
}

}  // namespace profilestore::extjson

namespace profilestore::ejson {

Document parse(std::string_view text) { return extjson::parse(text); }

Document parse_command(std::string_view text) { return extjson::parse_command(text); }

}  // namespace profilestore::ejson

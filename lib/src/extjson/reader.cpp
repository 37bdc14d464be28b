#include "extjson/reader.hpp"

#include <algorithm>
#include <bitset>

#include "extjson/explain.hpp"
#include "extjson/json_parser.hpp"
#include "extjson/normaliser.hpp"
#include "extjson/scanner.hpp"
#include "extjson/shell.hpp"
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

// Nothing if only Extended JSON can say what is wrong with the text.
std::optional<std::string_view> respelled_by(ShellReader& shell, std::string_view text) {
  if (!may_be_of_shell(text)) return std::nullopt;
  try {
    const std::string_view spelled = shell.respelled(text);
    return shell.is_shell() ? std::optional(spelled) : std::nullopt;
  } catch (const ShellFault&) {
    if (shell.is_shell()) throw;
    return std::nullopt;
  }
}

// What `read` makes of the text, or of the Extended JSON that it is respelled as.
template <class Parse, class Read>
auto read_exported(std::string_view text, JsonParser& json, ShellReader& shell, Parse parse,
                   Read read) {
  std::optional<Element> root;
  std::optional<std::string_view> spelled;
  try {
    root = parse(text);
  } catch (const MalformedJson&) {
    spelled = respelled_by(shell, text);
    if (!spelled) throw;
  }
  if (root) return read(text, *root);
  try {
    return read(*spelled, json.parse_copy(*spelled));
  } catch (const MalformedJson& fault) {
    throw ShellFault(malformed(text, shell.source_of(fault.offset()), fault.reason()),
                     "correct the value, or write it as Extended JSON");
  }
}

// What parse() keeps for the next call of its thread: making a simdjson parser costs more than
// reading a profile with it.
struct Parser {
  JsonParser json;
  ShellReader shell;
  ValueSink value;
  Normaliser<Element, ValueSink> normaliser{value};
};

Document parse_within(std::string_view text, Syntax syntax, int deepest, std::size_t largest) {
  thread_local Parser parser;
  const auto parse_it = [&](std::string_view it) { return parser.json.parse_copy(it); };
  const auto read = [&](std::string_view spelled, const Element& root) {
    parser.value.clear();
    read_document(spelled, root, parser.normaliser, deepest);
    const bool may_be_large = parser.value.text_bound() > largest;
    Document document = parser.value.take();
    if (may_be_large && document.dump().size() > largest)
      throw malformed(spelled, 0, larger_than(largest).reason);
    return document;
  };
  if (syntax == Syntax::extended_json) return read(text, parse_it(text));
  return read_exported(text, parser.json, parser.shell, parse_it, read);
}

}  // namespace

struct Reader::State {
  State(std::vector<std::string> fields, Syntax how) : wanted(std::move(fields)), syntax(how) {
    for (const std::string& name : wanted) sizes.set(std::min(name.size(), sizes.size() - 1));
  }

  Document wanted_of(const Element& root);
  Reading read(std::string_view spelled, const Element& root);

  bool is_wanted(std::string_view name) const {
    return sizes[std::min(name.size(), sizes.size() - 1)] &&
           std::find(wanted.begin(), wanted.end(), name) != wanted.end();
  }

  std::vector<std::string> wanted;
  std::bitset<64> sizes;  ///< of their names: most others are told by it
  Syntax syntax;
  JsonParser json;
  ShellReader shell;
  NormalText text{max_document_bytes};
  Normaliser<Element, NormalText> normaliser{text};
  ValueSink value;
  Normaliser<Element, ValueSink> value_normaliser{value};
};

Document Reader::State::wanted_of(const Element& root) {
  Document found = Document::object();
  auto& fields = found.get_ref<Document::object_t&>();
  fields.reserve(wanted.size());  // to move a field is to copy it
  for (const auto& [name, child] : members_of(root)) {
    if (fields.size() == wanted.size()) break;
    if (!is_wanted(name)) continue;
    value.clear();
    value_normaliser.field_value(child);
    fields.emplace_back(std::string(name), value.take());
  }
  return found;
}

Reading Reader::State::read(std::string_view spelled, const Element& root) {
  text.clear();
  read_document(spelled, root, normaliser);
  if (text.size() > max_document_bytes) throw malformed(spelled, 0, too_large().reason);
  return {text.text(), wanted_of(root), normaliser.filled()};
}

Reader::Reader(std::vector<std::string> fields, Syntax syntax)
    : state_(std::make_unique<State>(std::move(fields), syntax)) {}
Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;

Reading Reader::read(std::string_view text) {
  State& state = *state_;
  if (state.syntax == Syntax::extended_json) return state.read(text, state.json.parse(text));
  return read_exported(
      text, state.json, state.shell, [&](std::string_view it) { return state.json.parse(it); },
      [&](std::string_view spelled, const Element& root) { return state.read(spelled, root); });
}

std::size_t Reader::padding() { return simdjson::SIMDJSON_PADDING; }

Document parse(std::string_view text, Syntax syntax) {
  return parse_within(text, syntax, max_depth, max_document_bytes);
}

Document parse_command(std::string_view text) {
  return parse_within(text, Syntax::extended_json, max_depth + command_levels, max_command_bytes);
}

}  // namespace profilestore::extjson

namespace profilestore::ejson {

Document parse(std::string_view text) { return extjson::parse(text); }

Document parse_command(std::string_view text) { return extjson::parse_command(text); }

}  // namespace profilestore::ejson

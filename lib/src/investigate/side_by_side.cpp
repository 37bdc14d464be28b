#include "investigate/side_by_side.hpp"

#include <algorithm>
#include <set>

#include "document/type.hpp"
#include "investigate/document_trace.hpp"

namespace profilestore::investigating {
namespace {

constexpr std::size_t most_fields = 400;
constexpr std::size_t most_values = 1000;
constexpr std::size_t shown_characters = 200;
constexpr int deepest = 5;  // below that, an object is one value

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

}  // namespace

std::string_view cut_text(std::string_view text, std::size_t characters) {
  for (std::size_t at = 0; at < text.size(); ++at)
    if (begins_character(text[at]) && characters-- == 0) return text.substr(0, at);
  return text;
}

std::size_t characters_of(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, begins_character));
}

SideBySide::SideBySide(std::size_t documents, std::size_t columns, bool values)
    : documents_(documents), columns_(columns), values_(values), orders_(columns) {}

void SideBySide::add(const Document& document, std::optional<std::size_t> column) {
  look("", document, column, 0);
}

void SideBySide::look(const std::string& path, const Value& value,
                      std::optional<std::size_t> column, int depth) {
  if (depth < deepest && document::is_plain_object(value) && (depth == 0 || !value.empty())) {
    for (const auto& [name, inner] : value.items())
      look(depth == 0 ? name : path + "." + name, inner, column, depth + 1);
    return;
  }
  if (fields_.size() >= most_fields && !fields_.contains(path)) {
    left_out_.insert(path);
    return;
  }
  Field& field = fields_[path];
  field.cells.resize(columns_);
  ++field.documents;
  std::string text = value.dump();
  if (field.values.size() < most_values) field.values.insert(short_digest(text));
  if (!column) return;
  orders_[*column].push_back(path);
  field.cells[*column] = std::move(text);
}

Value SideBySide::cells_of(const Field& field) const {
  std::vector<std::string_view> seen;
  Value cells = Value::array();
  for (const auto& text : field.cells) {
    if (!text) {
      cells.push_back(nullptr);
      continue;
    }
    const auto mark = std::ranges::find(seen, *text);
    Value cell = {{"mark", mark - seen.begin() + 1}};
    if (mark == seen.end()) seen.push_back(*text);
    if (values_) {
      const std::string_view shown = cut_text(*text, shown_characters);
      cell["text"] = shown;
      if (shown.size() < text->size()) cell["length"] = characters_of(*text);
    }
    cells.push_back(std::move(cell));
  }
  return cells;
}

Value SideBySide::fields() const {
  std::vector<std::string_view> order;
  std::set<std::string_view> placed;
  for (const auto& paths : orders_)
    for (const std::string& path : paths)
      if (placed.insert(path).second) order.push_back(path);
  for (const auto& [path, field] : fields_)
    if (placed.insert(path).second) order.push_back(path);
  Value fields = Value::array();
  for (const std::string_view path : order) {
    const Field& field = fields_.at(std::string(path));
    Value shown = {{"path", path},
                   {"documents", field.documents},
                   {"distinct", field.values.size()},
                   {"differs", field.values.size() > 1 || field.documents < documents_},
                   {"cells", cells_of(field)}};
    if (field.values.size() >= most_values) shown["orMore"] = true;
    fields.push_back(std::move(shown));
  }
  return fields;
}

}  // namespace profilestore::investigating

#include "csv/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <profilestore/error.hpp>

#include "extjson/reader.hpp"

namespace profilestore::csv {
namespace {

constexpr std::size_t deepest = 100;  // as deep as documents may be

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

struct Typed {
  std::string_view name, type, argument;
};

// "born.date(2006-01-02)"; the last ".word(" begins the type.
std::optional<Typed> typed(std::string_view text) {
  if (!text.ends_with(')')) return std::nullopt;
  for (std::size_t open = text.rfind('('); open != std::string_view::npos && open > 0;
       open = text.rfind('(', open - 1)) {
    std::size_t begin = open;
    while (begin > 0 && is_word(text[begin - 1])) --begin;
    if (begin == open || begin == 0 || text[begin - 1] != '.') continue;
    return Typed{text.substr(0, begin - 1), text.substr(begin, open - begin),
                 text.substr(open + 1, text.size() - open - 2)};
  }
  return std::nullopt;
}

std::vector<std::string_view> segments_of(std::string_view name) {
  std::vector<std::string_view> segments;
  for (;;) {
    const std::size_t dot = name.find('.');
    segments.push_back(name.substr(0, dot));
    if (dot == std::string_view::npos) return segments;
    name.remove_prefix(dot + 1);
  }
}

void check_name(const std::string& name) {
  const auto segments = segments_of(name);
  if (std::ranges::any_of(segments, [](std::string_view text) { return text.empty(); }))
    throw InvalidInput(2,
                       fmt::format("the column '{}': its name, or a part of it, is empty", name));
  if (std::ranges::any_of(segments, [](std::string_view text) { return text.starts_with('$'); }))
    throw InvalidInput(2, fmt::format("the column '{}': a field name cannot begin with $", name));
  if (segments.size() > deepest)
    throw InvalidInput(2, fmt::format("a column's name has more than {} parts", deepest));
}

// Extended JSON's reader knows what a name may be.
void check_text(std::string_view header) {
  std::string json = "{\"header\":";
  append_json_string(header, json);
  try {
    (void)extjson::parse(json + '}');
  } catch (const MalformedJson& fault) {
    throw InvalidInput(2, fmt::format("it is not UTF-8 text: {}", fault.reason()));
  }
}

}  // namespace

Table::Table(const std::string& name, std::string_view source, const Options& options)
    : style_(options.style), ignore_blanks_(options.ignore_blanks) {
  const std::size_t start = start_of(source);
  body_ = start;
  if (start == source.size()) return;
  try {
    std::vector<std::string> names;
    const Extent extent = read_record(source.substr(start), style_, &names);
    if (extent.fault != nullptr) throw InvalidInput(2, extent.fault);
    header_ = source.substr(start, extent.end);
    body_ = start + extent.end;
    check_text(header_);
    for (const std::string& text : names) add_column(text, options.columns_have_types);
    add_fields();
  } catch (const InvalidInput& fault) {
    throw InvalidInput(2, fmt::format("{}: the header (the first line): {}", name, fault.what()));
  }
}

void Table::add_column(std::string_view text, bool types) {
  Column column{std::string(text)};
  if (types) {
    const auto told = typed(text);
    if (!told)
      throw InvalidInput(
          2, fmt::format("the column '{0}' has no type; '{0}.auto()' infers the type of each value",
                         text));
    column = {std::string(told->name), type_of(told->type, told->argument)};
  }
  check_name(column.name);
  columns_.push_back(std::move(column));
}

void Table::add_fields() {
  std::map<std::string, std::size_t, std::less<>> documents{{"", 0}}, fields;
  nodes_.push_back({});
  const auto add = [&](std::size_t parent, std::string_view name, std::size_t column) {
    Node node;
    node.column = column;
    append_json_string(name, node.key);
    node.key += ':';
    nodes_[parent].children.push_back(nodes_.size());
    nodes_.push_back(std::move(node));
    return nodes_.size() - 1;
  };
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const std::string& name = columns_[i].name;
    const auto clash = [&](std::string_view other) {
      return InvalidInput(
          2, fmt::format("the columns '{}' and '{}' cannot be in one document", name, other));
    };
    std::size_t parent = 0, from = 0;
    for (std::size_t dot = name.find('.'); dot != std::string::npos; dot = name.find('.', from)) {
      const std::string path = name.substr(0, dot);
      if (fields.contains(path)) throw clash(path);
      const auto [found, is_new] = documents.try_emplace(path, nodes_.size());
      if (is_new) add(parent, std::string_view(path).substr(from), 0);
      parent = found->second;
      from = dot + 1;
    }
    if (fields.contains(name))
      throw InvalidInput(2, fmt::format("two columns are named '{}'", name));
    if (documents.contains(name)) throw clash(name + ".…");
    fields.emplace(name, add(parent, std::string_view(name).substr(from), i));
  }
}

void Table::append_json(std::string_view record, std::string& json) const {
  std::vector<std::string> values;
  const Extent extent = read_record(record, style_, &values);
  if (extent.fault != nullptr) throw InvalidInput(9, extent.fault);
  if (extent.end < record.size()) throw InvalidInput(9, "more than one record");
  if (values.size() > columns_.size())
    throw InvalidInput(9, fmt::format("{} values for {} columns", values.size(), columns_.size()));
  if (!append_document(nodes_.front(), values, json)) json += "{}";
}

bool Table::append_document(const Node& node, const std::vector<std::string>& values,
                            std::string& json) const {
  const std::size_t start = json.size();
  bool any = false;
  json += '{';
  for (const std::size_t child : node.children) {
    const std::size_t before = json.size();
    if (any) json += ',';
    if (append(nodes_[child], values, json))
      any = true;
    else
      json.resize(before);
  }
  json += '}';
  if (!any) json.resize(start);
  return any;
}

bool Table::append(const Node& node, const std::vector<std::string>& values,
                   std::string& json) const {
  json += node.key;
  if (!node.children.empty()) return append_document(node, values, json);
  if (node.column >= values.size()) return false;
  return append_value(columns_[node.column], values[node.column], json);
}

bool Table::append_value(const Column& column, std::string_view value, std::string& json) const {
  if (value.empty() && ignore_blanks_) return false;
  if (csv::append_value(column.type, value, json)) return true;
  if (value.empty())
    throw InvalidInput(9, fmt::format("the column '{}' is empty, which is not a value of type {}; "
                                      "the option to ignore blanks omits such a field",
                                      column.name, column.type.name));
  throw InvalidInput(9, fmt::format("the column '{}' has a value that is not of its type {}",
                                    column.name, column.type.name));
}

}  // namespace profilestore::csv

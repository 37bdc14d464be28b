#include "csv/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <profilestore/error.hpp>

#include "csv/column_name.hpp"
#include "csv/separator.hpp"
#include "document/integer_text.hpp"
#include "extjson/reader.hpp"

namespace profilestore::csv {
namespace {

constexpr std::string_view mark_of_file = "\xEF\xBB\xBF";

// Extended JSON's reader knows what a name may be.
void check_text(std::string_view header) {
  std::string json = "{\"header\":";
  append_json_string(header, json);
  try {
    (void)extjson::parse(json + '}');
  } catch (const MalformedJson& fault) {
    throw InvalidInput(2, fmt::format("it is not UTF-8 text: {}; if the file is in another "
                                      "encoding, tell which: --encoding windows-1252, or another",
                                      fault.reason()));
  }
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(' '), text.size());
  return text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

}  // namespace

struct Table::Tree {
  std::map<std::string, std::size_t, std::less<>> containers{{"", 0}}, fields{};
};

Table::Table(const std::string& name, std::string_view source, const Options& options)
    : style_(options.style), ignore_blanks_(options.ignore_blanks) {
  const std::size_t start = start_of(source);
  style_.line_end = line_end_of(source.substr(start), style_.quotes);
  const std::size_t header = body_ = behind_empty_lines(source, start, style_);
  body_ = read_separator(source, name, options.separator_told);
  const bool has_fields = !options.fields.empty();
  try {
    if (!has_fields) read_header(source, options, body_ > header);
  } catch (const InvalidInput& fault) {
    throw InvalidInput(2, fmt::format("{}: the header (the first line): {}", name, fault.what()));
  }
  header_ = source.substr(header, body_ - header);
  if (has_fields) take_fields(source, name, options);
}

// Behind the line `sep=;`, if there is one.
std::size_t Table::read_separator(std::string_view source, const std::string& name, bool told) {
  const auto line = separator_line(source.substr(body_));
  if (!line) return body_;
  if (told && line->separator != style_.separator)
    throw InvalidInput(2, fmt::format("{}: its first line says that the delimiter is the {}, not "
                                      "the {}",
                                      name, name_of_separator(line->separator),
                                      name_of_separator(style_.separator)));
  style_.separator = line->separator;
  return body_ + line->end;
}

void Table::read_header(std::string_view source, const Options& options, bool told) {
  const std::size_t start = behind_empty_lines(source, body_, style_);
  if (start == source.size()) return;
  std::vector<std::string>& names = names_;
  const Extent extent = read_record(source.substr(start), style_, &names);
  if (extent.fault != nullptr) throw InvalidInput(2, extent.fault);
  check_text(source.substr(start, extent.end));
  body_ = start + extent.end;
  if (!told && !options.separator_told) check_separator(names, style_);
  for (const std::string& text : names) add_column(text, options.columns_have_types);
  add_fields(options.arrays);
}

// The first line is a record. One that names the fields, or is of another delimiter, is none.
void Table::take_fields(std::string_view source, const std::string& name, const Options& options) {
  fields_ = options.fields;
  try {
    for (const std::string& text : fields_) {
      if (text.find_first_of(style_.quotes ? "\r\n" : "\r\n\t") != text.npos)
        throw InvalidInput(2, "the end of a line, or a tab, is in a name");
      add_column(text, options.columns_have_types);
    }
    add_fields(options.arrays);
  } catch (const InvalidInput& fault) {
    throw InvalidInput(2, fmt::format("the fields (--fields): {}", fault.what()));
  }
  std::vector<std::string> values;
  const std::size_t first = behind_empty_lines(source, body_, style_);
  if (first == source.size()) return;
  if (read_record(source.substr(first), style_, &values).fault != nullptr) return;
  for (std::string& value : values) value = std::string(trimmed(value));
  if (values == fields_ || std::ranges::equal(values, columns_, {}, {}, &Column::name))
    throw InvalidInput(2, fmt::format("{}: its first line names the columns: omit --fields, or "
                                      "that line",
                                      name));
  if (options.separator_told || values.size() > 1 || columns_.size() == 1) return;
  try {
    check_separator(values, style_);
  } catch (const InvalidInput& fault) {
    throw InvalidInput(2, fmt::format("{}: its first line: {}", name, fault.what()));
  }
}

std::string Table::header_text() const {
  std::string text(header_);
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    if (i > 0)
      text += style_.separator;
    else if (!text.empty())
      text += '\n';
    const std::string special{style_.separator, '"'};
    if (!style_.quotes || fields_[i].find_first_of(special) == std::string::npos) {
      text += fields_[i];
      continue;
    }
    text += '"';
    for (const char c : fields_[i]) text += c == '"' ? "\"\"" : std::string(1, c);
    text += '"';
  }
  return text;
}

void Table::add_column(std::string_view text, bool types) {
  Column column{std::string(text)};
  if (types) {
    const auto told = typed_name(text);
    if (!told)
      throw InvalidInput(
          2, fmt::format("the column '{0}' has no type; '{0}.auto()' infers the type of each value",
                         text));
    column = {std::string(told->name), type_of(told->type, told->argument)};
  }
  columns_.push_back(std::move(column));
}

void Table::add_fields(bool arrays) {
  Tree tree;
  nodes_.push_back({});
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    check_name(columns_[i].name, arrays);
    add_field(tree, i, arrays);
  }
  check_arrays();
}

void Table::add_field(Tree& tree, std::size_t column, bool arrays) {
  const std::string& name = columns_[column].name;
  const auto clash = [&](std::string_view other) {
    return InvalidInput(
        2, fmt::format("the columns '{}' and '{}' cannot be in one document", name, other));
  };
  const auto parts = parts_of(name, arrays);
  std::size_t parent = 0;
  for (const NamePart& part : parts) {
    const bool is_first = nodes_[parent].children.empty();
    if (!is_first && nodes_[parent].is_array != part.is_index)
      throw clash(columns_[nodes_[parent].column].name);
    nodes_[parent].is_array = part.is_index;
    const std::string path = name.substr(0, part.end);
    const bool is_last = part.end == name.size();
    const bool is_field = tree.fields.contains(path);
    if (is_last && is_field) throw InvalidInput(2, fmt::format("two columns are named '{}'", name));
    if (is_field) throw clash(path);
    const auto container = tree.containers.find(path);
    if (is_last && container != tree.containers.end())
      throw clash(columns_[nodes_[container->second].column].name);
    if (container != tree.containers.end()) {
      parent = container->second;
      continue;
    }
    (is_last ? tree.fields : tree.containers).emplace(path, nodes_.size());
    nodes_[parent].children.push_back(nodes_.size());
    Node node;
    node.column = column;
    if (part.is_index) {
      node.index = document::integer_of_text<std::size_t>(part.text).value_or(0);
    } else {
      append_json_string(part.text, node.key);
      node.key += ':';
    }
    parent = nodes_.size();
    nodes_.push_back(std::move(node));
  }
}

// The elements stand in their order, from 0 on.
void Table::check_arrays() {
  for (Node& node : nodes_) {
    if (!node.is_array) continue;
    std::ranges::sort(node.children, {}, [&](std::size_t child) { return nodes_[child].index; });
    for (std::size_t i = 0; i < node.children.size(); ++i)
      if (const Node& child = nodes_[node.children[i]]; child.index != i)
        throw InvalidInput(2, fmt::format("the column '{}' is an element of an array that has no "
                                          "column for its element [{}]",
                                          columns_[child.column].name, i));
  }
}

void Table::append_json(std::string_view record, std::string& json) const {
  std::vector<std::string> values;
  const Extent extent = read_record(record, style_, &values);
  if (extent.fault != nullptr) throw InvalidInput(9, extent.fault);
  if (extent.end < record.size()) throw InvalidInput(9, "more than one record");
  if (values.size() > columns_.size())
    throw InvalidInput(9, fmt::format("{} values for {} columns", values.size(), columns_.size()));
  if (is_header(values)) throw InvalidInput(9, "the header again, which is no document");
  if (!append_document(nodes_.front(), values, json)) json += "{}";
}

// A file of its own may have begun there, with its mark.
bool Table::is_header(const std::vector<std::string>& values) const {
  if (values.size() != names_.size() || names_.empty()) return false;
  std::string_view first = values.front();
  if (first.starts_with(mark_of_file)) first.remove_prefix(mark_of_file.size());
  return first == names_.front() &&
         std::equal(values.begin() + 1, values.end(), names_.begin() + 1);
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

bool Table::is_blank(const Node& node, const std::vector<std::string>& values) const {
  if (node.children.empty()) return node.column >= values.size() || values[node.column].empty();
  return std::ranges::all_of(node.children,
                             [&](std::size_t child) { return is_blank(nodes_[child], values); });
}

// A table has a column for each element of its longest array.
bool Table::append_array(const Node& node, const std::vector<std::string>& values,
                         std::string& json) const {
  std::size_t count = node.children.size();
  while (count > 0 && is_blank(nodes_[node.children[count - 1]], values)) --count;
  for (std::size_t i = 0; i < count; ++i) {
    const Node& element = nodes_[node.children[i]];
    json += i == 0 ? '[' : ',';
    if (!append(element, values, json))
      throw InvalidInput(9, fmt::format("the column '{}' is empty and cannot be left out: elements "
                                        "of its array follow, which would move",
                                        columns_[element.column].name));
  }
  if (count > 0) json += ']';
  return count > 0;
}

bool Table::append(const Node& node, const std::vector<std::string>& values,
                   std::string& json) const {
  json += node.key;
  if (node.is_array) return append_array(node, values, json);
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

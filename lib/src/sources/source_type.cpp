#include "sources/source_type.hpp"

#include <fmt/format.h>

#include <profilestore/error.hpp>

#include "csv/separator.hpp"
#include "files/transcode.hpp"

namespace profilestore::sources {
namespace {

void require_csv(bool is_told, std::string_view what) {
  if (is_told) throw InvalidInput(2, fmt::format("{} the type csv or tsv", what));
}

void check_csv(const SourceType& type) {
  if (!type.at.empty())
    throw InvalidInput(2, fmt::format("documents at '{}' are within JSON, not {}: omit the type",
                                      type.at, type.name));
  if (type.delimiter.empty()) return;
  const char separator = csv::separator_of(type.delimiter);
  if (type.name == "tsv" && separator != '\t')
    throw InvalidInput(2, fmt::format("delimiter {}: TSV is separated by tabs; use the type csv",
                                      csv::name_of_separator(separator)));
}

void check_json(const SourceType& type) {
  require_csv(type.columns_have_types, "typed columns need");
  require_csv(type.ignore_blanks, "ignoring blanks needs");
  require_csv(!type.delimiter.empty(), "a delimiter needs");
  require_csv(!type.fields.empty(), "names of fields need");
  if (type.map_key.empty()) return;
  if (type.at.empty())
    throw InvalidInput(
        2, fmt::format("the map key '{}' needs the path of the map (--at)", type.map_key));
  if (type.map_key.starts_with('$') || type.map_key.find('.') != std::string::npos)
    throw InvalidInput(2, fmt::format("the map key '{}': give the name of a field, without $ and "
                                      "dots",
                                      type.map_key));
}

}  // namespace

void SourceType::add_to(Value& json) const {
  if (!name.empty()) json["type"] = name;
  if (columns_have_types) json["columnsHaveTypes"] = true;
  if (ignore_blanks) json["ignoreBlanks"] = true;
  if (!delimiter.empty()) json["delimiter"] = delimiter;
  if (!fields.empty()) json["fields"] = fields;
  if (!encoding.empty()) json["encoding"] = encoding;
  if (!at.empty()) json["at"] = at;
  if (!map_key.empty()) json["mapKey"] = map_key;
}

SourceType SourceType::in(const Value& json) {
  return {json.value("type", ""),
          json.value("columnsHaveTypes", false),
          json.value("ignoreBlanks", false),
          json.value("delimiter", ""),
          json.value("fields", std::vector<std::string>()),
          json.value("encoding", ""),
          json.value("at", ""),
          json.value("mapKey", "")};
}

csv::Options SourceType::csv() const {
  const bool is_tsv = name == "tsv";
  const char usual = is_tsv ? '\t' : ',';
  return {.style = {delimiter.empty() ? usual : csv::separator_of(delimiter), !is_tsv},
          .columns_have_types = columns_have_types,
          .ignore_blanks = ignore_blanks,
          .separator_told = !delimiter.empty(),
          .fields = fields,
          .arrays = array_columns};
}

void SourceType::check() const {
  if (!name.empty() && name != "csv" && name != "tsv")
    throw InvalidInput(2, fmt::format("type '{}': the type of a source is csv or tsv; JSON and "
                                      "BSON are detected without a type",
                                      name));
  if (!encoding.empty()) files::check_encoding(encoding);
  name.empty() ? check_json(*this) : check_csv(*this);
}

}  // namespace profilestore::sources

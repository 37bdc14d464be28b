#include "arguments/source_type.hpp"

namespace profilestore::cli {
namespace {

void add_csv(CLI::App& app, const SourceTypeArguments& arguments) {
  app.add_option("--type", arguments.type,
                 "Read the sources as CSV or TSV. The first line\n"
                 "names the columns; a.b is field b of document a,\n"
                 "tags[0] is the first element of an array")
      ->check(CLI::IsMember({"csv", "tsv"}))
      ->type_name("TYPE");
  app.add_flag("--columns-have-types", arguments.columns_have_types,
               "Take types from the column names: age.int32(),\n"
               "born.date(2006-01-02), _id.objectId() (default:\n"
               "detect the type of each value)");
  app.add_flag("--ignore-blanks", arguments.ignore_blanks,
               "Omit fields whose CSV value is empty, instead of\n"
               "storing \"\"");
  app.add_option("--delimiter", arguments.delimiter,
                 "Character between CSV values, or semicolon, tab,\n"
                 "pipe, comma (default: comma, or as the first line\n"
                 "says: sep=;)")
      ->check(not_empty())
      ->type_name("C");
  app.add_option_function<std::string>(
         "--fields",
         [&fields = arguments.fields](const std::string& text) { fields = fields_of(text); },
         "Names of the CSV columns, separated by commas, if\n"
         "the first line does not name them")
      ->check(not_empty())
      ->type_name("NAMES");
}

}  // namespace

CLI::Validator not_empty() {
  return {[](const std::string& text) { return std::string(text.empty() ? "is empty" : ""); }, ""};
}

void add_source_type(CLI::App& app, const SourceTypeArguments& arguments) {
  add_csv(app, arguments);
  app.add_option("--encoding", arguments.encoding,
                 "Encoding of the sources, such as windows-1252\n"
                 "(default: UTF-8, or UTF-16 if they look like it)")
      ->check(not_empty())
      ->type_name("NAME");
  app.add_option("--at", arguments.at,
                 "Where in a JSON file that is one object the\n"
                 "documents are: results for {\"results\": [...]},\n"
                 "data.users within another object, . for the object\n"
                 "itself")
      ->check(not_empty())
      ->type_name("PATH");
  app.add_option("--map-key", arguments.map_key,
                 "For a map of documents at --at: the field that\n"
                 "takes the key of each, such as _id")
      ->check(not_empty())
      ->type_name("FIELD");
}

bool tells_source_type(const InvestigateOptions& options) {
  return options.columns_have_types || options.ignore_blanks || !options.fields.empty() ||
         !(options.type + options.delimiter + options.encoding + options.at + options.map_key)
              .empty();
}

std::vector<std::string> fields_of(const std::string& text) {
  std::vector<std::string> fields(1);
  int depth = 0;
  for (const char c : text) {
    if (c == '(' || c == ')') depth += c == '(' ? 1 : -1;
    if (c == ',' && depth <= 0)
      fields.emplace_back();
    else
      fields.back() += c;
  }
  return fields;
}

void add_source_type(const ImportOptions& options, Value& json) {
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) json[name] = value;
  };
  add("type", options.type);
  if (options.columns_have_types) json["columnsHaveTypes"] = true;
  if (options.ignore_blanks) json["ignoreBlanks"] = true;
  add("delimiter", options.delimiter);
  if (!options.fields.empty()) json["fields"] = options.fields;
  add("encoding", options.encoding);
  add("at", options.at);
  add("mapKey", options.map_key);
}

void take_source_type(const ImportOptions& from, InvestigateOptions& to) {
  to.type = from.type;
  to.columns_have_types = from.columns_have_types;
  to.ignore_blanks = from.ignore_blanks;
  to.delimiter = from.delimiter;
  to.fields = from.fields;
  to.encoding = from.encoding;
  to.at = from.at;
  to.map_key = from.map_key;
}

}  // namespace profilestore::cli

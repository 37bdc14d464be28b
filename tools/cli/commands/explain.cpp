// profilestore explain: shows where each field of a document came from.
#include <profilestore/explain.hpp>

#include <fmt/format.h>

#include <memory>

#include "arguments/arguments.hpp"
#include "arguments/values.hpp"
#include "command.hpp"

namespace profilestore::cli {
namespace on_explain {

struct Arguments {
  std::string store, collection, key;
  bool json = false;
};

// VALUE, or PATH=VALUE if the text before the = can be a path.
std::vector<Value> keys_of(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == 0 || equals == text.npos || text.find_first_of("{\" ") < equals)
    return values_of(text);
  std::vector<Value> keys;
  for (Value& value : values_of(text.substr(equals + 1)))
    keys.push_back({{text.substr(0, equals), std::move(value)}});
  return keys;
}

Explanation explained(const Store& store, const Arguments& arguments) {
  std::vector<Value> keys = keys_of(arguments.key);
  for (; keys.size() > 1; keys.erase(keys.begin())) try {
      return explain_document(store, arguments.collection, keys.front());
    } catch (const InvalidInput&) {
    }
  return explain_document(store, arguments.collection, keys.front());
}

Value json_of(const Explanation& explanation) {
  Value fields = Value::array();
  for (const ExplainedField& one : explanation.fields) {
    Value origins = Value::array();
    for (const FieldOrigin& origin : one.origins) {
      Value place{{"_id", origin.id}};
      if (!origin.source.empty())
        place = {{"source", origin.source},
                 {"line", origin.line},
                 {"offset", origin.offset},
                 {"_id", origin.id}};
      origins.push_back(std::move(place));
    }
    Value field{{"field", one.field}, {"import", one.import}, {"origins", origins}};
    if (!one.rule.empty()) field["rule"] = one.rule;
    fields.push_back(std::move(field));
  }
  return {{"_id", explanation.document.at("_id")},
          {"import", explanation.import},
          {"edited", explanation.edited},
          {"fields", fields}};
}

std::string text_of(const FieldOrigin& origin) {
  const std::string id = plain_text(origin.id);
  if (origin.source.empty()) return fmt::format("the document that was in the store, _id {}", id);
  return fmt::format("{}, line {}, _id {}", origin.source == "-" ? "standard input" : origin.source,
                     origin.line, id);
}

void print(const Explanation& explanation, Output& out) {
  if (explanation.import.empty())
    out.line("The store knows of no import that wrote this document.");
  else
    out.line(fmt::format("Import {} wrote this document{}.", explanation.import,
                         explanation.edited ? ", and the application has changed it since" : ""));
  for (const ExplainedField& one : explanation.fields) {
    if (one.origins.empty()) {
      out.line(fmt::format("  {}: {}", one.field,
                           explanation.edited && explanation.fields.size() > 1
                               ? "changed since, or unknown"
                               : "not written by an import"));
      continue;
    }
    std::string from;
    for (const FieldOrigin& origin : one.origins)
      from += (from.empty() ? "" : "; and ") + text_of(origin);
    out.line(fmt::format("  {}: {} (import {}{})", one.field, from, one.import,
                         one.rule.empty() ? "" : ", by " + one.rule));
  }
}

Status run(const Arguments& arguments) {
  const Store store = open_to_read(arguments.store);
  const Explanation explanation = explained(store, arguments);
  Output out;
  if (arguments.json)
    out.line(plain_text(json_of(explanation)));
  else
    print(explanation, out);
  out.flush();
  return Status::done;
}

Run declare(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  app.add_option("KEY", arguments->key,
                 "Key of the document in a unique index: VALUE for\n"
                 "any index, PATH=VALUE for one. VALUE is JSON if it\n"
                 "parses as JSON, else a string; 24 hexadecimal\n"
                 "digits are an ObjectId, or a string if no ObjectId\n"
                 "matches")
      ->required()
      ->type_name("");
  add_store(app, arguments->store);
  add_collection(app, arguments->collection);
  add_json(app, arguments->json, "Print one JSON object");
  return [arguments] { return run(*arguments); };
}

}  // namespace on_explain

const Command explain_command{
    "explain", "Show where each field of a document came from",
    "Prints the provenance of each field: the source document that its value came\n"
    "from, the import that wrote it, and the rule that chose it, if it was taken from\n"
    "a document that an import merged into this one.",
    "  profilestore explain ana@example.org --store profiles.db --collection users\n"
    "  profilestore explain userId=643700f2ec89025cc10eec67 --store profiles.db \\\n"
    "      --collection users --json",
    on_explain::declare};

}  // namespace profilestore::cli

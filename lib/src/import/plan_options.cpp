#include "import/plan_options.hpp"

#include <fmt/format.h>

#include <profilestore/error.hpp>

#include "document/bytes.hpp"
#include "sources/source_type.hpp"

namespace profilestore::importing {

using sources::SourceType;

Value json_of(const ImportOptions& options, const merge::RuleSet& rules) {
  Value unique = Value::array();
  for (const Paths& paths : options.unique)
    unique.push_back(std::vector<std::string>(paths.begin(), paths.end()));
  Value json{{"unique", unique},
             {"missing", options.missing ? Value(std::string(name_of(*options.missing))) : Value()},
             {"indexes", options.indexes},
             {"type", options.type},
             {"columnsHaveTypes", options.columns_have_types},
             {"ignoreBlanks", options.ignore_blanks},
             {"rules", rules.json()}};
  if (!options.normalise.empty()) json["normalise"] = value_of(options.normalise);
  if (!options.from.empty()) json["from"] = options.from;
  SourceType::of(options).add_to(json);
  if (options.allow_absent) json["allowAbsent"] = true;
  if (!options.users.file.empty()) {
    json["users"] = {
        {"file", options.users.file}, {"key", options.users.key}, {"type", options.users.type}};
    SourceType::of(options.users).add_to(json["users"]);
  }
  return json;
}

std::string sha256_of(std::string_view text) {
  document::Sha256 digest;
  digest.add(text);
  return digest.hex();
}

std::string sha256_of_header(Value header) {
  header.erase("sha256");
  return sha256_of(header.dump());
}

ImportOptions options_of(const Value& json) try {
  ImportOptions options;
  for (const Value& paths : json.at("unique"))
    options.unique.emplace_back(paths.get<std::vector<std::string>>());
  if (!json.at("missing").is_null())
    options.missing = missing_of(json["missing"].get<std::string>());
  options.indexes = json.at("indexes").get<bool>();
  SourceType::in(json).give_to(options);
  options.rules = json.at("rules");
  if (json.contains("normalise")) options.normalise = normalise_of(json["normalise"]);
  options.from = json.value("from", "");
  options.allow_absent = json.value("allowAbsent", false);
  if (json.contains("users")) {
    const Value& users = json["users"];
    options.users.file = users.at("file").get<std::string>();
    options.users.key = users.at("key").get<std::string>();
    SourceType::in(users).give_to(options.users);
  }
  return options;
} catch (const Value::exception& fault) {
  throw InvalidInput(2, fmt::format("plan: its options are invalid: {}", fault.what()));
}

}  // namespace profilestore::importing

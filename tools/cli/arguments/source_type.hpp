// The options that tell what the sources are, where their looks can't.
#pragma once

#include <profilestore/import.hpp>
#include <profilestore/investigate.hpp>

#include "command.hpp"

namespace profilestore::cli {

/// Where these options are kept, whoever's they are.
struct SourceTypeArguments {
  template <class Options>
  explicit SourceTypeArguments(Options& options)
      : type(options.type),
        columns_have_types(options.columns_have_types),
        ignore_blanks(options.ignore_blanks),
        delimiter(options.delimiter),
        fields(options.fields),
        encoding(options.encoding),
        at(options.at),
        map_key(options.map_key) {}

  std::string& type;
  bool &columns_have_types, &ignore_blanks;
  std::string& delimiter;
  std::vector<std::string>& fields;
  std::string &encoding, &at, &map_key;
};

/// REQUIRES: what the arguments refer to outlives the parsing.
void add_source_type(CLI::App& app, const SourceTypeArguments& arguments);

/// Whether any of them was given.
bool tells_source_type(const InvestigateOptions& options);

/// Of an option that would be ignored without a value.
CLI::Validator not_empty();

/// "a,b.date(2006-01-02, 15:04)": the names between the commas, those in brackets left alone.
std::vector<std::string> fields_of(const std::string& text);

/// What was asked of the sources, for a report.
void add_source_type(const ImportOptions& options, Value& json);

/// For an investigation of what was imported.
void take_source_type(const ImportOptions& from, InvestigateOptions& to);

}  // namespace profilestore::cli

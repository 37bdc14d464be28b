#include "arguments/unknown_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <profilestore/error.hpp>
#include <string>
#include <string_view>

namespace profilestore::cli {
namespace {

// What mongoimport's options are here.
constexpr std::string_view no_database = "leave it out: the file of --store is the database";
constexpr std::string_view no_server = "leave it out: profilestore reads files, not servers";
constexpr std::array<std::pair<std::string_view, std::string_view>, 19> of_mongoimport{{
    {"-c", "use --collection"},
    {"-d", no_database},
    {"--db", no_database},
    {"--file", "give the file without an option"},
    {"--drop", "leave it out, and import into a new store"},
    {"--jsonArray", "leave it out: arrays are recognised"},
    {"--upsertFields", "use --unique"},
    {"--mode", "use --on-existing"},
    {"--headerline", "leave it out: the first line of CSV names the columns, unless --fields does"},
    {"-f", "use --fields"},
    {"--fieldFile", "use --fields, with the names separated by commas"},
    {"--parseGrace", "leave it out: a record with a value of another type is quarantined"},
    {"--useArrayIndexFields", "leave it out: name the columns tags[0], tags[1]"},
    {"--legacy", "leave it out: Extended JSON v1 is recognised"},
    {"--columnsHaveTypes", "use --columns-have-types"},
    {"--ignoreBlanks", "use --ignore-blanks"},
    {"--uri", no_server},
    {"--host", no_server},
    {"--port", no_server},
}};

std::string letters_of(std::string_view option) {
  std::string letters;
  for (const char c : option)
    if (c != '-' && c != '_')
      letters += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return letters;
}

// Whether two names differ by up to two letters at one place.
bool are_near(std::string_view a, std::string_view b) {
  while (!a.empty() && !b.empty() && a.front() == b.front()) {
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  while (!a.empty() && !b.empty() && a.back() == b.back()) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
  return std::max(a.size(), b.size()) <= 2;
}

std::string advice_on(std::string_view option, const CLI::App& command) {
  if (command.get_name() == "import")
    for (const auto& [name, advice] : of_mongoimport)
      if (name == option) return fmt::format(" ({})", advice);
  const std::string letters = letters_of(option);
  if (letters.size() < 3) return "";
  for (const CLI::Option* known : command.get_options())
    if (const std::string name = known->get_name();
        name.starts_with("--") && are_near(letters, letters_of(name)))
      return fmt::format(" (did you mean {}?)", name);
  return "";
}

std::string name_of(const CLI::App& command) {
  const CLI::App* parent = command.get_parent();
  return parent == nullptr ? command.get_name() : name_of(*parent) + " " + command.get_name();
}

// "-ofile" is -o with its value.
const CLI::Option* option_of(const CLI::App& command, const std::string& name) {
  if (const CLI::Option* known = command.get_option_no_throw(name)) return known;
  return name.starts_with("--") ? nullptr : command.get_option_no_throw(name.substr(0, 2));
}

const CLI::App* command_in(const CLI::App& command, std::string_view name) {
  const auto found =
      command.get_subcommands([&](const CLI::App* inner) { return inner->get_name() == name; });
  return found.empty() ? nullptr : found.front();
}

}  // namespace

void check_options(const CLI::App& program, int argc, char** argv) {
  const CLI::App* command = &program;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--") return;
    if (!argument.starts_with('-') || argument == "-") {
      if (const CLI::App* inner = command_in(*command, argument)) command = inner;
      continue;
    }
    if (argument.find_first_not_of("-.0123456789") == argument.npos) continue;
    const std::string name(argument.substr(0, argument.find('=')));
    const CLI::Option* option = option_of(*command, name);
    if (option == nullptr)
      throw InvalidInput(2, fmt::format("unknown option {}{}; see {} --help", name,
                                        advice_on(name, *command), name_of(*command)));
    if (name == argument && option->get_name() == name) i += option->get_items_expected_min();
  }
}

}  // namespace profilestore::cli

// profilestore: the program. Parses the arguments, runs one command, and turns an error into a
// message and an exit status.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <vector>

#include "arguments/unknown_options.hpp"
#include "command.hpp"
#include "text/duplicates_text.hpp"
#include "text/errors.hpp"
#include "text/interrupt.hpp"
#include "text/output.hpp"

namespace profilestore::cli {
namespace {

constexpr std::array commands{&import_command,   &apply_command,          &verify_command,
                              &undo_command,     &investigate_command,    &find_command,
                              &get_command,      &upsert_command,         &export_command,
                              &index_command,    &changes_command,        &check_command,
                              &backup_command,   &restore_command,        &salvage_command,
                              &exec_command,     &stats_command,          &explain_command,
                              &imports_command,  &expire_command,         &keep_command,
                              &merge_command,    &not_duplicates_command, &references_command,
                              &aggregate_command};

constexpr auto about =
    "One profile per user: a document store on SQLite with MongoDB's atomic upsert,\n"
    "and an import that resolves duplicates in MongoDB exports.\n";

constexpr auto examples =
    "Examples:\n"
    "  profilestore investigate users.json --key userId\n"
    "  profilestore import users.json --store profiles.db --collection users \\\n"
    "      --unique userId\n"
    "  profilestore get email=ana@example.org --store profiles.db --collection users\n"
    "\n"
    "Run 'profilestore COMMAND --help' for details.\n"
    "\n"
    "Exit status:\n"
    "  0    success\n"
    "  1    failure, the store is unchanged; check and verify: something is wrong;\n"
    "       get: no document matches\n"
    "  2    wrong usage\n"
    "  3    success, but input or documents went to the quarantine, undo left some\n"
    "       documents as they are, salvage lost some, or the result could not be\n"
    "       printed\n"
    "  130  interrupted by Ctrl-C, the store is unchanged";

/// A command as CLI11 knows it, and what runs it.
struct Declared {
  CLI::App* app;
  Run run;
};

Declared declare(CLI::App& program, const Command& command) {
  CLI::App* app = program.add_subcommand(command.name, command.summary);
  app->group("Commands");
  app->footer(fmt::format("{}\n\nExamples:\n{}", command.details, command.examples));
  return {app, command.declare(*app)};
}

// CLI11 would report an unknown command as an unexpected argument.
void check_command_name(int argc, char** argv) {
  if (argc < 2) throw InvalidInput(2, "no command given; see profilestore --help");
  const std::string_view name = argv[1];
  const bool known = name.starts_with('-') ||
                     std::any_of(commands.begin(), commands.end(),
                                 [&](const Command* command) { return command->name == name; });
  if (!known)
    throw InvalidInput(2, fmt::format("unknown command '{}'; see profilestore --help", name));
}

// The innermost command that was given: `create` of `index create`.
const CLI::App& innermost(const CLI::App& app) {
  const auto given = app.get_subcommands();
  return given.empty() ? app : innermost(*given.front());
}

Status usage(const CLI::App& program, const CLI::ParseError& error) {
  std::string help = "profilestore";
  for (const CLI::App* app = &program; !app->get_subcommands().empty();) {
    app = app->get_subcommands().front();
    help += " " + app->get_name();
  }
  throw InvalidInput(2, fmt::format("{}; see {} --help", error.what(), help));
}

// InvalidInput comes from the arguments, unless a document failed validation.
Status status_of(const Error& error) {
  if (const auto* interrupted = dynamic_cast<const Interrupted*>(&error))
    return static_cast<Status>(interrupted->status());
  const bool of_arguments = dynamic_cast<const InvalidInput*>(&error) != nullptr &&
                            dynamic_cast<const ValidationFailed*>(&error) == nullptr;
  return of_arguments ? Status::usage : Status::failed;
}

Status tell(const Error& error, const std::string& message, bool json) {
  if (json) {
    std::string text = error_text(error, Flavour::relaxed);
    if (const auto* found = dynamic_cast<const DuplicateKeys*>(&error)) {
      text.pop_back();
      text += ",\"report\":" + ejson::relaxed(json_of(found->report())) + "}";
    }
    text += "\n";
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fflush(stdout);
  }
  say(message);
  return status_of(error);
}

// What was given for an option; empty if it was not, or if the command does not have it.
std::string given(const Declared& command, const std::string& option) {
  const CLI::Option* found = innermost(*command.app).get_option_no_throw(option);
  return found == nullptr || found->empty() ? "" : found->as<std::string>();
}

// The library tells paths in full.
std::string file_name_of(const std::string& path) {
  return std::filesystem::path(path).filename().string();
}

// The library knows what failed, the program knows where; the user needs both.
Status run(const Declared& command, bool json) {
  try {
    return command.run();
  } catch (const DuplicateKeys& found) {
    return tell(found, advice_on(found, given(command, "--store"), given(command, "--missing")),
                json);
  } catch (const StorageFailure& error) {
    const std::string place = given(command, "--store");
    std::string message = error.what();
    if (is_about_store(error) && message.find(file_name_of(place)) == message.npos)
      message = fmt::format("{}: {}", place, message);
    return tell(error, message, json);
  }
}

Status run(int argc, char** argv, bool json) {
  CLI::App program(about, "profilestore");
  program.footer(examples);
  program.set_version_flag("--version", std::string("profilestore ") + PROFILESTORE_VERSION);
  program.get_formatter()->label("SUBCOMMAND", "COMMAND ...");
  program.require_subcommand(1);
  std::vector<Declared> all;
  for (const Command* command : commands) all.push_back(declare(program, *command));
  check_command_name(argc, argv);
  check_options(program, argc, argv);
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() != 0) return usage(program, error);
    program.exit(error);  // --help and --version
    return Status::done;
  }
  for (const Declared& one : all)
    if (one.app->parsed()) return run(one, json);
  return Status::usage;
}

Status tell(const Error& error, bool json) { return tell(error, error.what(), json); }

// Looks at the raw arguments: their parser may be what failed.
bool asks_for_json(int argc, char** argv) {
  return std::any_of(argv, argv + argc,
                     [](std::string_view argument) { return argument == "--json"; });
}

}  // namespace

Status deliver(const std::string& what, Status status, const std::function<void()>& print) {
  try {
    print();
    return status;
  } catch (const Failure& failure) {
    say(fmt::format("{}; already done: {}", failure.what(), what));
    return Status::remainder;
  }
}

}  // namespace profilestore::cli

int main(int argc, char** argv) {
  using namespace profilestore::cli;
  const bool json = asks_for_json(argc, argv);
  try {
    return static_cast<int>(run(argc, argv, json));
  } catch (const profilestore::Error& error) {
    return static_cast<int>(tell(error, json));
  } catch (const std::exception& error) {
    return static_cast<int>(tell(Failure("InternalError", error.what()), json));
  } catch (...) {
    return static_cast<int>(tell(Failure("InternalError", "unknown error"), json));
  }
}

// What a command of the program is. Each stands in a file of its own; main.cpp has the list.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

namespace profilestore::cli {

/// The exit statuses of the program.
enum class Status : int {  // or 128 and the number of the signal that ended it
  done = 0,
  failed = 1,     ///< the store is untouched; of verify and check: something is wrong
  usage = 2,      ///< the arguments make no sense
  remainder = 3,  ///< done, but something is in quarantine or in conflict
};

/// What runs a command, once its arguments are parsed.
using Run = std::function<Status()>;

/// For a command that has changed the store: prints its result, and returns `status`. If the result
/// can't be written it says that `what` is done: status 1 would say that the store is untouched.
Status deliver(const std::string& what, Status status, const std::function<void()>& print);

struct Command {
  const char* name;
  const char* summary;   ///< one line, for the list of commands
  const char* details;   ///< what it does, for its own help
  const char* examples;  ///< one a line
  Run (*declare)(CLI::App& app);
};

extern const Command import_command;
extern const Command verify_command;
extern const Command investigate_command;
extern const Command find_command;
extern const Command get_command;
extern const Command upsert_command;
extern const Command export_command;
extern const Command index_command;
extern const Command undo_command;
extern const Command explain_command;
extern const Command check_command;
extern const Command exec_command;
extern const Command stats_command;

}  // namespace profilestore::cli

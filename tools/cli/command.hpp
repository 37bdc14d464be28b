// A command of the program. Each has a file of its own; main.cpp has the list.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

namespace profilestore::cli {

/// The exit statuses of the program; or 128 plus the number of the signal that interrupted it.
enum class Status : int {
  done = 0,
  failed = 1,     ///< the store is unchanged; of verify and check: something is wrong
  usage = 2,      ///< the arguments are wrong
  remainder = 3,  ///< done, but something is in quarantine, or was left
};

/// Runs a command after its arguments were parsed.
using Run = std::function<Status()>;

/// For a command that has changed the store: prints its result and returns `status`. If the result
/// can't be printed, says that `what` is done and returns `remainder`, because status 1 would mean
/// that the store is unchanged.
Status deliver(const std::string& what, Status status, const std::function<void()>& print);

struct Command {
  const char* name;
  const char* summary;   ///< one line, for the list of commands
  const char* details;   ///< what it does, for its --help
  const char* examples;  ///< one per line
  Run (*declare)(CLI::App& app);
};

extern const Command import_command;
extern const Command apply_command;
extern const Command verify_command;
extern const Command investigate_command;
extern const Command find_command;
extern const Command aggregate_command;
extern const Command get_command;
extern const Command upsert_command;
extern const Command export_command;
extern const Command index_command;
extern const Command undo_command;
extern const Command explain_command;
extern const Command backup_command;
extern const Command restore_command;
extern const Command salvage_command;
extern const Command keep_command;
extern const Command merge_command;
extern const Command not_duplicates_command;
extern const Command references_command;
extern const Command changes_command;
extern const Command check_command;
extern const Command exec_command;
extern const Command stats_command;
extern const Command imports_command;
extern const Command expire_command;

}  // namespace profilestore::cli

// profilestore check: checks a store for damage, and repairs keys and indexes.
#include <fmt/format.h>

#include <memory>

#include "arguments/arguments.hpp"
#include "command.hpp"

namespace profilestore::cli {
namespace on_check {

struct Arguments {
  std::string store;
  bool repair = false;
  bool accept_rollback = false;
  bool json = false;
};

Store opened(const Arguments& arguments) {
  if (arguments.accept_rollback) return open_accepting(arguments.store);
  return arguments.repair ? open_existing(arguments.store) : open_to_read(arguments.store);
}

Status run(const Arguments& arguments) {
  Store store = opened(arguments);
  const CheckReport report = arguments.repair ? store.repair() : store.check();
  Output out;
  if (arguments.json) {
    Document json{{"sound", report.sound()}, {"documents", report.documents}};
    if (arguments.repair) json["repaired"] = report.repaired;
    json["faults"] = report.faults;
    if (!report.notes.empty()) json["notes"] = report.notes;
    out.line(plain_text(json));
  } else {
    for (const std::string& fault : report.repaired) out.line(fmt::format("repaired: {}", fault));
    for (const std::string& fault : report.faults) out.line(fault);
    for (const std::string& note : report.notes) out.line(fmt::format("note: {}", note));
    out.line(fmt::format("{} checked: {}", counted(report.documents, "document"),
                         report.sound()
                             ? "no faults"
                             : counted(static_cast<std::int64_t>(report.faults.size()), "fault")));
  }
  out.flush();
  if (report.sound()) return Status::done;
  say(fmt::format("{} is damaged: {}{}; {}", arguments.store,
                  counted(static_cast<std::int64_t>(report.faults.size()), "fault"),
                  arguments.repair ? " that --repair cannot fix" : "",
                  arguments.repair
                      ? "where two documents share a key, change or delete one of them; "
                        "restore unreadable data from a backup"
                      : "work on a copy: --repair rebuilds keys and indexes, and mends single "
                        "bits; restore the rest from a backup"));
  return Status::failed;
}

Run declare(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  add_store(app, arguments->store);
  app.add_flag("--repair", arguments->repair, "Rebuild keys and missing indexes, mend single bits");
  app.add_flag("--accept-rollback", arguments->accept_rollback,
               "Take what is here for the store's present state");
  add_json(app, arguments->json, "Print one JSON object");
  return [arguments] { return run(*arguments); };
}

}  // namespace on_check

const Command check_command{
    "check", "Check a store for damage",
    "Checks the file, every document against the digest that it was stored with,\n"
    "every key against its document, and all that the store records: collections,\n"
    "indexes, imports and their counts, archive, quarantine, redirects, decisions.\n"
    "--repair rebuilds keys and missing indexes from the documents, gives documents\n"
    "back a single bit that has changed, and digests to documents that another\n"
    "program has written (sum is NULL); in one transaction, and checks again.\n"
    "\n"
    "A store that lacks writes it had is refused (RolledBack): an older copy, or one\n"
    "whose log (-wal) is lost or damaged, as its head mark (.head) tells. Put back\n"
    "what is missing; or --accept-rollback goes on with what is here, once and for\n"
    "all commands. It keeps a damaged log beside the store (-wal.damaged).\n"
    "\n"
    "Exit status 1 if it finds faults; with --repair, if any remain.",
    "  profilestore check --store profiles.db\n"
    "  profilestore check --repair --store profiles.db\n"
    "  profilestore check --accept-rollback --store profiles.db",
    on_check::declare};

}  // namespace profilestore::cli

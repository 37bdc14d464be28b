// profilestore check: whether a store is sound.
#include <fmt/format.h>

#include <memory>

#include "arguments.hpp"
#include "command.hpp"

namespace profilestore::cli {
namespace {

struct Arguments {
  std::string store;
  bool repair = false;
  bool json = false;
};

Status run(const Arguments& arguments) {
  Store store = open_existing(arguments.store);
  const CheckReport report = arguments.repair ? store.repair() : store.check();
  Output out;
  if (arguments.json) {
    Document json{{"sound", report.sound()}, {"documents", report.documents}};
    if (arguments.repair) json["repaired"] = report.repaired;
    json["faults"] = report.faults;
    out.line(plain_text(json));
  } else {
    for (const std::string& fault : report.repaired) out.line(fmt::format("mended: {}", fault));
    for (const std::string& fault : report.faults) out.line(fault);
    out.line(fmt::format("{} looked at, {}", counted(report.documents, "document"),
                         report.sound()
                             ? "all sound"
                             : counted(static_cast<std::int64_t>(report.faults.size()), "fault")));
  }
  out.flush();
  if (report.sound()) return Status::done;
  say(fmt::format("{} is damaged: {}{}; {}", arguments.store,
                  counted(static_cast<std::int64_t>(report.faults.size()), "fault"),
                  arguments.repair ? " that can't be mended" : "",
                  arguments.repair
                      ? "change or delete one of two documents with one key, restore a backup of "
                        "what can't be read"
                      : "work on a copy: --repair mends keys and indexes, a backup has the rest"));
  return Status::failed;
}

Run declare(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  add_store(app, arguments->store);
  app.add_flag("--repair", arguments->repair, "Mend keys and indexes, which documents tell");
  add_json(app, arguments->json, "Print one JSON object");
  return [arguments] { return run(*arguments); };
}

}  // namespace

const Command check_command{
    "check", "Look whether a store is sound",
    "Looks at all of a store: the file, every document, and that every key agrees\n"
    "with its document. With --repair, keys are taken anew from the documents and\n"
    "lost indexes made again, in one transaction. Exit status 1 if something is\n"
    "(still) wrong.",
    "  profilestore check --store profiles.db\n"
    "  profilestore check --repair --store profiles.db",
    declare};

}  // namespace profilestore::cli

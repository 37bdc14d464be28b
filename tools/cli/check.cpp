// profilestore check: whether a store is sound.
#include <fmt/format.h>

#include <memory>

#include "arguments.hpp"
#include "command.hpp"

namespace profilestore::cli {
namespace {

struct Arguments {
  std::string store;
  bool json = false;
};

Status run(const Arguments& arguments) {
  const CheckReport report = open_existing(arguments.store).check();
  Output out;
  if (arguments.json) {
    out.line(plain_text(
        {{"sound", report.sound()}, {"documents", report.documents}, {"faults", report.faults}}));
  } else {
    for (const std::string& fault : report.faults) out.line(fault);
    out.line(fmt::format("{} looked at, {}", counted(report.documents, "document"),
                         report.sound()
                             ? "all sound"
                             : counted(static_cast<std::int64_t>(report.faults.size()), "fault")));
  }
  out.flush();
  if (report.sound()) return Status::done;
  say(fmt::format("{} is damaged: {}; work on a copy, and restore a backup if there is one",
                  arguments.store,
                  counted(static_cast<std::int64_t>(report.faults.size()), "fault")));
  return Status::failed;
}

Run declare(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  add_store(app, arguments->store);
  add_json(app, arguments->json, "Print one JSON object");
  return [arguments] { return run(*arguments); };
}

}  // namespace

const Command check_command{
    "check", "Look whether a store is sound",
    "Looks at all of a store: the file, every document, and that every key agrees\n"
    "with its document. Exit status 1 if something is wrong.",
    "  profilestore check --store profiles.db", declare};

}  // namespace profilestore::cli

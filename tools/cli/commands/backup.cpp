// profilestore backup and restore: whole copies of a store.
#include <profilestore/backup.hpp>

#include <fmt/format.h>

#include <memory>

#include "arguments/arguments.hpp"
#include "command.hpp"
#include "text/long_work.hpp"

namespace profilestore::cli {
namespace on_backup {

struct Arguments {
  std::string store, file;
  bool json = false;
};

Status tell(const BackupReport& report, bool json) {
  return deliver(fmt::format("{} is made", report.path.string()), Status::done, [&] {
    Output out;
    if (json)
      out.line(ejson::relaxed({{"path", report.path.string()},
                               {"collections", report.collections},
                               {"documents", report.documents},
                               {"bytes", report.bytes}}));
    else
      out.line(fmt::format("{}: {}, {}, {} bytes, no faults", report.path.string(),
                           counted(report.collections, "collection"),
                           counted(report.documents, "document"), report.bytes));
    out.flush();
  });
}

BackupReport made(const Arguments& arguments) {
  const Store store = open_to_read(arguments.store);
  LongWork work;
  return backup(store, arguments.file, work.progress());
}

BackupReport restored(const Arguments& arguments) {
  LongWork work;
  return restore(arguments.file, arguments.store, work.progress());
}

Run declare(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  app.add_option("FILE", arguments->file, "The new file")->required()->type_name("");
  add_store(app, arguments->store);
  add_json(app, arguments->json, "Print one JSON object");
  return [arguments] { return tell(made(*arguments), arguments->json); };
}

Run declare_restore(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  app.add_option("BACKUP", arguments->file, "A copy that backup made")->required()->type_name("");
  add_store(app, arguments->store);
  add_json(app, arguments->json, "Print one JSON object");
  return [arguments] { return tell(restored(*arguments), arguments->json); };
}

}  // namespace on_backup

const Command backup_command{
    "backup", "Copy a store while it is in use",
    "Copies the store as it is at one moment, while others read and write it, to a\n"
    "new file, and checks the copy. It replaces nothing, and whatever stops it, there\n"
    "is no half of a copy. A copy of the file alone, made by other means while the\n"
    "store is in use, lacks the latest writes.",
    "  profilestore backup profiles-2026-11-28.db --store profiles.db", on_backup::declare};

const Command restore_command{
    "restore", "Make a store from a backup",
    "Copies the backup to a new store, checks it, and brings it up to date. Replaces\n"
    "nothing: move a store that is there away first, and what lies beside it (-wal,\n"
    "-shm, -journal).",
    "  profilestore restore profiles-2026-11-28.db --store profiles.db",
    on_backup::declare_restore};

}  // namespace profilestore::cli

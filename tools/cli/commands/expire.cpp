// profilestore expire: deletes the documents whose time has come.
#include <fmt/format.h>

#include <memory>

#include "arguments/arguments.hpp"
#include "command.hpp"

namespace profilestore::cli {
namespace on_expire {

struct Arguments {
  std::string store;
  bool json = false;
};

Status run(const Arguments& arguments) {
  // Some are deleted when the store is opened.
  std::int64_t expired = 0;
  StoreOptions options;
  options.on_event = [&expired](const StoreEvent& event) {
    if (event.kind == EventKind::expired) expired += event.documents;
  };
  open_existing(arguments.store, options).expire();
  const std::string told = fmt::format("deleted {} that had expired", counted(expired, "document"));
  return deliver(told, Status::done, [&] {
    Output out;
    out.line(arguments.json ? plain_text({{"expired", expired}}) : told);
    out.flush();
  });
}

Run declare(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  add_store(app, arguments->store);
  add_json(app, arguments->json, "Print one JSON object");
  return [arguments] { return run(*arguments); };
}

}  // namespace on_expire

const Command expire_command{
    "expire", "Delete the documents that have expired",
    "Deletes each document whose date at the path of an index lies longer ago than\n"
    "the index's --expire-after says; of an array its least date counts. They are\n"
    "gone: the archive has none of them. stats counts them.\n"
    "\n"
    "Until it is deleted, a document that has expired is found as any other. A store\n"
    "that is in use deletes by itself: 1,000 of them when it is opened to be written,\n"
    "and 100 after a write, once a second.",
    "  profilestore index create --keys lastSeen --expire-after 2592000 \\\n"
    "      --store profiles.db --collection sessions\n"
    "  profilestore expire --store profiles.db",
    on_expire::declare};

}  // namespace profilestore::cli

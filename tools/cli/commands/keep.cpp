// profilestore keep: records that a document survives its group.
#include <profilestore/kept.hpp>

#include <fmt/format.h>

#include <memory>

#include "arguments/arguments.hpp"
#include "arguments/values.hpp"
#include "command.hpp"

namespace profilestore::cli {
namespace on_keep {

struct Arguments {
  std::string store, collection, id;
  bool list = false, remove = false, json = false;
};

Status list(const Store& store, const Arguments& arguments) {
  Output out;
  for (const KeptDocument& kept : kept_documents(store, arguments.collection))
    out.line(arguments.json ? ejson::relaxed({{"_id", kept.id}, {"decided", kept.decided}})
                            : fmt::format("{}  since {}", text_of_value(kept.id, Flavour::relaxed),
                                          kept.decided));
  out.flush();
  return Status::done;
}

std::string_view told(bool removed, bool changed) {
  if (removed) return changed ? "no longer recorded" : "not recorded";
  return changed ? "recorded, it survives the next merge of its group" : "already recorded";
}

Status decide(const Store& store, const Arguments& arguments) {
  const Value id = values_of(arguments.id).front();
  const bool changed = arguments.remove ? forget_kept_document(store, arguments.collection, id)
                                        : keep_document(store, arguments.collection, id);
  Output out;
  if (arguments.json)
    out.line(ejson::relaxed({{"_id", id}, {"changed", changed}}));
  else
    out.line(fmt::format("{}: {}", text_of_value(id, Flavour::relaxed),
                         told(arguments.remove, changed)));
  out.flush();
  return Status::done;
}

Status run(const Arguments& arguments) {
  if (arguments.list == !arguments.id.empty())
    throw InvalidInput(2, "give either an _id or --list");
  if (arguments.list && arguments.remove)
    throw InvalidInput(2, "--remove needs an _id, not --list");
  const Store store =
      arguments.list ? open_to_read(arguments.store) : open_existing(arguments.store);
  return arguments.list ? list(store, arguments) : decide(store, arguments);
}

Run declare(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  app.add_option("ID", arguments->id,
                 "_id of the document, needed unless --list is\n"
                 "given: JSON if it parses as JSON, else a string;\n"
                 "24 hexadecimal digits are an ObjectId")
      ->type_name("");
  add_store(app, arguments->store);
  add_collection(app, arguments->collection);
  app.add_flag("--list", arguments->list, "List what is recorded");
  app.add_flag("--remove", arguments->remove, "Remove the record");
  add_json(app, arguments->json, "Print one JSON object, or with --list one per line");
  return [arguments] { return run(*arguments); };
}

}  // namespace on_keep

const Command keep_command{
    "keep", "Record that a document survives its group",
    "Chooses the survivor of a group by hand: later imports, and index create with\n"
    "--resolve, keep this document, whatever --keep and --on-existing say. Of several\n"
    "in one group, the rules choose one. Merges already made stay; to reverse one,\n"
    "undo its import, and import again.",
    "  profilestore keep --store profiles.db --collection users \\\n"
    "      662f06edb0c3f9a2d41f7e11\n"
    "  profilestore keep --list --store profiles.db --collection users",
    on_keep::declare};

}  // namespace profilestore::cli

// profilestore index: creates, lists and drops the indexes of a collection.
#include <fmt/format.h>

#include <memory>

#include "arguments/arguments.hpp"
#include "arguments/index_text.hpp"
#include "command.hpp"
#include "commands/index_create.hpp"

namespace profilestore::cli {
namespace on_index {

struct Arguments {
  std::string store, collection, name;
  bool json = false;
};

// "userId_1  userId  unique, sparse, where {…}, collation {…}, normalise {…}"
std::string line_of(const Index& index) {
  std::string traits;
  const auto add = [&traits](std::string_view trait) {
    traits += fmt::format("{}{}", traits.empty() ? "  " : ", ", trait);
  };
  if (index.unique) add("unique");
  if (index.missing != Missing::collide) add(name_of(index.missing));
  if (!index.where.empty()) add("where " + text_of(index.where, Flavour::relaxed));
  if (index.collation) add("collation " + plain_text(document_of(*index.collation)));
  if (!index.normalise.empty()) add("normalise " + plain_text(value_of(index.normalise)));
  return fmt::format("{}  {}{}", index.name, text_of(index.paths), traits);
}

Status list(const Arguments& arguments) {
  const std::vector<Index> indexes =
      open_to_read(arguments.store).collection(arguments.collection).list_indexes();
  Output out;
  if (arguments.json) {
    Value all = Value::array();
    for (const Index& index : indexes) all.push_back(described(index));
    out.line(plain_text(all));
  } else {
    for (const Index& index : indexes) out.line(line_of(index));
  }
  out.flush();
  return Status::done;
}

Status drop(const Arguments& arguments) {
  open_existing(arguments.store).collection(arguments.collection).drop_index(arguments.name);
  return deliver(fmt::format("dropped index {}", arguments.name), Status::done, [&] {
    if (!arguments.json) return;
    Output out;
    out.line(plain_text({{"dropped", arguments.name}}));
    out.flush();
  });
}

Run declare_list(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  add_store(app, arguments->store);
  add_collection(app, arguments->collection);
  add_json(app, arguments->json, "Print one JSON array");
  return [arguments] { return list(*arguments); };
}

Run declare_drop(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  app.add_option("NAME", arguments->name, "Name of the index, as index list prints it")
      ->required()
      ->type_name("");
  add_store(app, arguments->store);
  add_collection(app, arguments->collection);
  add_json(app, arguments->json, "Print one JSON object");
  return [arguments] { return drop(*arguments); };
}

constexpr auto create_help =
    "While documents share a key, a unique index cannot be created: the command then\n"
    "prints the most frequent shared keys, and changes nothing. With --resolve,\n"
    "the survivor of each group stays, chosen by --keep, and the losers go to the\n"
    "archive; profilestore undo reverses this. All is done in one transaction, while\n"
    "the store may be in use. Exit status 3: some documents went to the quarantine.\n"
    "\n"
    "Examples:\n"
    "  profilestore index create --keys userId --unique \\\n"
    "      --store profiles.db --collection users\n"
    "  profilestore index create --keys userId --unique --missing reject --resolve \\\n"
    "      --dry-run --store profiles.db --collection users\n"
    "  profilestore index create --keys tenant:1,updatedAt:-1 \\\n"
    "      --store profiles.db --collection users";

constexpr auto list_help =
    "Examples:\n"
    "  profilestore index list --store profiles.db --collection users";

constexpr auto drop_help =
    "Examples:\n"
    "  profilestore index drop userId_1 --store profiles.db --collection users";

Run declare(CLI::App& app) {
  app.require_subcommand(1);
  CLI::App* create = app.add_subcommand("create", "Create an index, unique or not");
  CLI::App* list = app.add_subcommand("list", "List the indexes of a collection");
  CLI::App* drop = app.add_subcommand("drop", "Drop an index; the documents stay");
  create->footer(create_help);
  list->footer(list_help);
  drop->footer(drop_help);
  for (CLI::App* one : {create, list, drop}) one->group("Commands");
  const Run make = declare_index_create(*create), show = declare_list(*list),
            remove = declare_drop(*drop);
  return [=] { return create->parsed() ? make() : list->parsed() ? show() : remove(); };
}

}  // namespace on_index

const Command index_command{
    "index", "Create, list and drop indexes",
    "profilestore index create --help explains the kinds of index, and how to resolve\n"
    "the duplicates that prevent a unique one.",
    "  profilestore index create --keys userId --unique --missing reject --resolve \\\n"
    "      --store profiles.db --collection users\n"
    "  profilestore index list --store profiles.db --collection users\n"
    "  profilestore index drop userId_1 --store profiles.db --collection users",
    on_index::declare};

}  // namespace profilestore::cli

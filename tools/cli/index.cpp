// profilestore index: the indexes of a collection made, listed and dropped.
#include <fmt/format.h>

#include <memory>

#include "arguments.hpp"
#include "command.hpp"
#include "index_create.hpp"
#include "index_text.hpp"

namespace profilestore::cli {
namespace {

struct Arguments {
  std::string store, collection, name;
  bool json = false;
};

// "userId_1  userId  unique, sparse, where {…}, collation {…}"
std::string line_of(const Index& index) {
  std::string traits;
  const auto add = [&traits](std::string_view trait) {
    traits += fmt::format("{}{}", traits.empty() ? "  " : ", ", trait);
  };
  if (index.unique) add("unique");
  if (index.missing != Missing::collide) add(name_of(index.missing));
  if (!index.where.empty()) add("where " + text_of(index.where, Flavour::relaxed));
  if (index.collation) add("collation " + plain_text(document_of(*index.collation)));
  return fmt::format("{}  {}{}", index.name, text_of(index.paths), traits);
}

Status list(const Arguments& arguments) {
  const std::vector<Index> indexes =
      open_existing(arguments.store).collection(arguments.collection).list_indexes();
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
  return deliver(fmt::format("index {} is dropped", arguments.name), Status::done, [&] {
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
  app.add_option("NAME", arguments->name, "The index, as list prints it")
      ->required()
      ->type_name("");
  add_store(app, arguments->store);
  add_collection(app, arguments->collection);
  add_json(app, arguments->json, "Print one JSON object");
  return [arguments] { return drop(*arguments); };
}

constexpr auto create_help =
    "A unique index can't be made of documents that share a key: then nothing is\n"
    "changed, and the keys are printed that most documents have. With --resolve the\n"
    "best document of each key stays, by the rules of import, and the others go to\n"
    "the archive; profilestore undo takes that back. All or nothing, on a store that\n"
    "is in use. Exit status 3 if documents without a key went to the quarantine.\n"
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
  CLI::App* create = app.add_subcommand("create", "Make an index, unique or for queries alone");
  CLI::App* list = app.add_subcommand("list", "Print the indexes of a collection");
  CLI::App* drop = app.add_subcommand("drop", "Remove an index");
  create->footer(create_help);
  list->footer(list_help);
  drop->footer(drop_help);
  for (CLI::App* one : {create, list, drop}) one->group("Commands");
  const Run make = declare_index_create(*create), show = declare_list(*list),
            remove = declare_drop(*drop);
  return [=] { return create->parsed() ? make() : list->parsed() ? show() : remove(); };
}

}  // namespace

const Command index_command{
    "index", "Make, list and drop indexes; make a key unique",
    "profilestore index create --help tells what an index can be, and how duplicates\n"
    "that stand in the way of a unique one are resolved.",
    "  profilestore index create --keys userId --unique --missing reject --resolve \\\n"
    "      --store profiles.db --collection users\n"
    "  profilestore index list --store profiles.db --collection users\n"
    "  profilestore index drop userId_1 --store profiles.db --collection users",
    declare};

}  // namespace profilestore::cli

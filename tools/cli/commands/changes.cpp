// profilestore changes: keeps logs of changes, and prints changes as they happen.
#include <fmt/format.h>

#include <memory>
#include <profilestore/watch.hpp>

#include "arguments/arguments.hpp"
#include "command.hpp"
#include "text/interrupt.hpp"

namespace profilestore::cli {
namespace on_changes {

struct Arguments {
  std::string store, collection, filter = "{}";
  ChangeLog log;
  std::int64_t age = 0;
  std::string full_document = "default";
  bool before = false;
  std::optional<double> seconds;
  WatchOptions options;
  Flavour flavour = Flavour::relaxed;
  bool json = false;
};

Collection existing(const Store& store, const Arguments& arguments) {
  if (!has_collection(store, arguments.collection))
    throw InvalidInput(26, no_collection(store, arguments.store, arguments.collection));
  return Store(store).collection(arguments.collection);
}

Status turn_on(Arguments arguments) {
  arguments.log.max_age = std::chrono::seconds(arguments.age);
  Collection collection = existing(open_existing(arguments.store), arguments);
  collection.set_change_log(arguments.log);
  return deliver("the log of changes is kept", Status::done, [&] {
    if (!arguments.json) return;
    Output out;
    out.line(plain_text({{"collection", arguments.collection},
                         {"maxChanges", arguments.log.max_changes},
                         {"maxAge", arguments.log.max_age.count()}}));
    out.flush();
  });
}

Status turn_off(const Arguments& arguments) {
  Collection collection = existing(open_existing(arguments.store), arguments);
  if (!collection.remove_change_log())
    throw InvalidInput(20, fmt::format("collection {} keeps no log of changes; nothing was done",
                                       arguments.collection));
  return deliver("the log of changes was removed", Status::done, [&] {
    if (!arguments.json) return;
    Output out;
    out.line(plain_text({{"removed", arguments.collection}}));
    out.flush();
  });
}

Status print_token(const Arguments& arguments) {
  const std::string token = existing(open_to_read(arguments.store), arguments).change_token();
  Output out;
  out.line(arguments.json ? plain_text({{"token", token}}) : token);
  out.flush();
  return Status::done;
}

FullDocument full_document_of(const std::string& text) {
  if (text == "updateLookup") return FullDocument::update_lookup;
  if (text == "whenAvailable") return FullDocument::when_available;
  return text == "required" ? FullDocument::required : FullDocument::by_default;
}

// Waits a little at a time: a signal ends it in between.
Status watch(Arguments arguments) {
  using Clock = std::chrono::steady_clock;
  constexpr std::chrono::milliseconds slice{100};
  arguments.options.full_document = full_document_of(arguments.full_document);
  if (arguments.before)
    arguments.options.full_document_before_change = FullDocumentBeforeChange::required;
  const Document filter = document_of("--filter", arguments.filter);
  const Store store = open_to_read(arguments.store);
  const InterruptGuard interrupts;
  ChangeStream stream =
      Store(store).collection(arguments.collection).watch(filter, arguments.options);
  const auto start = Clock::now();
  const auto is_late = [&] {
    return arguments.seconds &&
           Clock::now() - start >= std::chrono::duration<double>(*arguments.seconds);
  };
  Output out;
  for (bool late = false; !stream.is_over();) {
    interrupts.check();
    late = is_late();
    const auto event = stream.next(late ? std::chrono::milliseconds(0) : slice);
    if (event) {
      out.line(text_of(event->to_document(), arguments.flavour));
      out.flush();
    } else if (late) {
      break;
    }
  }
  return Status::done;
}

void add_place(CLI::App& app, Arguments& arguments) {
  add_store(app, arguments.store);
  add_collection(app, arguments.collection);
}

Run declare_on(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  add_place(app, *arguments);
  app.add_option("--max", arguments->log.max_changes, "Keep at most N changes (default: 100000)")
      ->type_name("N");
  app.add_option("--age", arguments->age,
                 "Keep no changes older than this (default: 0,\nhowever old they are)")
      ->type_name("SECONDS");
  add_json(app, arguments->json, "Print one JSON object");
  return [arguments] { return turn_on(*arguments); };
}

Run declare_off(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  add_place(app, *arguments);
  add_json(app, arguments->json, "Print one JSON object");
  return [arguments] { return turn_off(*arguments); };
}

Run declare_token(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  add_place(app, *arguments);
  add_json(app, arguments->json, "Print one JSON object");
  return [arguments] { return print_token(*arguments); };
}

Run declare_watch(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  add_place(app, *arguments);
  app.add_option("--filter", arguments->filter,
                 "MongoDB filter on the document after the change,\n"
                 "or before a deletion (default: {}, all)")
      ->type_name("JSON");
  app.add_option("--after", arguments->options.resume_after,
                 "Begin behind the change with this token\n(default: now)")
      ->type_name("TOKEN");
  app.add_option("--full-document", arguments->full_document,
                 "Of an update the document after it: updateLookup,\n"
                 "whenAvailable or required (default: none)")
      ->check(CLI::IsMember({"default", "updateLookup", "whenAvailable", "required"}))
      ->type_name("WHICH");
  app.add_flag("--before", arguments->before, "Print the document before the change, too");
  app.add_option("--for", arguments->seconds,
                 "End after that time; 0: with what there is by now\n(default: go on)")
      ->check(CLI::NonNegativeNumber)
      ->type_name("SECONDS");
  add_canonical(app, arguments->flavour);
  add_json_errors(app);
  return [arguments] { return watch(*arguments); };
}

constexpr auto on_help =
    "From now on each change of a document is kept with both images of it. What is\n"
    "beyond the bounds is removed by later changes. Given again, it changes the\n"
    "bounds: an option that is not given has its default.\n"
    "\n"
    "Examples:\n"
    "  profilestore changes on --store profiles.db --collection users\n"
    "  profilestore changes on --store profiles.db --collection users \\\n"
    "      --max 1000000 --age 604800";

constexpr auto off_help =
    "Removes the log. Whoever watches is told that it is lost.\n"
    "\n"
    "Examples:\n"
    "  profilestore changes off --store profiles.db --collection users";

constexpr auto token_help =
    "Take it, read the collection, then watch from it on: no change is missed.\n"
    "\n"
    "Examples:\n"
    "  profilestore changes token --store profiles.db --collection users";

constexpr auto watch_help =
    "Prints one change per line, as MongoDB's change streams have them. Each begins\n"
    "with its token: \"_id\": {\"_data\": TOKEN}. Ctrl-C ends it, with status 130.\n"
    "\n"
    "Examples:\n"
    "  profilestore changes watch --store profiles.db --collection users\n"
    "  profilestore changes watch --store profiles.db --collection users \\\n"
    "      --after \"$token\" --full-document required --for 0";

Run declare(CLI::App& app) {
  app.require_subcommand(1);
  CLI::App* on = app.add_subcommand("on", "Keep a log of the changes of a collection");
  CLI::App* off = app.add_subcommand("off", "Keep none any more, and remove it");
  CLI::App* token = app.add_subcommand("token", "Print the token of the newest change");
  CLI::App* watching = app.add_subcommand("watch", "Print changes as they happen");
  on->footer(on_help);
  off->footer(off_help);
  token->footer(token_help);
  watching->footer(watch_help);
  for (CLI::App* one : {on, off, token, watching}) one->group("Commands");
  const Run keep = declare_on(*on), end = declare_off(*off), tell = declare_token(*token),
            print = declare_watch(*watching);
  return [=] {
    if (on->parsed()) return keep();
    if (off->parsed()) return end();
    return token->parsed() ? tell() : print();
  };
}

}  // namespace on_changes

const Command changes_command{
    "changes", "Keep a log of changes, and watch them",
    "A collection that keeps a log of its changes can be watched: from now on, or\n"
    "from the last change that was dealt with. stats shows which collections do.",
    "  profilestore changes on --store profiles.db --collection users\n"
    "  profilestore changes watch --store profiles.db --collection users",
    on_changes::declare};

}  // namespace profilestore::cli

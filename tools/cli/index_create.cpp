#include "index_create.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "arguments.hpp"
#include "duplicates_text.hpp"
#include "errors.hpp"
#include "index_text.hpp"
#include "ledger.hpp"
#include "long_work.hpp"

namespace profilestore::cli {
namespace {

struct Arguments {
  std::string store, collection, keys, missing, where, collation, name, keep;
  int strength = 0;
  bool unique = false, resolve = false, dry_run = false, json = false;
};

void check(const Arguments& arguments) {
  if (!arguments.unique && arguments.resolve)
    throw InvalidInput(2, "--resolve is for --unique: another index takes duplicates");
  if (!arguments.resolve && (arguments.dry_run || !arguments.keep.empty()))
    throw InvalidInput(2, "--keep and --dry-run go with --resolve");
  if (!arguments.collation.empty() && arguments.strength != 0)
    throw InvalidInput(2,
                       "--strength N is short for --collation '{\"locale\": \"en\", "
                       "\"strength\": N}': give one of them");
}

Index index_of(const Arguments& arguments) {
  Index index{directed_paths_of(arguments.keys), arguments.unique};
  if (!arguments.missing.empty()) index.missing = *missing_of(arguments.missing);
  index.name = arguments.name;
  if (!arguments.where.empty()) index.where = document_of("--where", arguments.where);
  if (!arguments.collation.empty())
    index.collation = collation_of(document_of("--collation", arguments.collation));
  if (arguments.strength != 0) index.collation = Collation{.strength = arguments.strength};
  return index;
}

bool lacks_a_value(const Document& key) {
  return std::ranges::any_of(key, [](const Value& value) { return value.is_null(); });
}

/// The plan as it will be printed, of a dry run.
class Plan {
 public:
  explicit Plan(const Arguments& arguments) : arguments_(arguments) {}

  // Of profiles without a userId nobody knows that they are one user's: to leave but one of them is
  // never done unasked.
  void add(const UniqueGroup& group) {
    if (arguments_.missing.empty() && lacks_a_value(group.key))
      throw InvalidInput(
          2,
          fmt::format("{} documents have no value, or null, at {}: say what that means by "
                      "--missing: reject (to the quarantine), distinct (all stay), sparse (those "
                      "with null are one group) or collide (all of them are one group)",
                      grouped(std::ssize(group.losers) + std::ssize(group.parted) + 1),
                      arguments_.keys));
    if (!arguments_.dry_run) return;
    if (arguments_.json)
      json_.push_back(json_of(group));
    else
      lines_.push_back(text_of(group));
  }

  const Value& json() const { return json_; }
  const std::vector<std::string>& lines() const { return lines_; }

 private:
  const Arguments& arguments_;
  Value json_ = Value::array();
  std::vector<std::string> lines_;
};

std::string where_it_went(const Arguments& arguments, const MakeUniqueReport& report) {
  if (arguments.dry_run) return "dry run: nothing was kept";
  const std::string made = fmt::format("unique index {} on {} of {}", report.index,
                                       arguments.collection, arguments.store);
  return report.id.empty() ? made + ": it was there"
                           : fmt::format("import {}: {}", report.id, made);
}

void print(const Arguments& arguments, const MakeUniqueReport& report, const Plan& plan) {
  Output out;
  if (arguments.json) {
    Document json{{"import", report.id},
                  {"index", report.index},
                  {"groups", report.groups},
                  {"ledger", json_of(report.ledger)}};
    if (arguments.dry_run) json["plan"] = plan.json();
    out.line(relaxed(json));
  } else {
    for (const std::string& line : plan.lines()) out.line(line);
    out.line(fmt::format("{} of documents that share a key", counted(report.groups, "group")));
    out.line(to_text(report.ledger));
    out.line(where_it_went(arguments, report));
    if (!report.id.empty())
      out.line(fmt::format("profilestore undo {} --store S takes it back", report.id));
  }
  out.flush();
}

Status resolve(const Arguments& arguments, const Store& store, const Index& index) {
  MakeUniqueOptions options{.dry_run = arguments.dry_run};
  if (!arguments.keep.empty()) options.keep = arguments.keep;
  Plan plan(arguments);
  options.on_group = [&plan](const UniqueGroup& group) { plan.add(group); };
  MakeUniqueReport report;
  {
    LongWork work;
    options.progress = work.progress();
    report = make_unique(store, arguments.collection,
                         {index.paths, index.missing, index.name, index.where, index.collation},
                         options);
  }
  return deliver(
      where_it_went(arguments, report),
      report.ledger.conflicted + report.ledger.quarantined == 0 ? Status::done : Status::remainder,
      [&] { print(arguments, report, plan); });
}

Status tell(const Arguments& arguments, const DuplicateKeys& found) {
  Output out;
  if (arguments.json)
    out.line(fmt::format(R"({{"ok":0,{},"report":{}}})", error_members(found, Flavour::relaxed),
                         relaxed(json_of(found.report()))));
  else
    print(found.report(), out);
  out.flush();
  say(
      fmt::format("{} has documents that share a key, and has got no index; with --resolve the "
                  "best of each group stays and the others go to the archive (--dry-run shows "
                  "which)",
                  arguments.collection));
  return Status::failed;
}

Status run(const Arguments& arguments) {
  check(arguments);
  const Index index = index_of(arguments);
  Store store = open_existing(arguments.store);
  if (arguments.resolve) return resolve(arguments, store, index);
  try {
    const std::string name = store.collection(arguments.collection).create_index(index);
    return deliver("index " + name, Status::done, [&] {
      Output out;
      out.line(arguments.json ? plain_text({{"index", name}}) : name);
      out.flush();
    });
  } catch (const DuplicateKeys& found) {
    return tell(arguments, found);
  }
}

void declare_resolving(CLI::App& app, Arguments& arguments) {
  app.add_flag("--resolve", arguments.resolve,
               "Make it unique: of documents that share a key\n"
               "one stays, the others go to the archive");
  app.add_option("--keep", arguments.keep,
                 "With --resolve: which one stays, as for import\n"
                 "(default: complete,newest:updatedAt)")
      ->type_name("RULES");
  app.add_flag("--dry-run", arguments.dry_run, "With --resolve: print the plan, change nothing");
}

}  // namespace

Run declare_index_create(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  app.add_option("--keys", arguments->keys, "Its paths: userId, or tenant:1,updatedAt:-1")
      ->required()
      ->type_name("PATHS");
  app.add_flag("--unique", arguments->unique, "No two documents may have the same key");
  app.add_option("--missing", arguments->missing,
                 "Documents without a value: as MongoDB's plain\n"
                 "(collide, the default) or sparse index; unique\n"
                 "only: any number of them (distinct), or none\n"
                 "(reject; with --resolve to the quarantine)")
      ->check(CLI::IsMember({"reject", "collide", "sparse", "distinct"}))
      ->type_name("RULE");
  app.add_option("--where", arguments->where, "Only documents that match this filter")
      ->type_name("FILTER");
  app.add_option("--collation", arguments->collation, "Which strings are equal, as MongoDB's")
      ->type_name("JSON");
  app.add_option("--strength", arguments->strength,
                 "The same in short: 2 takes Ann and ANN for equal,\n"
                 "1 Ann and Ánn too")
      ->check(CLI::Range(1, 3))
      ->type_name("N");
  app.add_option("--name", arguments->name, "Its name (default: userId_1)")->type_name("N");
  declare_resolving(app, *arguments);
  add_store(app, arguments->store);
  add_collection(app, arguments->collection);
  add_json(app, arguments->json, "Print one JSON object");
  return [arguments] { return run(*arguments); };
}

}  // namespace profilestore::cli

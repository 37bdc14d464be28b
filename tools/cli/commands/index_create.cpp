#include "commands/index_create.hpp"

#include <profilestore/unique_plan.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "arguments/arguments.hpp"
#include "arguments/import_rules.hpp"
#include "arguments/index_text.hpp"
#include "arguments/normalise.hpp"
#include "commands/index_summary.hpp"
#include "text/duplicates_text.hpp"
#include "text/errors.hpp"
#include "text/long_work.hpp"
#include "text/new_file.hpp"

namespace profilestore::cli {
namespace on_index_create {

struct Arguments {
  std::string store, collection, keys, missing, where, collation, name, plan;
  std::vector<std::string> normalise;
  RulesArguments rules;
  int strength = 0;
  std::optional<std::int64_t> expire_after;
  bool unique = false, resolve = false, allow_absent = false, dry_run = false, json = false;
};

void check(const Arguments& arguments) {
  if (!arguments.unique && arguments.resolve)
    throw InvalidInput(2, "--resolve needs --unique: other indexes allow duplicates");
  if (!arguments.resolve && (arguments.dry_run || arguments.allow_absent || arguments.rules.any() ||
                             !arguments.plan.empty()))
    throw InvalidInput(2,
                       "--keep, --merge, --identity, --rules, --plan, --allow-absent and --dry-run "
                       "need --resolve");
  if (arguments.resolve && arguments.expire_after)
    throw InvalidInput(2,
                       "--expire-after does not go with --resolve: create the unique index "
                       "first, and another on the date");
  if (!arguments.plan.empty()) check_new_file("--plan", arguments.plan, arguments.store, {});
  if (!arguments.collation.empty() && arguments.strength != 0)
    throw InvalidInput(2,
                       "--strength N is short for --collation '{\"locale\": \"en\", "
                       "\"strength\": N}': give only one of them");
}

Index index_of(const Arguments& arguments) {
  Index index{directed_paths_of(arguments.keys), arguments.unique};
  if (!arguments.missing.empty()) index.missing = *missing_of(arguments.missing);
  index.name = arguments.name;
  if (!arguments.where.empty()) index.where = document_of("--where", arguments.where);
  if (!arguments.collation.empty())
    index.collation = collation_of(document_of("--collation", arguments.collation));
  if (arguments.strength != 0) index.collation = Collation{.strength = arguments.strength};
  index.normalise = normalise_of(arguments.normalise, arguments.collection);
  if (arguments.expire_after) index.expire_after = std::chrono::seconds(*arguments.expire_after);
  return index;
}

bool lacks_a_value(const Document& key) {
  return std::ranges::any_of(key, [](const Value& value) { return value.is_null(); });
}

/// Collects the plan of a dry run, to be printed.
class Plan {
 public:
  explicit Plan(const Arguments& arguments) : arguments_(arguments) {}

  // Nothing shows that profiles without a userId belong to one user, so they are never merged into
  // one unless --missing says so.
  void add(const UniqueGroup& group) {
    if (arguments_.missing.empty() && lacks_a_value(group.key))
      throw InvalidInput(
          2,
          fmt::format("{} documents have a missing or null value at {}: choose --missing reject "
                      "(quarantine them), distinct (keep them all), or sparse or collide (one of "
                      "those that the index takes for equal stays, and the others are quarantined)",
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

void print(const Arguments& arguments, const IndexSummary& summary, const Plan& plan) {
  Output out;
  if (arguments.json) {
    Document json = described(summary);
    if (arguments.dry_run) json["plan"] = plan.json();
    out.line(ejson::relaxed(json));
  } else {
    for (const std::string& line : plan.lines()) out.line(line);
    print(summary, out);
  }
  out.flush();
}

MakeUniqueReport resolved(const Arguments& arguments, const Store& store, const UniqueIndex& index,
                          const MakeUniqueOptions& options) {
  if (arguments.plan.empty()) return make_unique(store, arguments.collection, index, options);
  return write_new_file("--plan", arguments.plan, [&](std::ostream& out) {
    return plan_unique(store, arguments.collection, index, options, out);
  });
}

Status resolve(const Arguments& arguments, const Store& store, const Index& index) {
  MakeUniqueOptions options{.allow_absent = arguments.allow_absent, .dry_run = arguments.dry_run};
  set_rules(arguments.rules, options);
  Plan plan(arguments);
  options.on_group = [&plan](const UniqueGroup& group) { plan.add(group); };
  MakeUniqueReport report;
  {
    LongWork work;
    options.progress = work.progress();
    report = resolved(
        arguments, store,
        {index.paths, index.missing, index.name, index.where, index.collation, index.normalise},
        options);
  }
  const IndexSummary summary{report,
                             arguments.store,
                             arguments.collection,
                             !arguments.rules.any(),
                             arguments.dry_run,
                             arguments.plan};
  return deliver(where_it_went(summary),
                 none_quarantined(report) ? Status::done : Status::remainder,
                 [&] { print(arguments, summary, plan); });
}

Status tell(const Arguments& arguments, const DuplicateKeys& found) {
  Output out;
  if (arguments.json)
    out.line(fmt::format(R"({{"ok":0,{},"report":{}}})", error_members(found, Flavour::relaxed),
                         ejson::relaxed(json_of(found.report()))));
  else
    print(found.report(), out);
  out.flush();
  say(fmt::format(
      "documents of collection {} share a key, so the index was not created; --resolve keeps the "
      "survivor of each group and archives the losers (add --dry-run to see which)",
      arguments.collection));
  return Status::failed;
}

[[noreturn]] void tell(const ValidationFailed& failed) {
  throw ValidationFailed(
      fmt::format("{}. The first has the _id {}. With --resolve they go to the quarantine, and of "
                  "those that share a key one survives (add --dry-run to see which)",
                  failed.what(), text_of_value(failed.document_id(), Flavour::relaxed)),
      failed.document_id(), failed.failures());
}

Status run(const Arguments& arguments) {
  check(arguments);
  const Index index = index_of(arguments);
  Store store = open_existing(arguments.store);
  if (arguments.resolve) return resolve(arguments, store, index);
  try {
    const std::string name = store.collection(arguments.collection).create_index(index);
    return deliver("created index " + name, Status::done, [&] {
      Output out;
      out.line(arguments.json ? plain_text({{"index", name}}) : name);
      out.flush();
    });
  } catch (const DuplicateKeys& found) {
    return tell(arguments, found);
  } catch (const ValidationFailed& failed) {
    tell(failed);
  }
}

void declare_resolving(CLI::App& app, Arguments& arguments) {
  app.add_flag("--resolve", arguments.resolve,
               "Move duplicates out of the way: keep the survivor\n"
               "of each group, and archive the losers");
  add_rules_of_index(app, arguments.rules);
  app.add_flag("--allow-absent", arguments.allow_absent,
               "With --resolve: create the index even if no\n"
               "document has a field that it or a rule names");
  app.add_flag("--dry-run", arguments.dry_run,
               "With --resolve: print what would be done, and\n"
               "change nothing");
  app.add_option("--plan", arguments.plan,
                 "With --resolve: write to this file what would be\n"
                 "done, and change nothing; apply then does exactly\n"
                 "that, or with another survivor where it was edited")
      ->type_name("FILE");
}

}  // namespace on_index_create

Run declare_index_create(CLI::App& app) {
  auto arguments = std::make_shared<on_index_create::Arguments>();
  app.add_option("--keys", arguments->keys,
                 "Paths: userId, or tenant:1,updatedAt:-1, where -1\n"
                 "means descending")
      ->required()
      ->type_name("PATHS");
  app.add_flag("--unique", arguments->unique, "Allow no two documents to share a key");
  app.add_option("--missing", arguments->missing,
                 "How to treat missing and null values: as MongoDB's\n"
                 "plain (collide, the default) or sparse index does;\n"
                 "with --unique also distinct (admit any number) or\n"
                 "reject (admit none; --resolve quarantines them)")
      ->check(CLI::IsMember({"reject", "collide", "sparse", "distinct"}))
      ->type_name("RULE");
  app.add_option("--where", arguments->where, "Index only documents that match this filter")
      ->type_name("FILTER");
  app.add_option("--collation", arguments->collation, "MongoDB collation: which strings are equal")
      ->type_name("JSON");
  app.add_option("--strength", arguments->strength,
                 "Collation strength: 2 ignores case (Ann = ANN),\n"
                 "1 also ignores accents (Ann = Ánn)")
      ->check(CLI::Range(1, 3))
      ->type_name("N");
  add_normalise(app, arguments->normalise, "Which texts are one key, on top of that:\n");
  app.add_option("--name", arguments->name,
                 "Name of the index (default: made from the paths,\n"
                 "as in userId_1)")
      ->type_name("NAME");
  app.add_option("--expire-after", arguments->expire_after,
                 "Delete each document so many seconds after the\n"
                 "date at the path (0: at that date); one without a\n"
                 "date there stays. See expire --help")
      ->type_name("SECONDS");
  on_index_create::declare_resolving(app, *arguments);
  add_store(app, arguments->store);
  add_collection(app, arguments->collection);
  add_json(app, arguments->json, "Print one JSON object");
  return [arguments] { return run(*arguments); };
}

}  // namespace profilestore::cli

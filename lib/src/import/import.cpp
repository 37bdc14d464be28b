#include <profilestore/import.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <future>
#include <map>

#include "history/ledger.hpp"
#include "import/apply.hpp"
#include "import/destination.hpp"
#include "import/import_rules.hpp"
#include "import/plan_options.hpp"
#include "import/rules_met.hpp"
#include "import/run.hpp"
#include "import/store_state.hpp"
#include "planning/plan_groups.hpp"
#include "sources/open_sources.hpp"
#include "sqlite/store_file.hpp"
#include "staging/stage.hpp"
#include "store/build.hpp"
#include "store/write_transaction.hpp"

namespace profilestore {
namespace {

using catalog::CollectionEntry;
using store::Core;
using store::WriteTransaction;

SourceReport report_of(const sources::Source& source) {
  document::Sha256 digest;
  digest.add(source.bytes());
  return {source.name(),   source.format_name(), source.bytes().size(), digest.hex(), {},
          source.header(), source.cut_off()};
}

std::vector<SourceReport> report_of(const std::vector<sources::Source>& sources) {
  std::vector<SourceReport> reports;
  for (const sources::Source& source : sources) reports.push_back(report_of(source));
  return reports;
}

Value json_of(const std::vector<SourceReport>& sources) {
  Value json = Value::array();
  for (const SourceReport& source : sources)
    json.push_back({{"name", source.name},
                    {"format", source.format},
                    {"bytes", source.bytes},
                    {"sha256", source.sha256}});
  return json;
}

void take_names(const std::vector<std::string>& names, Value& sources) {
  for (std::size_t i = 0; i < names.size(); ++i) sources[i]["name"] = names[i];
}

Value json_of(const ImportOptions& options, const merge::RuleSet& rules,
              const ImportReport& report) {
  Value unique = Value::array();
  for (const Paths& paths : options.unique)
    unique.push_back(std::vector<std::string>(paths.begin(), paths.end()));
  Value json{{"unique", unique},
             {"keep", rules.keep},
             {"rules", rules.json()},
             {"rulesSha256", importing::sha256_of(rules)}};
  if (options.missing) json["missing"] = std::string(name_of(*options.missing));
  if (!options.type.empty()) json["type"] = options.type;
  if (options.columns_have_types) json["columnsHaveTypes"] = true;
  if (options.ignore_blanks) json["ignoreBlanks"] = true;
  for (const SourceReport& users : report.users)
    json["users"].push_back(
        {{"name", users.name}, {"sha256", users.sha256}, {"key", options.users.key}});
  return json;
}

/// One import into an open store, inside one write transaction.
class Import {
 public:
  Import(Core& core, const std::vector<sources::Source>& sources,
         std::shared_ptr<const staging::Users> users, const ImportOptions& options,
         const importing::PlanObserver* plan, const staging::ChunkOptions& sharing)
      : sources_(sources),
        users_(std::move(users)),
        options_(options),
        plan_(plan),
        sharing_(sharing),
        rules_(importing::rules_of(options)),
        write_(core, nullptr, "import"),
        destination_(write_, core.database(), options) {}

  ImportReport run() {
    auto digests = std::async(std::launch::async, [this] { return report_of(sources_); }).share();
    Value bound = plan_ ? bound_to(digests.get()) : Value();
    if (plan_) plan_->begin(bound);
    destination_.prepare(sources_);
    const CollectionEntry& collection = destination_.collection();
    const Paths* grouping = options_.unique.empty() ? nullptr : &options_.unique.front();
    auto schema = importing::schema_of(collection, grouping, rules_, names());
    schema.users = users_;
    schema.questions = importing::questions_of(options_, rules_, schema);
    staging::Stage stage = staging::stage(sources_, schema, options_.progress, sharing_);
    if (!options_.allow_absent) importing::check_rules_met(stage, schema, sources_);
    planning::StoreView view(write_.connection(), collection, schema);
    planning::plan(stage, sources_, schema, view);
    if (plan_) tell_plan(stage, schema, std::move(bound));
    importing::Applier applier(write_, collection, schema, sources_);
    applier.apply(stage, options_.progress);
    destination_.create_indexes();
    ImportReport report{options_.dry_run ? "" : std::to_string(applier.id()),
                        digests.get(),
                        applier.ledger(),
                        rules_.json(),
                        rules_ == merge::RuleSet{},
                        importing::sha256_of(rules_)};
    report.collection = options_.collection;
    for (std::size_t i = 0; i < report.sources.size(); ++i)
      report.sources[i].indexes = destination_.dumped()[i];
    report.rule_uses = importing::rule_uses(stage, schema);
    report.ties = stage.ties;
    report.keyless = importing::keyless_documents(stage);
    if (users_) {
      report.users = report_of(users_->sources());
      report.useless_users = users_->useless_documents();
      report.adoptions = stage.adoptions;
    }
    Value rules = json_of(options_, rules_, report);
    if (const auto made = destination_.made_indexes(); !made.empty()) rules["madeIndexes"] = made;
    applier.record(rules, report.sources);
    if (!options_.dry_run) note(stage, schema, report.ledger);
    write_.catalog_may_have_changed();
    if (!options_.dry_run) write_.commit();
    return report;
  }

 private:
  std::vector<std::string> names() const {
    if (plan_ && !plan_->names.empty()) return plan_->names;
    std::vector<std::string> names;
    for (const sources::Source& source : sources_) names.push_back(source.name());
    return names;
  }

  Value bound_to(const std::vector<SourceReport>& sources) {
    Value bound{{"sources", json_of(sources)}};
    if (options_.indexes)
      for (std::size_t i = 0; i < sources_.size(); ++i)
        if (const std::string& text = sources_[i].metadata(); !text.empty())
          bound["sources"][i]["metadata"] = importing::sha256_of(text);
    if (users_) bound["users"] = json_of(report_of(users_->sources()));
    bound["store"] =
        importing::state_of(write_.connection(), write_.catalog().find(options_.collection));
    return bound;
  }

  void tell_plan(const staging::Stage& stage, const staging::ImportSchema& schema, Value bound) {
    planning::PlanLines lines(stage, sources_, schema, names(), write_.connection(),
                              destination_.collection());
    Value header{{"plan", 1},
                 {"collection", options_.collection},
                 {"options", importing::json_of(options_, rules_)}};
    if (!plan_->users_file.empty()) header["options"]["users"]["file"] = plan_->users_file;
    take_names(plan_->names, bound["sources"]);
    if (users_) take_names(plan_->users, bound["users"]);
    header.update(bound);
    header["ledger"] = history::json_of(planning::ledger_of(stage));
    header["groups"] = lines.groups();
    header["sha256"] = importing::sha256_of_header(header);
    plan_->line(header.dump());
    lines.write(plan_->line);
    plan_->end();
  }

  // A conflict is a key that another document has: one event an index, since there may be many.
  void note(const staging::Stage& stage, const staging::ImportSchema& schema,
            const Ledger& ledger) {
    if (ledger.merged > 0)
      write_.note({.kind = EventKind::merge,
                   .collection = options_.collection,
                   .documents = ledger.merged});
    std::map<std::string, std::int64_t> conflicts;
    for (const importing::Candidate& candidate : stage.candidates)
      if (candidate.outcome == merge::Outcome::conflict &&
          !stage.conflicts.contains(candidate.rank))
        ++conflicts[schema.indexes[candidate.decided_by].name()];
    for (const auto& [index, documents] : conflicts)
      write_.note({.kind = EventKind::duplicate_key,
                   .collection = options_.collection,
                   .index = index,
                   .documents = documents,
                   .times = documents});
  }

  const std::vector<sources::Source>& sources_;
  const std::shared_ptr<const staging::Users> users_;
  const ImportOptions& options_;
  const importing::PlanObserver* const plan_;
  const staging::ChunkOptions sharing_;
  const merge::RuleSet rules_;
  WriteTransaction write_;
  importing::Destination destination_;
};

/// What a dry run into a store that does not exist ends with: the store is not to be made.
struct NothingKept {};

}  // namespace

ImportReport importing::run(const std::filesystem::path& store,
                            const std::vector<std::string>& names, const ImportOptions& options,
                            const PlanObserver* plan, const staging::ChunkOptions& sharing) {
  catalog::check_name(options.collection);
  (void)importing::rules_of(options);
  const auto sources = sources::open_sources(names, sources::SourceType::of(options));
  const auto users = staging::Users::read(options.users, options.progress);
  const std::filesystem::path place = sqlite::resolve(store);
  ImportReport report;
  if (!sqlite::store_exists(place)) {
    try {
      const bool made = store::build_store(place, [&](const std::shared_ptr<Core>& core) {
        report = Import(*core, sources, users, options, plan, sharing).run();
        if (options.dry_run) throw NothingKept{};
      });
      if (made) return report;
    } catch (const NothingKept&) {
      return report;
    }
  }
  const auto core = Core::open(place, {});
  return Import(*core, sources, users, options, plan, sharing).run();
}

ImportReport import_files(const std::filesystem::path& store,
                          const std::vector<std::string>& sources, const ImportOptions& options) {
  return importing::run(store, sources, options, nullptr);
}

}  // namespace profilestore

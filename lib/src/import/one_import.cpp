#include "import/one_import.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <future>
#include <map>

#include "history/kept.hpp"
#include "history/ledger.hpp"
#include "history/merge_record.hpp"
#include "import/apply.hpp"
#include "import/dumped_indexes.hpp"
#include "import/import_rules.hpp"
#include "import/plan_options.hpp"
#include "import/rules_met.hpp"
#include "import/store_state.hpp"
#include "planning/plan_groups.hpp"
#include "planning/reason_counts.hpp"
#include "staging/merged_ids.hpp"
#include "store/change_log.hpp"

namespace profilestore::importing {
namespace {

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
             {"rulesSha256", sha256_of(rules)}};
  if (options.missing) json["missing"] = std::string(name_of(*options.missing));
  if (!options.normalise.empty()) json["normalise"] = value_of(options.normalise);
  if (!options.from.empty()) json["from"] = options.from;
  sources::SourceType::of(options).add_to(json);
  if (!options.type.empty()) json["arrayColumns"] = true;
  for (const SourceReport& users : report.users)
    json["users"].push_back(
        {{"name", users.name}, {"sha256", users.sha256}, {"key", options.users.key}});
  return json;
}

}  // namespace

Import::Import(store::WriteTransaction& write, std::string database,
               const std::vector<sources::Source>& sources,
               std::shared_ptr<const staging::Users> users, const ImportOptions& options,
               const PlanObserver* plan, const staging::ChunkOptions& sharing)
    : write_(write),
      sources_(sources),
      users_(std::move(users)),
      options_(options),
      plan_(plan),
      sharing_(sharing),
      rules_(rules_of(options)),
      destination_(write, std::move(database), options) {}

ImportReport Import::run() {
  auto digests = std::async(std::launch::async, [this] { return report_of(sources_); }).share();
  const planning::CountedReferences references = this->references();
  Value bound = plan_ ? bound_to(digests.get(), references) : Value();
  if (plan_) plan_->begin(bound);
  destination_.prepare(sources_);
  staging::ImportSchema schema = this->schema(references);
  staging::Stage stage = planned(schema);
  if (auto chosen = plan_ ? tell_plan(stage, schema, bound) : nullptr) {
    stage = {};
    schema = this->schema(references, std::move(chosen));
    stage = planned(schema);
    tell_plan(stage, schema, std::move(bound));
  }
  Applier applier(write_, destination_.collection(), schema, sources_);
  applier.apply(stage, options_.progress);
  destination_.create_indexes();
  ImportReport report{options_.dry_run ? "" : std::to_string(applier.id()),
                      digests.get(),
                      applier.ledger(),
                      rules_.json(),
                      rules_ == merge::RuleSet{},
                      sha256_of(rules_)};
  complete(report, stage, schema);
  Value rules = json_of(options_, rules_, report);
  if (const auto made = destination_.made_indexes(); !made.empty()) rules["madeIndexes"] = made;
  applier.record(rules, report.sources);
  if (!options_.dry_run) note(stage, schema, report.ledger);
  if (const Ledger& done = report.ledger; !options_.dry_run && done.inserted + done.updated > 0)
    store::note_many(write_, destination_.collection(), "import",
                     {{"inserted", done.inserted}, {"updated", done.updated}});
  write_.catalog_may_have_changed();
  return report;
}

staging::ImportSchema Import::schema(const planning::CountedReferences& references,
                                     std::shared_ptr<const merge::Chosen> chosen) {
  const catalog::CollectionEntry& collection = destination_.collection();
  const Paths* grouping = options_.unique.empty() ? nullptr : &options_.unique.front();
  auto schema = schema_of(collection, grouping, rules_, names());
  references.give_to(schema.rules);
  const auto merged = history::merged_by_hand(write_.connection(), collection);
  schema.rules.keep_first(history::kept_ids(write_.connection(), collection.id, merged),
                          std::move(chosen));
  schema.merged_ids = staging::MergedIds::of(merged, schema);
  schema.users = users_;
  schema.questions = questions_of(options_, rules_, schema);
  return schema;
}

staging::Stage Import::planned(const staging::ImportSchema& schema) {
  staging::Stage stage = staging::stage(sources_, schema, options_.progress, sharing_);
  if (!options_.allow_absent) check_rules_met(stage, schema, sources_);
  planning::StoreView view(write_.connection(), destination_.collection(), schema);
  planning::plan(stage, sources_, schema, view);
  return stage;
}

void Import::complete(ImportReport& report, const staging::Stage& stage,
                      const staging::ImportSchema& schema) {
  report.collection = options_.collection;
  report.indexes = options_.indexes;
  for (std::size_t i = 0; i < report.sources.size(); ++i)
    report.sources[i].indexes = destination_.dumped()[i];
  for (const sources::Source& source : sources_)
    for (const DumpedOption& option : options_left_out(source.metadata()))
      report.left_out.push_back(
          {fmt::format("the option {} of {}", option.name, source.name()), option.why});
  report.rule_uses = rule_uses(stage, schema);
  report.ties = stage.ties;
  report.keyless = keyless_documents(stage);
  report.reasons = planning::reason_counts(stage, schema, sources_);
  if (users_) {
    report.users = report_of(users_->sources());
    report.useless_users = users_->useless_documents();
    report.adoptions = stage.adoptions;
  }
}

std::vector<std::string> Import::names() const {
  if (plan_ && !plan_->names.empty()) return plan_->names;
  std::vector<std::string> names;
  for (const sources::Source& source : sources_) names.push_back(source.name());
  return names;
}

planning::CountedReferences Import::references() {
  return planning::count_references(write_.connection(), write_.catalog(),
                                    merge::Rules::parse(rules_.keep),
                                    {options_.collection, false, options_.allow_absent});
}

Value Import::bound_to(const std::vector<SourceReport>& sources,
                       const planning::CountedReferences& references) {
  Value bound{{"sources", json_of(sources)}};
  if (options_.indexes)
    for (std::size_t i = 0; i < sources_.size(); ++i)
      if (const std::string& text = sources_[i].metadata(); !text.empty())
        bound["sources"][i]["metadata"] = sha256_of(text);
  if (users_) bound["users"] = json_of(report_of(users_->sources()));
  bound["store"] = state_of(write_.connection(), write_.catalog().find(options_.collection));
  if (references.any()) bound["store"]["references"] = references.sha256();
  return bound;
}

std::shared_ptr<const merge::Chosen> Import::tell_plan(const staging::Stage& stage,
                                                       const staging::ImportSchema& schema,
                                                       Value bound) {
  planning::PlanLines lines(stage, sources_, schema, names(), write_.connection(),
                            destination_.collection());
  Value header{
      {"plan", 1}, {"collection", options_.collection}, {"options", json_of(options_, rules_)}};
  if (!plan_->users_file.empty()) header["options"]["users"]["file"] = plan_->users_file;
  take_names(plan_->names, bound["sources"]);
  if (users_) take_names(plan_->users, bound["users"]);
  header.update(bound);
  header["ledger"] = history::json_of(planning::ledger_of(stage));
  header["groups"] = lines.groups();
  header["sha256"] = sha256_of_header(header);
  plan_->line(header.dump());
  lines.write(plan_->line);
  return plan_->end();
}

// A conflict is a key that another document has: one event an index, since there may be many.
void Import::note(const staging::Stage& stage, const staging::ImportSchema& schema,
                  const Ledger& ledger) {
  if (ledger.merged > 0)
    write_.note(
        {.kind = EventKind::merge, .collection = options_.collection, .documents = ledger.merged});
  std::map<std::string, std::int64_t> conflicts;
  for (const Candidate& candidate : stage.candidates)
    if (candidate.outcome == merge::Outcome::conflict && !stage.conflicts.contains(candidate.rank))
      ++conflicts[schema.indexes[candidate.decided_by].name()];
  for (const auto& [index, documents] : conflicts)
    write_.note({.kind = EventKind::duplicate_key,
                 .collection = options_.collection,
                 .index = index,
                 .documents = documents,
                 .times = documents});
}

}  // namespace profilestore::importing

#include <profilestore/import.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <future>
#include <map>

#include "import/applying.hpp"
#include "import/metadata.hpp"
#include "import/opening.hpp"
#include "import/planning.hpp"
#include "import/policy.hpp"
#include "import/stage.hpp"
#include "sqlite/query.hpp"
#include "sqlite/store_file.hpp"
#include "store/build.hpp"
#include "store/create_index.hpp"
#include "store/turn.hpp"

namespace profilestore {
namespace {

using store::CollectionEntry;
using store::Core;
using store::IndexEntry;
using store::Turn;

SourceReport report_of(const importing::Source& source) {
  document::Sha256 digest;
  digest.add(source.bytes());
  return {source.name(),  source.format_name(), source.bytes().size(), digest.hex(), {},
          source.header()};
}

std::vector<SourceReport> report_of(const std::vector<importing::Source>& sources) {
  std::vector<SourceReport> reports;
  for (const importing::Source& source : sources) reports.push_back(report_of(source));
  return reports;
}

Value json_of(const ImportOptions& options, const merge::RuleSet& rules) {
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
  return json;
}

const IndexEntry* over(const CollectionEntry& collection, const Paths& paths) {
  const auto found = std::find_if(
      collection.indexes.begin(), collection.indexes.end(), [&](const IndexEntry& entry) {
        return entry.unique() && entry.index.rule().paths.same_as(paths);
      });
  return found == collection.indexes.end() ? nullptr : &*found;
}

/// One import into an open store, inside one turn of its writer.
class Import {
 public:
  Import(Core& core, const std::vector<importing::Source>& sources, const ImportOptions& options)
      : sources_(sources),
        options_(options),
        rules_(importing::rules_of(options)),
        turn_(core, nullptr, "import"),
        database_(core.database()) {}

  ImportReport run() {
    auto digests = std::async(std::launch::async, [this] { return report_of(sources_); });
    prepare_collection();
    const Paths* grouping = options_.unique.empty() ? nullptr : &options_.unique.front();
    std::vector<std::string> names;
    for (const importing::Source& source : sources_) names.push_back(source.name());
    const auto scheme = importing::scheme_of(collection_, grouping, rules_, names);
    importing::Stage stage = importing::stage(sources_, scheme, options_.progress);
    importing::StoreView view(turn_.connection(), collection_, scheme);
    importing::plan(stage, sources_, scheme, view);
    importing::Applier applier(turn_, collection_, scheme, sources_);
    applier.apply(stage, options_.progress);
    create_indexes();
    ImportReport report{options_.dry_run ? "" : std::to_string(applier.id()),
                        digests.get(),
                        applier.ledger(),
                        rules_.json(),
                        rules_ == merge::RuleSet{},
                        importing::sha256_of(rules_)};
    for (std::size_t i = 0; i < report.sources.size(); ++i)
      report.sources[i].indexes = std::move(dumped_[i]);
    applier.record(json_of(options_, rules_), report.sources);
    if (!options_.dry_run) note(stage, scheme, report.ledger);
    turn_.catalog_may_have_changed();
    if (!options_.dry_run) turn_.commit();
    return report;
  }

 private:
  // A new collection is filled before its SQLite indexes are made, which is far quicker.
  void prepare_collection() {
    if (const CollectionEntry* found = turn_.catalog().find(options_.collection)) {
      collection_ = *found;
    } else {
      collection_ = store::create_collection(turn_.connection(), options_.collection, false);
      not_yet_indexed_.push_back(collection_.indexes.front());
    }
    for (const Paths& paths : options_.unique) prepare_unique(paths);
    for (const importing::Source& source : sources_) prepare_dumped(source);
  }

  // Those of several sources may be the same.
  void prepare_dumped(const importing::Source& source) {
    std::vector<SourceIndex>& told = dumped_.emplace_back();
    for (const importing::DumpedIndex& dumped : importing::indexes_of_metadata(source.metadata())) {
      const IndexEntry* there = collection_.index_named(dumped.name);
      if (there == nullptr && dumped.unique && dumped.index)
        there = over(collection_, dumped.index->paths);
      if (there == nullptr && dumped.index && options_.indexes) add_index(*dumped.index);
      const bool made = there == nullptr && dumped.index && options_.indexes;
      told.push_back({dumped.name, dumped.unique, there != nullptr || made, dumped.why_not});
    }
  }

  void prepare_unique(const Paths& paths) {
    if (const IndexEntry* found = over(collection_, paths)) {
      const bool id = found->index.name() == store::id_index().name;
      if (!id && options_.missing && *options_.missing != found->index.rule().missing)
        throw InvalidInput(
            85, fmt::format("collection {}: its unique index {} has the rule '{}' "
                            "for missing values, not '{}'",
                            collection_.name, found->index.name(),
                            name_of(found->index.rule().missing), name_of(*options_.missing)));
      return;
    }
    add_index(UniqueIndex{paths, options_.missing.value_or(Missing::reject)});
  }

  void add_index(const Index& rule) {
    if (not_yet_indexed_.empty()) {  // the collection has been there, and may have documents
      store::create_index(turn_, database_, collection_.name, rule);
      collection_ = *turn_.catalog().find(collection_.name);
      return;
    }
    store::check_rule(rule);
    const IndexEntry entry = store::add_index_columns(turn_.connection(), collection_, rule);
    collection_.indexes.push_back(entry);
    not_yet_indexed_.push_back(entry);
  }

  // A conflict is a key that another document has: one event an index, since there may be many.
  void note(const importing::Stage& stage, const importing::Scheme& scheme, const Ledger& ledger) {
    if (ledger.merged > 0)
      turn_.note(
          {.kind = EventKind::merge, .collection = collection_.name, .documents = ledger.merged});
    std::map<std::string, std::int64_t> conflicts;
    for (const importing::Candidate& candidate : stage.candidates)
      if (candidate.outcome == merge::Outcome::conflict &&
          !stage.conflicts.contains(candidate.rank))
        ++conflicts[scheme.indexes[candidate.decided_by].name()];
    for (const auto& [index, documents] : conflicts)
      turn_.note({.kind = EventKind::duplicate_key,
                  .collection = collection_.name,
                  .index = index,
                  .documents = documents,
                  .times = documents});
  }

  void create_indexes() {
    for (const IndexEntry& entry : not_yet_indexed_)
      if (!store::create_sqlite_index(turn_.connection(), collection_, entry))
        throw StorageFailure(fmt::format("import: the plan left two documents with one key under "
                                         "the unique index {}; nothing was imported",
                                         entry.index.name()),
                             0);
  }

  const std::vector<importing::Source>& sources_;
  const ImportOptions& options_;
  const merge::RuleSet rules_;
  Turn turn_;
  std::string database_;
  CollectionEntry collection_;
  std::vector<IndexEntry> not_yet_indexed_;
  std::vector<std::vector<SourceIndex>> dumped_;  ///< of each source
};

/// What a dry run into a store that does not exist ends with: the store is not to be made.
struct NothingKept {};

}  // namespace

ImportReport import(const std::filesystem::path& store, const std::vector<std::string>& names,
                    const ImportOptions& options) {
  store::check_name(options.collection);
  (void)importing::rules_of(options);
  const auto sources = importing::open_sources(names, importing::SourceType::of(options));
  const std::filesystem::path place = sqlite::resolve(store);
  ImportReport report;
  if (!sqlite::store_exists(place)) {
    try {
      const bool made = store::build_store(place, [&](const std::shared_ptr<Core>& core) {
        report = Import(*core, sources, options).run();
        if (options.dry_run) throw NothingKept{};
      });
      if (made) return report;
    } catch (const NothingKept&) {
      return report;
    }
  }
  const auto core = Core::open(place, {});
  return Import(*core, sources, options).run();
}

std::string to_text(const Ledger& ledger) {
  const auto grouped = [](std::int64_t number) {
    const std::string digits = std::to_string(number);
    std::string text;
    for (std::size_t at = 0; at < digits.size(); ++at) {
      if (at > 0 && (digits.size() - at) % 3 == 0) text += ',';
      text += digits[at];
    }
    return text;
  };
  return fmt::format(
      "read {} = inserted {} + updated {} + unchanged {} + merged {} + conflicted {} + "
      "quarantined {}",
      grouped(ledger.read), grouped(ledger.inserted), grouped(ledger.updated),
      grouped(ledger.unchanged), grouped(ledger.merged), grouped(ledger.conflicted),
      grouped(ledger.quarantined));
}

}  // namespace profilestore

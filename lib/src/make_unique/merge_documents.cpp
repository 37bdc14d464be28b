#include <profilestore/merge_documents.hpp>

#include <fmt/format.h>

#include <profilestore/error.hpp>

#include "catalog/rows.hpp"
#include "extjson/reader.hpp"
#include "history/archive.hpp"
#include "history/decided_id.hpp"
#include "history/merge_record.hpp"
#include "history/not_duplicates.hpp"
#include "history/redirects.hpp"
#include "make_unique/group_plan.hpp"
#include "make_unique/group_writer.hpp"
#include "make_unique/rules.hpp"
#include "make_unique/rules_met.hpp"
#include "query/reading.hpp"
#include "query/redirects.hpp"
#include "store/change_log.hpp"
#include "store/write_transaction.hpp"

namespace profilestore {
namespace {

using catalog::CollectionEntry;
using making_unique::GroupPlan;

/// One merge, inside one write transaction.
class DocumentsMerge {
 public:
  DocumentsMerge(store::Core& core, std::string_view collection,
                 const MergeDocumentsOptions& options)
      : options_(options),
        rules_(making_unique::rules_of({.merge = options.merge})),
        write_(core, nullptr, "mergeDocuments"),
        scope_(core),
        collection_(write_.catalog().existing(collection)),
        import_(history::next_id(write_.connection())) {}

  MergeDocumentsReport run(const Value& loser, const Value& survivor) {
    refuse_two_people(loser, survivor);
    GroupPlan plan;
    plan.group.survivor = survivor;
    plan.survivor = row_of(survivor);
    plan.losers.push_back(row_of(loser));
    plan.group.losers.push_back({loser, std::string(merge::Rules::by_hand)});
    const staging::ImportSchema schema =
        making_unique::schema_of(collection_, collection_.indexes.front(), rules_);
    if (!options_.allow_absent) check_rules_met(plan, schema);
    merge(plan, schema);
    const std::string kept = text_of(plan.survivor), gone = text_of(plan.losers.front());
    making_unique::GroupWriter(write_, collection_, import_).write(plan, schema, report_.ledger);
    if (plan.merged)
      store::note_change(write_, collection_, changes::replaced, kept, text_of(plan.survivor));
    store::note_change(write_, collection_, changes::removed, gone, "");
    history::Redirects redirects(write_.connection(), collection_, import_);
    redirects.add(loser, plan.survivor);
    redirects.finish();
    record(loser, survivor);
    if (options_.dry_run) return std::move(report_);
    report_.id = std::to_string(import_);
    write_.note({.kind = EventKind::merge, .collection = collection_.name, .documents = 1});
    write_.commit();
    return std::move(report_);
  }

 private:
  void refuse_two_people(const Value& loser, const Value& survivor) {
    const history::NotDuplicates decided(write_.connection(), collection_.id);
    if (decided.has(history::id_key_of(loser), history::id_key_of(survivor)))
      throw InvalidInput(2, fmt::format("it was decided that {} and {} of collection {} are no "
                                        "duplicates; nothing was done. Remove that decision first, "
                                        "if it was wrong",
                                        loser.dump(), survivor.dump(), collection_.name));
  }

  std::int64_t row_of(const Value& id) {
    const catalog::IndexEntry& index = collection_.indexes.front();
    if (const auto row = catalog::row_of_key(write_.connection(), collection_, index,
                                             {index.index.part_of(0, id)}, 0))
      return *row;
    const auto kept = query::survivor_of(write_.connection(), collection_, id);
    throw InvalidInput(
        2, fmt::format("collection {} has no document with the _id {}{}; nothing was done",
                       collection_.name, id.dump(),
                       kept ? fmt::format(": it was merged into {}", kept->dump()) : ""));
  }

  std::string text_of(std::int64_t row) {
    return history::stored_document(write_.connection(), collection_, row).text;
  }

  void check_rules_met(const GroupPlan& plan, const staging::ImportSchema& schema) {
    const std::vector<merge::RuleQuestion> questions = schema.merging.questions();
    std::vector<merge::RuleCount> counted(questions.size());
    for (const std::int64_t row : {plan.survivor, plan.losers.front()}) {
      const auto document = query::document_at(write_.connection(), collection_, row);
      for (std::size_t i = 0; i < questions.size(); ++i)
        merge::count(questions[i], *document, counted[i]);
    }
    making_unique::check_rules_met(write_.connection(), collection_, questions, counted,
                                   "neither of the two documents");
  }

  void merge(GroupPlan& plan, const staging::ImportSchema& schema) {
    making_unique::SurvivorMerger merger(write_.connection(), collection_,
                                         collection_.indexes.front(), schema);
    plan.merged = merger.merge({plan.survivor, plan.losers.front()});
    if (!plan.merged) return;
    if (!plan.merged->fault.empty())
      throw InvalidInput(2, fmt::format("collection {}: the merged document would be invalid: {}; "
                                        "nothing was done",
                                        collection_.name, plan.merged->fault));
    for (const merge::Taken& taken : plan.merged->merged.taken) {
      UniqueGroup::Taken& told = report_.taken.emplace_back();
      told = {taken.field, taken.rule, {}};
      for (const std::size_t rank : taken.from)
        told.from.push_back(rank == 0 ? plan.group.survivor : plan.group.losers.front().id);
    }
  }

  void record(const Value& loser, const Value& survivor) {
    report_.ledger.read = 2;
    report_.ledger.unchanged = 1 - report_.ledger.updated;
    history::write_record(write_.connection(), history::Record{.id = import_,
                                                               .collection = collection_.id,
                                                               .rules = history::rules_of_merge(
                                                                   loser, survivor, rules_.json()),
                                                               .ledger = report_.ledger});
  }

  const MergeDocumentsOptions& options_;
  const merge::RuleSet rules_;
  store::WriteTransaction write_;
  store::TransactionScope scope_;
  const CollectionEntry collection_;
  const std::int64_t import_;
  MergeDocumentsReport report_;
};

}  // namespace

MergeDocumentsReport merge_documents(const Store& store, std::string_view collection,
                                     const Value& loser, const Value& survivor,
                                     const MergeDocumentsOptions& options) {
  const Value from = extjson::normalise_value(loser), to = extjson::normalise_value(survivor);
  if (keys::encode(from) == keys::encode(to))
    throw InvalidInput(2, "the two _ids are equal: there is nothing to merge");
  const auto core = store.core();
  return DocumentsMerge(*core, collection, options).run(from, to);
}

}  // namespace profilestore

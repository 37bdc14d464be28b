#include <profilestore/make_unique.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "catalog/index_names.hpp"
#include "catalog/rows.hpp"
#include "history/archive.hpp"
#include "history/created_index.hpp"
#include "history/kept.hpp"
#include "history/ledger.hpp"
#include "history/record.hpp"
#include "history/redirects.hpp"
#include "import/store_state.hpp"
#include "make_unique/group_plan.hpp"
#include "make_unique/group_writer.hpp"
#include "make_unique/plan_line.hpp"
#include "make_unique/rules.hpp"
#include "make_unique/rules_met.hpp"
#include "make_unique/run.hpp"
#include "merge/nobody.hpp"
#include "planning/count_references.hpp"
#include "query/reading.hpp"
#include "sqlite/identifier.hpp"
#include "sqlite/query.hpp"
#include "store/create_index.hpp"
#include "store/duplicates.hpp"
#include "store/write_transaction.hpp"

namespace profilestore {
namespace {

using catalog::CollectionEntry;
using catalog::IndexEntry;
using making_unique::GroupPlan;
using making_unique::Groups;
using sqlite::identifier;

/// One run, inside one write transaction.
class MakeUnique {
 public:
  MakeUnique(store::Core& core, std::string_view collection, const Index& index,
             const MakeUniqueOptions& options, const making_unique::PlanObserver* plan,
             std::shared_ptr<const merge::Chosen> chosen)
      : options_(options),
        plan_(plan),
        chosen_(std::move(chosen)),
        write_(core, nullptr, "makeUnique"),
        scope_(core),
        connection_(write_.connection()),
        collection_(write_.catalog().existing(collection)),
        rules_(making_unique::rules_of(options)),
        import_(history::next_id(connection_)),
        references_(planning::count_references(connection_, write_.catalog(),
                                               merge::Rules::parse(rules_.keep),
                                               {collection_.name, true, options_.allow_absent})),
        writer_(write_, collection_, import_) {
    if (plan_ != nullptr) plan_->begin(state());
    const Index named = catalog::with_free_name(collection_, index);
    report_.index = named.name;
    if (!options_.allow_absent && !collection_.index_named(IndexEntry(named).name()))
      making_unique::check_key_met(connection_, collection_, IndexEntry(named));
    added_ = store::add_index(connection_, collection_, named, progress());
    if (added_) collection_.indexes.push_back(added_->entry);
  }

  /// Nothing, and nothing is kept, if the plan is to be made again with what was chosen().
  std::optional<MakeUniqueReport> run() {
    if (!added_) {
      report_.ledger.read = report_.ledger.unchanged = documents();
      end_plan();
      return std::move(report_);
    }
    find_groups();
    resolve();
    quarantine();
    if (!store::hold_keys(connection_, collection_, added_->entry))
      fail("the plan left two documents with the same key");
    write_.catalog_may_have_changed();
    account();
    if (end_plan()) return std::nullopt;
    if (options_.dry_run) return std::move(report_);
    report_.id = std::to_string(import_);
    writer_.note(report_.ledger);
    write_.commit();
    return std::move(report_);
  }

  std::shared_ptr<const merge::Chosen> chosen() const { return chosen_; }

 private:
  // Whether it is to be made again.
  bool end_plan() {
    if (plan_ == nullptr) return false;
    plan_->line(
        Value{{"ledger", history::json_of(report_.ledger)}, {"groups", report_.groups}}.dump());
    chosen_ = plan_->end();
    return chosen_ != nullptr;
  }

  store::FillProgress progress() {
    if (!options_.progress) return {};
    const auto total = static_cast<std::uint64_t>(connection_.number(
        fmt::format("SELECT coalesce(sum(length(CAST(doc AS BLOB))), 0) FROM {}", table())));
    return [this, total](std::int64_t documents, std::uint64_t bytes) {
      options_.progress({"reading", bytes, total, static_cast<std::uint64_t>(documents)});
    };
  }

  void find_groups() {
    Groups groups;
    store::each_shared_key(connection_, collection_, added_->entry,
                           [&](const keys::Key& key, const std::vector<std::int64_t>& rows) {
                             if (names_nobody(key, rows.front()))
                               nobodys_.push_back(rows);
                             else
                               groups.join(rows);
                           });
    members_ = groups.members();
  }

  bool names_nobody(const keys::Key& key, std::int64_t row) {
    const Document values =
        added_->entry.index.key_value(query::existing_document(connection_, collection_, row), key);
    return std::ranges::any_of(
        values, [](const Value& value) { return merge::nobody_of(&value).has_value(); });
  }

  // What decides.
  Value state() {
    Value state = importing::state_of(connection_, &collection_);
    if (references_.any()) state["references"] = references_.sha256();
    return state;
  }

  staging::ImportSchema schema() {
    auto schema = making_unique::schema_of(collection_, added_->entry, rules_);
    references_.give_to(schema.rules);
    schema.rules.keep_first(history::kept_ids(connection_, collection_.id,
                                              history::merged_by_hand(connection_, collection_)),
                            chosen_);
    if (rules_.keep != merge::Rules::usual) schema.questions = schema.rules.questions();
    std::ranges::move(schema.merging.questions(), std::back_inserter(schema.questions));
    std::ranges::move(schema.identity.questions(), std::back_inserter(schema.questions));
    return schema;
  }

  void resolve() {
    const staging::ImportSchema schema = this->schema();
    history::Redirects redirects(connection_, collection_, import_);
    making_unique::GroupPlanner planner(connection_, collection_, added_->entry, schema);
    for (auto first = members_.begin(); first != members_.end();) {
      const auto last = std::find_if(first, members_.end(), [&](const Groups::Member& member) {
        return member.first != first->first;
      });
      const GroupPlan plan = planner.plan({first, last});
      tell(plan);
      writer_.write(plan, schema, report_.ledger);
      for (const UniqueGroup::Loser& loser : plan.group.losers)
        redirects.add(loser.id, plan.survivor);
      first = last;
    }
    redirects.finish();
    for (const std::vector<std::int64_t>& rows : nobodys_) part(planner, rows, schema);
    if (!options_.allow_absent && report_.groups > 0)
      making_unique::check_rules_met(connection_, collection_, schema.questions,
                                     planner.rules_met(), "no document that shares a key");
    report_.rule_uses = making_unique::rule_uses(schema, planner);
    report_.ties = planner.results().ties;
  }

  // The best of those whose key names nobody has it; the others are not its duplicates.
  void part(making_unique::GroupPlanner& planner, const std::vector<std::int64_t>& rows,
            const staging::ImportSchema& schema) {
    std::vector<Groups::Member> members;
    for (const std::int64_t row : rows)
      if (!writer_.removed(row)) members.push_back({rows.front(), row});
    if (members.size() < 2) return;
    const GroupPlan plan = planner.plan(members, true);
    tell(plan);
    writer_.write(plan, schema, report_.ledger);
  }

  void tell(const GroupPlan& plan) {
    if (options_.on_group) options_.on_group(plan.group);
    if (plan_ != nullptr) plan_->line(making_unique::line_of(plan, text_of(plan.survivor)).dump());
    ++report_.groups;
  }

  void quarantine() {
    for (const store::Keyless& keyless : added_->filled.keyless) {
      const std::string reason =
          fmt::format("'{}' is missing or null, and the unique index {} requires it", keyless.path,
                      added_->entry.name());
      if (plan_ != nullptr) {
        const std::string text = text_of(keyless.row);
        plan_->line(
            making_unique::line_of_rejected(catalog::decode(text).at("_id"), reason).dump());
      }
      writer_.quarantine(keyless.row, reason);
    }
    report_.ledger.quarantined = std::ssize(added_->filled.keyless);
  }

  std::string text_of(std::int64_t row) {
    return history::stored_document(connection_, collection_, row).text;
  }

  // Counted again, by SQLite: what is not as the plan says is not kept. That no two documents share
  // a key is what the index itself has just been made of.
  void account() {
    Ledger& ledger = report_.ledger;
    ledger.read = added_->filled.documents;
    ledger.unchanged = documents() - ledger.updated;
    history::write_record(connection_, history::Record{.id = import_,
                                                       .collection = collection_.id,
                                                       .rules = rules(),
                                                       .ledger = ledger,
                                                       .created_index = report_.index});
    const auto quarantined = ledger.conflicted + ledger.quarantined;
    if (ledger.read != ledger.updated + ledger.unchanged + ledger.merged + quarantined)
      fail("the counts do not add up");
    if (set_aside("ps_archive") != ledger.merged + ledger.updated ||
        set_aside("ps_quarantine") != quarantined)
      fail("not every document is where the plan puts it");
    if (!catalog::sqlite_index_of(connection_, collection_.table, added_->entry))
      fail("SQLite does not have the index");
  }

  Value rules() const {
    const Index& rule = added_->entry.index.rule();
    return {
        {"unique", Value::array({std::vector<std::string>(rule.paths.begin(), rule.paths.end())})},
        {"keep", rules_.keep},
        {"rules", rules_.json()},
        {"missing", std::string(name_of(rule.missing))},
        {"index", history::description_of(rule)}};
  }

  std::int64_t documents() {
    return connection_.number(fmt::format("SELECT count(*) FROM {}", table()));
  }

  std::int64_t set_aside(const char* where) {
    return connection_.number(
        fmt::format("SELECT count(*) FROM {} WHERE import = {}", where, import_));
  }

  std::string table() const { return identifier(collection_.table); }

  [[noreturn]] void fail(const char* what) const {
    throw StorageFailure(fmt::format("collection {}: creating the index {}: {}; nothing was done",
                                     collection_.name, report_.index, what),
                         0);
  }

  const MakeUniqueOptions& options_;
  const making_unique::PlanObserver* const plan_;
  std::shared_ptr<const merge::Chosen> chosen_;  ///< null: nothing
  store::WriteTransaction write_;
  store::TransactionScope scope_;
  sqlite::Connection& connection_;
  CollectionEntry collection_;
  const merge::RuleSet rules_;
  std::int64_t import_;
  const planning::CountedReferences references_;
  making_unique::GroupWriter writer_;
  std::optional<store::NewIndex> added_;
  std::vector<Groups::Member> members_;
  std::vector<std::vector<std::int64_t>> nobodys_;  ///< rows that share a key which names nobody
  MakeUniqueReport report_;
};

}  // namespace

MakeUniqueReport making_unique::run(const Store& store, std::string_view collection,
                                    const UniqueIndex& index, const MakeUniqueOptions& options,
                                    const PlanObserver* plan) {
  catalog::check_rule(index);
  (void)making_unique::rules_of(options);
  const auto core = store.core();  // the plan's caller may drop the last handle
  std::shared_ptr<const merge::Chosen> chosen;
  for (;;) {
    MakeUnique one(*core, collection, index, options, plan, chosen);
    if (auto report = one.run()) return *std::move(report);
    chosen = one.chosen();
  }
}

MakeUniqueReport make_unique(const Store& store, std::string_view collection,
                             const UniqueIndex& index, const MakeUniqueOptions& options) {
  return making_unique::run(store, collection, index, options, nullptr);
}

}  // namespace profilestore

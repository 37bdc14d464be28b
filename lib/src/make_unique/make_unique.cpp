#include <profilestore/make_unique.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "catalog/elements.hpp"
#include "catalog/index_names.hpp"
#include "history/created_index.hpp"
#include "history/quarantine.hpp"
#include "history/record.hpp"
#include "history/redirects.hpp"
#include "make_unique/group_plan.hpp"
#include "make_unique/rules_met.hpp"
#include "merge/nobody.hpp"
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
             const MakeUniqueOptions& options)
      : options_(options),
        write_(core, nullptr, "makeUnique"),
        scope_(core),
        connection_(write_.connection()),
        collection_(write_.catalog().existing(collection)),
        import_(history::next_id(connection_)) {
    const Index named = catalog::with_free_name(collection_, index);
    report_.index = named.name;
    if (!options_.allow_absent && !has(named))
      making_unique::check_key_met(connection_, collection_, IndexEntry(named));
    added_ = store::add_index(connection_, collection_, named, progress());
    if (added_) collection_.indexes.push_back(added_->entry);
  }

  MakeUniqueReport run() {
    if (!added_) {
      report_.ledger.read = report_.ledger.unchanged = documents();
      return std::move(report_);
    }
    find_groups();
    resolve();
    quarantine();
    if (!store::hold_keys(connection_, collection_, added_->entry))
      fail("the plan left two documents with the same key");
    write_.catalog_may_have_changed();
    account();
    if (options_.dry_run) return std::move(report_);
    report_.id = std::to_string(import_);
    if (report_.ledger.merged > 0)
      write_.note({.kind = EventKind::merge,
                   .collection = collection_.name,
                   .documents = report_.ledger.merged});
    write_.commit();
    return std::move(report_);
  }

 private:
  store::FillProgress progress() {
    if (!options_.progress) return {};
    const auto total = static_cast<std::uint64_t>(connection_.number(
        fmt::format("SELECT coalesce(sum(length(CAST(doc AS BLOB))), 0) FROM {}", table())));
    return [this, total](std::int64_t documents, std::uint64_t bytes) {
      options_.progress({"reading", bytes, total, static_cast<std::uint64_t>(documents)});
    };
  }

  bool has(const Index& index) const {
    return collection_.index_named(IndexEntry(index).name()) != nullptr;
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
        added_->entry.index.key_value(*query::document_at(connection_, collection_, row), key);
    return std::ranges::any_of(
        values, [](const Value& value) { return merge::nobody_of(&value).has_value(); });
  }

  staging::ImportSchema schema() const {
    auto schema = staging::ImportSchema::of(collection_, options_.keep, nullptr);
    if (options_.keep != merge::Rules::usual) schema.questions = schema.rules.questions();
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
      set_aside(plan, history::parted);
      for (const UniqueGroup::Loser& loser : plan.group.losers)
        redirects.add(loser.id, plan.survivor);
      first = last;
    }
    redirects.finish();
    for (const std::vector<std::int64_t>& rows : nobodys_) part(planner, rows);
    if (!options_.allow_absent && report_.groups > 0)
      making_unique::check_rules_met(connection_, collection_, schema, planner);
  }

  // The best of those whose key names nobody has it; the others are not its duplicates.
  void part(making_unique::GroupPlanner& planner, const std::vector<std::int64_t>& rows) {
    std::vector<Groups::Member> members;
    for (const std::int64_t row : rows)
      if (!removed_.contains(row)) members.push_back({rows.front(), row});
    if (members.size() < 2) return;
    const GroupPlan plan = planner.plan(members, true);
    tell(plan);
    set_aside(plan, fmt::format("conflict: its key names nobody, and another document has it under "
                                "the unique index {}",
                                added_->entry.name()));
  }

  void tell(const GroupPlan& plan) {
    if (options_.on_group) options_.on_group(plan.group);
    ++report_.groups;
  }

  void set_aside(const GroupPlan& plan, std::string_view why_parted) {
    history::Archive archive(connection_, import_, collection_.id);
    for (std::size_t i = 0; i < plan.losers.size(); ++i) {
      archive.keep(history::stored_document(connection_, collection_, plan.losers[i]),
                   plan.survivor, plan.group.losers[i].rule);
      remove(plan.losers[i]);
    }
    report_.ledger.merged += std::ssize(plan.losers);
    history::Quarantine quarantine(connection_, collection_.id);
    for (const std::int64_t row : plan.parted) {
      quarantine.keep(import_, history::stored_document(connection_, collection_, row), why_parted);
      remove(row);
    }
    report_.ledger.conflicted += std::ssize(plan.parted);
  }

  void quarantine() {
    history::Quarantine quarantine(connection_, collection_.id);
    for (const store::Keyless& keyless : added_->filled.keyless) {
      quarantine.keep(import_, history::stored_document(connection_, collection_, keyless.row),
                      fmt::format("'{}' is missing or null, and the unique index {} requires it",
                                  keyless.path, added_->entry.name()));
      remove(keyless.row);
    }
    report_.ledger.quarantined = std::ssize(added_->filled.keyless);
  }

  void remove(std::int64_t row) {
    sqlite::Query query(connection_, fmt::format("DELETE FROM {} WHERE row = ?1", table()));
    query.bind(1, row).run();
    catalog::ElementsWriter(connection_, collection_).remove(row);
    removed_.insert(row);
  }

  // Counted again, by SQLite: what is not as the plan says is not kept. That no two documents share
  // a key is what the index itself has just been made of.
  void account() {
    Ledger& ledger = report_.ledger;
    ledger.read = added_->filled.documents;
    ledger.unchanged = documents();
    history::write_record(connection_, history::Record{.id = import_,
                                                       .collection = collection_.id,
                                                       .rules = rules(),
                                                       .ledger = ledger,
                                                       .created_index = report_.index});
    const auto quarantined = ledger.conflicted + ledger.quarantined;
    if (ledger.read != ledger.unchanged + ledger.merged + quarantined)
      fail("the counts do not add up");
    if (set_aside("ps_archive") != ledger.merged || set_aside("ps_quarantine") != quarantined)
      fail("not every document is where the plan puts it");
    if (!catalog::sqlite_index_of(connection_, collection_.table, added_->entry))
      fail("SQLite does not have the index");
  }

  Value rules() const {
    const Index& rule = added_->entry.index.rule();
    return {
        {"unique", Value::array({std::vector<std::string>(rule.paths.begin(), rule.paths.end())})},
        {"keep", options_.keep},
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
  store::WriteTransaction write_;
  store::TransactionScope scope_;
  sqlite::Connection& connection_;
  CollectionEntry collection_;
  std::int64_t import_;
  std::optional<store::NewIndex> added_;
  std::vector<Groups::Member> members_;
  std::vector<std::vector<std::int64_t>> nobodys_;  ///< rows that share a key which names nobody
  std::set<std::int64_t> removed_;
  MakeUniqueReport report_;
};

}  // namespace

MakeUniqueReport make_unique(const Store& store, std::string_view collection,
                             const UniqueIndex& index, const MakeUniqueOptions& options) {
  catalog::check_rule(index);
  merge::Rules::parse(options.keep).resolve_sources({});  // documents of a store have none
  const auto core = store.core();  // the plan's caller may drop the last handle
  return MakeUnique(*core, collection, index, options).run();
}

}  // namespace profilestore

#include "following/collection_run.hpp"

#include <fmt/format.h>

#include <limits>

#include "catalog/rows.hpp"
#include "catalog/stored_rows.hpp"
#include "following/named_paths.hpp"
#include "history/record.hpp"
#include "history/references_record.hpp"
#include "sqlite/digest_blob.hpp"
#include "sqlite/identifier.hpp"
#include "sqlite/query.hpp"
#include "store/validator.hpp"

namespace profilestore::following {
namespace {

using sqlite::Query;

constexpr std::size_t most_waiting = 1 << 20;  // bytes of documents that are to be written
constexpr std::size_t most_conflicts = 100;

}  // namespace

CollectionRun::CollectionRun(store::WriteTransaction& write, const std::string& collection,
                             const references::Rewriting& rewriting,
                             const std::vector<document::Path>* paths, Count count)
    : write_(write),
      documents_(write, collection, [](std::int64_t) { return false; }),
      rewriting_(rewriting),
      paths_(paths),
      count_(std::move(count)),
      import_(history::next_id(write.connection())),
      met_(paths == nullptr ? 0 : paths->size()) {
  report_.collection = collection;
}

CollectionReferences CollectionRun::run() {
  std::int64_t last_row = std::numeric_limits<std::int64_t>::min();
  for (bool more = true; more;) {
    std::vector<Change> changes;
    more = read(last_row, changes);
    for (const Change& change : changes) apply(change);
  }
  if (paths_ != nullptr && report_.ledger.read > 0)
    check_met(write_.connection(), collection(), *paths_, met_);
  account();
  report_.paths = tally_.paths(paths_ != nullptr);
  return std::move(report_);
}

// Documents behind `last_row`, until there are many to write. False if there are no more.
bool CollectionRun::read(std::int64_t& last_row, std::vector<Change>& changes) {
  catalog::StoredRows rows(write_.connection(), collection(), "WHERE row > ?1 ORDER BY row");
  rows.query().bind(1, last_row);
  for (std::size_t waiting = 0; waiting < most_waiting;) {
    if (!rows.next()) return false;
    last_row = rows.row();
    ++report_.ledger.read;
    const std::string_view text = rows.text();
    Document after = catalog::decode(text);
    references::Findings findings =
        paths_ == nullptr ? rewriting_.everywhere(after, collection().name == rewriting_.to())
                          : rewriting_.at(*paths_, after, met_);
    if (findings.changed) {
      history::StoredDocument old{last_row, std::string(text), rows.origin()};
      waiting += text.size();
      changes.push_back(
          {std::move(old), catalog::decode(text), std::move(after), std::move(findings)});
    } else {
      ++report_.ledger.unchanged;
      tally_.add(findings, after.at("_id"));
    }
    count_(text.size());
  }
  return true;
}

void CollectionRun::apply(const Change& change) {
  const Value& id = change.before.at("_id");
  const auto why_not = write(change);
  if (!why_not) {
    ++report_.ledger.updated;
    tally_.add(change.findings, id);
    return;
  }
  ++report_.ledger.conflicted;
  tally_.add_conflict(change.findings, id);
  if (report_.conflicts.size() < most_conflicts) report_.conflicts.push_back({id, *why_not});
}

// Why it was left; nothing if it was written.
std::optional<std::string> CollectionRun::write(const Change& change) {
  std::vector<RuleFailure> failures;
  std::string text;
  try {
    failures = catalog::check_write(collection(), &change.before, change.after);
    text = catalog::encode(change.after);
    const catalog::DocumentKeys keys = catalog::keys_of(collection(), change.after);
    const auto clash = catalog::find_clash(write_.connection(), collection(), keys, change.old.row);
    if (clash)
      return fmt::format("another document has its key under the unique index {}",
                         clash->index->name());
  } catch (const ValidationFailed& failed) {
    return failed.failures().empty() ? failed.what() : catalog::text_of(failed.failures());
  } catch (const InvalidInput& error) {
    return error.what();
  }
  replace(change, std::move(text));
  store::warn(write_, collection(), std::move(failures));
  return std::nullopt;
}

// It still is what it was imported as, so its origin stays.
void CollectionRun::replace(const Change& change, std::string text) {
  history::Archive(write_.connection(), import_, collection().id)
      .keep(change.old, change.old.row, history::references_rewritten);
  if (!provenance_) provenance_.emplace(write_.connection(), import_, collection().id);
  provenance_->add(change.old.row, {}, origins_of(change), text);
  if (!documents_.replace({change.old.row, std::move(text), change.old.origin}))
    fail("a document that the indexes admit could not be written");
}

// Each path that was rewritten: from the document itself, by this rule.
Value CollectionRun::origins_of(const Change& change) const {
  Value origins = Value::object();
  for (const references::Found& found : change.findings.found)
    if (found.rewritten)
      origins[found.path] = {{"rule", "references"},
                             {"source", 0},
                             {"line", 0},
                             {"offset", 0},
                             {"_id", change.before.at("_id")}};
  return origins;
}

// Counted again, by SQLite.
void CollectionRun::account() {
  const Ledger& ledger = report_.ledger;
  if (ledger.read != ledger.updated + ledger.unchanged + ledger.conflicted ||
      ledger.read != write_.connection().number(fmt::format(
                         "SELECT count(*) FROM {}", sqlite::identifier(collection().table))))
    fail("the counts do not add up");
  if (ledger.updated != write_.connection().number(fmt::format(
                            "SELECT count(*) FROM ps_archive WHERE import = {}", import_)))
    fail("not every document that was changed is in the archive as it was");
  if (ledger.updated > 0) report_.id = std::to_string(import_);
}

void CollectionRun::fail(const char* what) const {
  throw StorageFailure(fmt::format("collection {}: rewriting references: {}; nothing was done",
                                   collection().name, what),
                       0);
}

}  // namespace profilestore::following

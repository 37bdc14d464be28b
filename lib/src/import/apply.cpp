#include "import/apply.hpp"

#include <fmt/format.h>

#include <profilestore/object_id.hpp>
#include <unordered_set>

#include "catalog/replace_row.hpp"
#include "catalog/rows.hpp"
#include "history/origin.hpp"
#include "history/record.hpp"
#include "planning/field_origins.hpp"
#include "planning/reasons.hpp"
#include "sources/progress_reporter.hpp"
#include "sqlite/digest_blob.hpp"
#include "sqlite/identifier.hpp"
#include "sqlite/query.hpp"
#include "store/validator.hpp"

namespace profilestore::importing {
namespace {

using merge::Outcome;

std::string insert_sql(const catalog::CollectionEntry& collection) {
  const auto columns = collection.columns();
  std::string parameters;
  for (std::size_t i = 0; i < columns.size(); ++i) parameters += fmt::format(", ?{}", i + 5);
  return fmt::format(
      "INSERT INTO {}(row, doc, origin, sum, {}) "
      "VALUES (?1, ?2, ?3, ?4{})",
      sqlite::identifier(collection.table), catalog::list_of(columns), parameters);
}

// The _id of most documents, without a look at the rest of them.
std::optional<Value> leading_object_id(std::string_view json) {
  constexpr std::string_view begin = R"({"_id":{"$oid":")", end = R"("})";
  constexpr std::size_t digits = 24;
  if (!json.starts_with(begin)) return std::nullopt;
  json.remove_prefix(begin.size());
  const auto id = ObjectId::from_hex(json.substr(0, digits));
  if (!id || !json.substr(digits).starts_with(end)) return std::nullopt;
  return Value(*id);
}

}  // namespace

Applier::Applier(store::WriteTransaction& write, const catalog::CollectionEntry& collection,
                 const staging::ImportSchema& schema, const std::vector<sources::Source>& sources)
    : write_(write),
      connection_(write.connection()),
      collection_(collection),
      schema_(schema),
      sources_(sources),
      elements_(connection_, collection),
      reader_(schema),
      merger_(schema, sources),
      id_(history::next_id(connection_)),
      archive_(connection_, id_, collection.id),
      quarantine_(connection_, collection.id),
      provenance_(connection_, id_, collection.id),
      redirects_(connection_, collection, id_),
      insert_(connection_, insert_sql(collection)) {}

void Applier::apply(const staging::Stage& stage, const OnProgress& progress) {
  sources::ProgressReporter reporter("writing", sources_, progress);
  NewRows rows(collection_, schema_, sources_, stage);
  for (const std::size_t number : stage.freeing_keys)
    apply_one(stage, stage.candidates[number], rows);
  const std::unordered_set<std::size_t> done(stage.freeing_keys.begin(), stage.freeing_keys.end());
  for (std::size_t number = 0; number < stage.candidates.size(); ++number) {
    const Candidate& candidate = stage.candidates[number];
    if (done.empty() || !done.contains(number)) apply_one(stage, candidate, rows);
    reporter.count(candidate.source - 1u, candidate.offset);
  }
  redirects_.finish();
}

void Applier::apply_one(const staging::Stage& stage, const Candidate& candidate, NewRows& rows) {
  const std::string_view bytes = staging::bytes_of(sources_, candidate);
  ++ledger_.read;
  switch (candidate.outcome) {
    case Outcome::insert:
      ++ledger_.inserted;
      return insert(stage, candidate, bytes, rows.next());
    case Outcome::update:
      ++ledger_.updated;
      return update(stage, candidate);
    case Outcome::unchanged:
      ++ledger_.unchanged;
      return;
    case Outcome::merge:
      ++ledger_.merged;
      redirect(candidate);
      return archive_.keep(candidate, candidate.row, bytes, planning::rule_of(schema_, candidate));
    case Outcome::conflict:
      ++ledger_.conflicted;
      return quarantine_.keep(id_, candidate, bytes,
                              planning::conflict_of(stage, schema_, candidate));
    case Outcome::pending:
    case Outcome::quarantine:
      ++ledger_.quarantined;
      return quarantine_.keep(id_, candidate, bytes, stage.reasons[candidate.rank]);
  }
}

// What is written is not what was read: that goes to the archive, so that nothing is lost.
void Applier::archive_own(const staging::MergeRecipe& recipe, const Candidate& candidate) {
  if (!recipe.archive_own) return;
  const bool survives = recipe.ranked.front().source != 0;
  archive_.keep(candidate, candidate.row, staging::bytes_of(sources_, candidate),
                survives ? history::made_by_merging : history::gave_to_stored);
}

void Applier::archive_adopted(const staging::ReadDocument& read, const Candidate& candidate) {
  if (read.adoption)
    archive_.keep(candidate, candidate.row, staging::bytes_of(sources_, candidate),
                  history::made_by_adoption);
}

// Who is of a group by its _id has that of the one that is kept; and one that its content gave is
// known to nobody.
void Applier::redirect(const Candidate& candidate) {
  if (schema_.grouping == 0) return;
  if (sources_[candidate.source - 1u].format() == sources::Format::json)
    if (const auto id = leading_object_id(staging::bytes_of(sources_, candidate)))
      return redirects_.add(*id, candidate.row);
  const staging::ReadDocument read = staging::read_candidate(reader_, sources_, candidate);
  const Value& id = read.fields.at("_id");
  if (id != history::id_of_content(read.content)) redirects_.add(id, candidate.row);
}

void Applier::insert(const staging::Stage& stage, const Candidate& candidate,
                     std::string_view bytes, const Row& row) {
  insert_.bind(1, candidate.row).bind(2, row.text_in(bytes));
  insert_.bind_blob(3, sqlite::blob_of(row.origin)).bind(4, row.sum);
  for (std::size_t i = 0; i < row.keys.parts.size(); ++i)
    insert_.bind_part(static_cast<int>(i) + 5, row.keys.parts[i]);
  insert_.run();
  insert_.reset();
  elements_.insert(candidate.row, row.keys);
  store::warn(write_, collection_, row.failures);
  if (row.merged) {
    const staging::MergeRecipe& recipe = stage.recipes.at(candidate.rank);
    archive_own(recipe, candidate);
    provenance_.add(candidate.row, planning::place_of(recipe.ranked.front()),
                    planning::fields_from_merge(recipe, *row.merged));
  } else {
    archive_adopted(row.read, candidate);
    provenance_.add(candidate.row, planning::place_of(candidate),
                    planning::fields_from_user(row.read));
  }
  // They are numbered in their order.
  if (!first_row_) first_row_ = candidate.row;
  last_row_ = candidate.row;
}

void Applier::update(const staging::Stage& stage, const Candidate& candidate) {
  const history::StoredDocument old =
      history::stored_document(connection_, collection_, candidate.row);
  if (schema_.grouping != 0) redirects_.add(catalog::decode(old.text).at("_id"), candidate.row);
  const auto recipe = stage.recipes.find(candidate.rank);
  const bool stays = recipe != stage.recipes.end() && recipe->second.ranked.front().source == 0;
  archive_.keep(old, candidate.row,
                stays ? "survivor before the import"
                      : "replaced by the import: " + planning::rule_of(schema_, candidate));
  staging::ReadDocument read;
  if (recipe == stage.recipes.end()) {
    read = staging::read_candidate(reader_, sources_, candidate);
    archive_adopted(read, candidate);
    provenance_.add(candidate.row, planning::place_of(candidate), planning::fields_from_user(read),
                    read.text);
  } else {
    const planning::MergedDocument merged = merger_.merge(recipe->second, old.text);
    archive_own(recipe->second, candidate);
    provenance_.add(candidate.row, planning::place_of(recipe->second.ranked.front()),
                    planning::fields_from_merge(recipe->second, merged), merged.read.text);
    read = merged.read;
  }
  const catalog::DocumentKeys keys = catalog::keys_of(collection_, read.fields);
  catalog::replace_row(connection_, collection_, candidate.row, read.text, read.origin(), keys);
  elements_.replace(candidate.row, keys);
  store::warn(write_, collection_, staging::failures_of(schema_, read.text));
}

void Applier::record(const Value& rules, const std::vector<SourceReport>& sources) {
  history::write_record(
      connection_, {id_, collection_.id, rules, ledger_, first_row_, last_row_, "", "", sources});
}

}  // namespace profilestore::importing

#include "import/applying.hpp"

#include <fmt/format.h>

#include "import/digest_blob.hpp"
#include "import/record.hpp"
#include "sqlite/identifier.hpp"
#include "sqlite/query.hpp"
#include "store/rows.hpp"

namespace profilestore::importing {
namespace {

using merge::Outcome;
using sqlite::Query;

constexpr std::size_t progress_every = 4096;  // documents

std::string insert_sql(const store::CollectionEntry& collection) {
  const auto columns = collection.columns();
  std::string parameters;
  for (std::size_t i = 0; i < columns.size(); ++i) parameters += fmt::format(", ?{}", i + 4);
  return fmt::format("INSERT INTO {}(row, doc, origin, {}) VALUES (?1, ?2, ?3{})",
                     sqlite::identifier(collection.table), store::list_of(columns), parameters);
}

}  // namespace

Applier::Applier(store::Turn& turn, const store::CollectionEntry& collection, const Scheme& scheme,
                 const std::vector<Source>& sources)
    : turn_(turn),
      connection_(turn.connection()),
      collection_(collection),
      scheme_(scheme),
      sources_(sources),
      elements_(connection_, collection),
      eye_(scheme),
      mixer_(scheme, sources),
      id_(next_id(connection_)),
      archive_(connection_, id_, collection.id),
      quarantine_(connection_, collection.id),
      provenance_(connection_, id_, collection.id),
      insert_sql_(insert_sql(collection)) {}

void Applier::apply(const Stage& stage, const std::function<void(const Progress&)>& progress) {
  std::uint64_t total = 0, before = 0, done = 0;
  std::uint16_t source = 1;
  for (const Source& one : sources_) total += one.bytes().size();
  Rows rows(collection_, scheme_, sources_, stage);
  for (const Candidate& candidate : stage.candidates) {
    for (; source < candidate.source; ++source) before += sources_[source - 1u].bytes().size();
    apply_one(stage, candidate, rows);
    if (progress && ++done % progress_every == 0)
      progress({"writing", before + candidate.offset, total, done});
  }
}

void Applier::apply_one(const Stage& stage, const Candidate& candidate, Rows& rows) {
  const std::string_view bytes = bytes_of(sources_, candidate);
  ++ledger_.read;
  switch (candidate.outcome) {
    case Outcome::insert:
      ++ledger_.inserted;
      return insert(stage, candidate, rows.next());
    case Outcome::update:
      ++ledger_.updated;
      return update(stage, candidate);
    case Outcome::unchanged:
      ++ledger_.unchanged;
      return;
    case Outcome::merge:
      ++ledger_.merged;
      return archive_.keep(candidate, candidate.row, bytes, reason_of(candidate));
    case Outcome::conflict:
      ++ledger_.conflicted;
      return quarantine_.keep(id_, candidate, bytes, conflict_of(stage, candidate));
    case Outcome::pending:
    case Outcome::quarantine:
      ++ledger_.quarantined;
      return quarantine_.keep(id_, candidate, bytes, stage.reasons[candidate.rank]);
  }
}

std::string Applier::reason_of(const Candidate& candidate) const {
  if (candidate.decided_by < scheme_.rules.size()) return scheme_.rules.name(candidate.decided_by);
  return "_id, then content";
}

std::string Applier::conflict_of(const Stage& stage, const Candidate& candidate) const {
  if (const auto why = stage.conflicts.find(candidate.rank); why != stage.conflicts.end())
    return why->second;
  return fmt::format("conflict: another document has its key under the unique index {}",
                     scheme_.indexes[candidate.decided_by].name());
}

// What is written is not what was read: that goes to the archive, so that nothing is lost.
void Applier::archive_own(const Recipe& recipe, const Candidate& candidate) {
  if (!recipe.archive_own) return;
  const bool survives = recipe.ranked.front().source != 0;
  archive_.keep(candidate, candidate.row, bytes_of(sources_, candidate),
                survives ? "survivor before the merge" : "gave to the document of the store");
}

void Applier::insert(const Stage& stage, const Candidate& candidate, const Row& row) {
  Query query(connection_, insert_sql_);
  query.bind(1, candidate.row).bind(2, row.sight.text).bind_blob(3, blob_of(row.sight.content));
  for (std::size_t i = 0; i < row.keys.parts.size(); ++i)
    query.bind_part(static_cast<int>(i) + 4, row.keys.parts[i]);
  query.run();
  elements_.insert(candidate.row, row.keys);
  store::warn(turn_, collection_, row.failures);
  if (row.mix) {
    const Recipe& recipe = stage.recipes.at(candidate.rank);
    archive_own(recipe, candidate);
    provenance_.add(candidate.row, recipe, *row.mix);
  } else {
    provenance_.add(candidate);
  }
  // They are numbered in their order.
  if (!first_row_) first_row_ = candidate.row;
  last_row_ = candidate.row;
}

void Applier::update(const Stage& stage, const Candidate& candidate) {
  const StoredDocument old = stored_document(connection_, collection_, candidate.row);
  archive_.keep(old, candidate.row, "replaced by the import");
  const auto recipe = stage.recipes.find(candidate.rank);
  Sight sight;
  if (recipe == stage.recipes.end()) {
    sight = see(eye_, sources_, candidate);
    provenance_.add(candidate, sight.text);
  } else {
    const Mix mix = mixer_.mix(recipe->second, old.text);
    archive_own(recipe->second, candidate);
    provenance_.add(candidate.row, recipe->second, mix, mix.sight.text);
    sight = mix.sight;
  }
  const store::DocumentKeys keys = store::keys_of(collection_, sight.fields);
  const auto columns = collection_.columns();
  std::string assignments;
  for (std::size_t i = 0; i < columns.size(); ++i)
    assignments += fmt::format(", {} = ?{}", sqlite::identifier(columns[i]), i + 4);
  Query query(connection_, fmt::format("UPDATE {} SET doc = ?2, origin = ?3{} WHERE row = ?1",
                                       sqlite::identifier(collection_.table), assignments));
  query.bind(1, candidate.row).bind(2, sight.text).bind_blob(3, blob_of(sight.content));
  for (std::size_t i = 0; i < keys.parts.size(); ++i)
    query.bind_part(static_cast<int>(i) + 4, keys.parts[i]);
  query.run();
  elements_.replace(candidate.row, keys);
  store::warn(turn_, collection_, failures_of(scheme_, sight));
}

void Applier::record(const Value& rules, const std::vector<SourceReport>& sources) {
  write_record(connection_,
               {id_, collection_.id, rules, ledger_, first_row_, last_row_, "", "", sources});
}

}  // namespace profilestore::importing

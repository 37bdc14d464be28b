#include "import/applying.hpp"

#include <fmt/format.h>

#include <profilestore/object_id.hpp>
#include <unordered_set>

#include "import/digest_blob.hpp"
#include "import/meter.hpp"
#include "import/reasons.hpp"
#include "import/record.hpp"
#include "sqlite/identifier.hpp"
#include "sqlite/query.hpp"
#include "store/rows.hpp"

namespace profilestore::importing {
namespace {

using merge::Outcome;
using sqlite::Query;

std::string insert_sql(const store::CollectionEntry& collection) {
  const auto columns = collection.columns();
  std::string parameters;
  for (std::size_t i = 0; i < columns.size(); ++i) parameters += fmt::format(", ?{}", i + 4);
  return fmt::format("INSERT INTO {}(row, doc, origin, {}) VALUES (?1, ?2, ?3{})",
                     sqlite::identifier(collection.table), store::list_of(columns), parameters);
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
      redirects_(connection_, collection, id_),
      insert_sql_(insert_sql(collection)) {}

void Applier::apply(const Stage& stage, const OnProgress& progress) {
  Meter meter("writing", sources_, progress);
  Rows rows(collection_, scheme_, sources_, stage);
  for (const std::size_t number : stage.making_way)
    apply_one(stage, stage.candidates[number], rows);
  const std::unordered_set<std::size_t> done(stage.making_way.begin(), stage.making_way.end());
  for (std::size_t number = 0; number < stage.candidates.size(); ++number) {
    const Candidate& candidate = stage.candidates[number];
    if (done.empty() || !done.contains(number)) apply_one(stage, candidate, rows);
    meter.count(candidate.source - 1u, candidate.offset);
  }
  redirects_.finish();
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
      redirect(candidate);
      return archive_.keep(candidate, candidate.row, bytes, rule_of(scheme_, candidate));
    case Outcome::conflict:
      ++ledger_.conflicted;
      return quarantine_.keep(id_, candidate, bytes, conflict_of(stage, scheme_, candidate));
    case Outcome::pending:
    case Outcome::quarantine:
      ++ledger_.quarantined;
      return quarantine_.keep(id_, candidate, bytes, stage.reasons[candidate.rank]);
  }
}

// What is written is not what was read: that goes to the archive, so that nothing is lost.
void Applier::archive_own(const Recipe& recipe, const Candidate& candidate) {
  if (!recipe.archive_own) return;
  const bool survives = recipe.ranked.front().source != 0;
  archive_.keep(candidate, candidate.row, bytes_of(sources_, candidate),
                survives ? made_by_merging : gave_to_stored);
}

void Applier::archive_adopted(const Sight& sight, const Candidate& candidate) {
  if (sight.adoption)
    archive_.keep(candidate, candidate.row, bytes_of(sources_, candidate), made_by_adoption);
}

// Who is of a group by its _id has that of the one that is kept; and one that its content gave is
// known to nobody.
void Applier::redirect(const Candidate& candidate) {
  if (scheme_.grouping == 0) return;
  if (sources_[candidate.source - 1u].format() == Format::json)
    if (const auto id = leading_object_id(bytes_of(sources_, candidate)))
      return redirects_.add(*id, candidate.row);
  const Sight sight = see(eye_, sources_, candidate);
  const Value& id = sight.fields.at("_id");
  if (id != id_of_content(sight.content)) redirects_.add(id, candidate.row);
}

void Applier::insert(const Stage& stage, const Candidate& candidate, const Row& row) {
  const document::Digest origin = row.sight.origin();
  Query query(connection_, insert_sql_);
  query.bind(1, candidate.row).bind(2, row.sight.text).bind_blob(3, blob_of(origin));
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
    archive_adopted(row.sight, candidate);
    provenance_.add(candidate, row.sight);
  }
  // They are numbered in their order.
  if (!first_row_) first_row_ = candidate.row;
  last_row_ = candidate.row;
}

void Applier::update(const Stage& stage, const Candidate& candidate) {
  const StoredDocument old = stored_document(connection_, collection_, candidate.row);
  archive_.keep(old, candidate.row, "replaced by the import");
  if (scheme_.grouping != 0) redirects_.add(store::decode(old.text).at("_id"), candidate.row);
  const auto recipe = stage.recipes.find(candidate.rank);
  Sight sight;
  if (recipe == stage.recipes.end()) {
    sight = see(eye_, sources_, candidate);
    archive_adopted(sight, candidate);
    provenance_.add(candidate, sight, sight.text);
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
  const document::Digest origin = sight.origin();
  query.bind(1, candidate.row).bind(2, sight.text).bind_blob(3, blob_of(origin));
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

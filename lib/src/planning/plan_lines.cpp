#include "planning/plan_lines.hpp"

#include <algorithm>
#include <tuple>

#include "catalog/rows.hpp"
#include "history/archive.hpp"
#include "history/decided_id.hpp"
#include "planning/reasons.hpp"

namespace profilestore::planning {
namespace {

using merge::Outcome;

// The document that stands for its group: what is written comes of it, or of a recipe of its.
bool stands(const Candidate& candidate) {
  return candidate.outcome == Outcome::insert || candidate.outcome == Outcome::update;
}

}  // namespace

Value difference(const Document& before, const Document& after) {
  Value changes = Value::object();
  for (const auto& [name, value] : after.items()) {
    const auto old = before.find(name);
    if (old == before.end())
      changes[name] = {{"to", value}};
    else if (old->dump() != value.dump())
      changes[name] = {{"from", *old}, {"to", value}};
  }
  for (const auto& [name, value] : before.items())
    if (!after.contains(name)) changes[name] = {{"from", value}};
  return changes;
}

PlanLines::PlanLines(const staging::Stage& stage, const std::vector<sources::Source>& sources,
                     const staging::ImportSchema& schema, std::vector<std::string> names,
                     sqlite::Connection& connection, const catalog::CollectionEntry& collection)
    : stage_(stage),
      sources_(sources),
      schema_(schema),
      names_(std::move(names)),
      connection_(connection),
      collection_(collection),
      reader_(schema),
      merger_(schema, sources) {
  const auto& all = stage_.candidates;
  for (std::uint32_t i = 0; i < all.size(); ++i)
    if (all[i].outcome != Outcome::quarantine) order_.push_back(i);
  std::sort(order_.begin(), order_.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::tie(all[a].key, a) < std::tie(all[b].key, b);
  });
  const auto count = static_cast<std::uint32_t>(order_.size());
  for (std::uint32_t first = 0, last = 0; first < count; first = last) {
    while (last < count && at(last).key == at(first).key) ++last;
    if (tells({first, last})) groups_.push_back({first, last});
  }
  std::sort(groups_.begin(), groups_.end(),
            [&](const Group& a, const Group& b) { return order_[a.first] < order_[b.first]; });
}

// One of it was chosen for this run.
bool PlanLines::is_chosen(const Group& group) {
  const merge::Chosen* chosen = schema_.rules.chosen();
  if (chosen == nullptr) return false;
  for (std::uint32_t i = group.first; i < group.last; ++i)
    if (chosen->places.contains({at(i).source, at(i).offset})) return true;
  const std::int64_t row = at(group.first).row;
  return row != 0 && !chosen->stored.empty() &&
         (standing_of(group) == nullptr || standing_of(group)->outcome == Outcome::update) &&
         chosen->stored.contains(history::id_key_of(stored(row).at("_id")));
}

// A new document that is written as it was read says nothing, nor does what is there already.
bool PlanLines::tells(const Group& group) {
  if (is_chosen(group)) return true;
  for (std::uint32_t i = group.first; i < group.last; ++i) {
    const Candidate& one = at(i);
    if (one.outcome == Outcome::unchanged) continue;
    if (one.outcome != Outcome::insert || stage_.recipes.contains(one.rank)) return true;
    if (schema_.users && !one.verbatim && staging::read_candidate(reader_, sources_, one).adoption)
      return true;
  }
  return false;
}

void PlanLines::write(const LineSink& line) {
  for (const Group& group : groups_) line(line_of(group).dump());
  for (const Candidate& candidate : stage_.candidates)
    if (candidate.outcome == Outcome::quarantine)
      line(Value{{"quarantined",
                  {{"source", names_[candidate.source - 1u]},
                   {"line", candidate.line},
                   {"offset", candidate.offset},
                   {"reason", stage_.reasons[candidate.rank]}}}}
               .dump());
}

Value PlanLines::line_of(const Group& group) {
  const staging::ReadDocument first = staging::read_candidate(reader_, sources_, at(group.first));
  const catalog::IndexEntry& index = schema_.indexes[schema_.grouping];
  keys::Extract extract = index.extract(first.fields);
  const bool keyed = extract.state == keys::State::keyed || !extract.keys.empty();
  if (!extract.keys.empty()) extract.key = std::move(extract.keys.front());
  Value line{{"key", keyed ? index.index.key_value(first.fields, extract.key)
                           : Document{{"_id", first.fields.at("_id")}}}};
  const Candidate* standing = standing_of(group);
  line["survivor"] = survivor(standing, group);
  const bool replaces = standing != nullptr && standing->outcome == Outcome::update;
  if (replaces) line["replaces"] = stored(standing->row);
  line["losers"] = Value::array();
  const bool by_recipe = standing != nullptr && stage_.recipes.contains(standing->rank);
  const Candidate* best = standing;
  if (by_recipe) best = &stage_.recipes.at(standing->rank).ranked.front();
  for (std::uint32_t i = group.first; i < group.last; ++i) {
    const Candidate& one = at(i);
    const bool survives =
        best != nullptr && one.source == best->source && one.offset == best->offset;
    if (!survives) line["losers"].push_back(loser(one));
  }
  if (standing != nullptr) line["changes"] = changes(*standing, replaces);
  return line;
}

const Candidate* PlanLines::standing_of(const Group& group) const {
  for (std::uint32_t i = group.first; i < group.last; ++i)
    if (stands(at(i))) return &at(i);
  return nullptr;
}

Value PlanLines::member(const Candidate& candidate) {
  return {{"source", names_[candidate.source - 1u]},
          {"line", candidate.line},
          {"offset", candidate.offset},
          {"_id", staging::read_candidate(reader_, sources_, candidate).fields.at("_id")}};
}

Value PlanLines::stored(std::int64_t row) {
  const Document document =
      catalog::decode(history::stored_document(connection_, collection_, row).text);
  return {{"store", true}, {"_id", document.at("_id")}};
}

// Null where there is none: the whole group is in conflict.
Value PlanLines::survivor(const Candidate* standing, const Group& group) {
  if (standing == nullptr) {
    const std::int64_t row = at(group.first).row;
    return row == 0 ? Value() : stored(row);
  }
  const auto recipe = stage_.recipes.find(standing->rank);
  const Candidate& best =
      recipe == stage_.recipes.end() ? *standing : recipe->second.ranked.front();
  Value survivor = best.source == 0 ? stored(standing->row) : member(best);
  const Candidate* next = nullptr;
  for (std::uint32_t i = group.first; i < group.last; ++i)
    if (at(i).outcome == Outcome::merge && (next == nullptr || at(i).decided_by > next->decided_by))
      next = &at(i);
  if (next != nullptr) survivor["rule"] = rule_of(schema_, *next);
  return survivor;
}

Value PlanLines::loser(const Candidate& candidate) {
  Value loser = member(candidate);
  switch (candidate.outcome) {
    case Outcome::merge:
      loser["outcome"] = "merged";
      loser["rule"] = rule_of(schema_, candidate);
      break;
    case Outcome::conflict:
      loser["outcome"] = "conflicted";
      loser["reason"] = conflict_of(stage_, schema_, candidate);
      break;
    case Outcome::unchanged:
      loser["outcome"] = "unchanged";
      break;
    default:  // it stands for the document that is made of it and others
      loser["outcome"] = "gives";
  }
  return loser;
}

Value PlanLines::changes(const Candidate& standing, bool replaces) {
  const auto recipe = stage_.recipes.find(standing.rank);
  const std::string there =
      replaces ? history::stored_document(connection_, collection_, standing.row).text : "";
  const std::string written = recipe == stage_.recipes.end()
                                  ? staging::read_candidate(reader_, sources_, standing).text
                                  : merger_.merge(recipe->second, there).read.text;
  if (replaces) return difference(catalog::decode(there), catalog::decode(written));
  const Candidate& best = recipe == stage_.recipes.end() ? standing : recipe->second.ranked.front();
  return difference(catalog::decode(reader_
                                        .read_without_lookup(staging::source_of(sources_, best),
                                                             staging::bytes_of(sources_, best))
                                        .text),
                    catalog::decode(written));
}

}  // namespace profilestore::planning

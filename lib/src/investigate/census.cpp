#include "investigate/census.hpp"

#include <algorithm>
#include <profilestore/error.hpp>
#include <set>

#include "catalog/catalog.hpp"
#include "document/moment.hpp"
#include "investigate/timeline.hpp"

namespace profilestore::investigating {
namespace {

std::string top_of(std::string_view path) { return std::string(path.substr(0, path.find('.'))); }

void check_path(std::string_view option, const std::string& path) {
  if (document::Path(path).has_empty_segment() || path.starts_with('$'))
    throw InvalidInput(2, std::string(option) + " '" + path +
                              "' is not a field path; an example is address.email");
}

/// How many groups have which verdicts; the commonest first.
class Tally {
 public:
  void add(const Judgement& judgement, std::size_t documents) {
    Line& line = lines_[judgement.title];
    line.verdict = judgement.names();
    ++line.groups;
    line.documents += documents;
  }

  Value report() const {
    std::vector<std::pair<std::string, Line>> lines(lines_.begin(), lines_.end());
    std::ranges::stable_sort(lines,
                             [](auto& a, auto& b) { return a.second.groups > b.second.groups; });
    Value report = Value::array();
    for (const auto& [title, line] : lines)
      report.push_back({{"verdict", line.verdict},
                        {"title", title},
                        {"groups", line.groups},
                        {"documents", line.documents}});
    return report;
  }

 private:
  struct Line {
    Value verdict;
    std::size_t groups = 0, documents = 0;
  };
  std::map<std::string, Line> lines_;
};

}  // namespace

Census::Census(const InvestigateOptions& options)
    : options_(options), reader_(options.updated, options.identity) {
  check_path("the field with the time of the last update", options.updated);
  for (const std::string& path : options.identity) check_path("the identity field", path);
  for (const Paths& paths : options.keys) {
    catalog::check_rule({paths});
    Normalise normalise;
    for (const std::string& path : paths) normalise.add(path, options.normalise.at(path));
    keys_.push_back({KeyCensus(paths, normalise), {}, {}, {}, {}});
  }
  for (const auto& asked : options.normalise.steps()) {
    const std::string& path = asked.first;
    const auto has_it = [&](const Paths& paths) {
      return std::find(paths.begin(), paths.end(), path) != paths.end();
    };
    if (!path.empty() && std::ranges::none_of(options.keys, has_it))
      throw InvalidInput(2, "normalise: '" + path + "' is a path of no key that is looked at");
  }
}

std::vector<std::string> Census::fields() const {
  std::set<std::string> names{"_id", top_of(options_.updated)};
  for (const std::string& path : options_.identity) names.insert(top_of(path));
  for (const Paths& paths : options_.keys)
    for (const std::string& path : paths) names.insert(top_of(path));
  return {names.begin(), names.end()};
}

void Census::add(std::string_view normal, const Document& fields) {
  const auto ordinal = static_cast<std::uint32_t>(copies_.size());
  const DocumentTrace copy = reader_.read(normal, fields);
  copies_.push_back(copy);
  has_identity_ = has_identity_ || copy.identity != 0;
  for (Key& key : keys_) key.census.add(ordinal, fields);
}

std::vector<DocumentTrace> Census::copies_of(KeyCensus::Group group) const {
  std::vector<DocumentTrace> copies;
  copies.reserve(group.size());
  for (const auto& entry : group) copies.push_back(copies_[entry.ordinal]);
  return copies;
}

// The first of each content, as far as there is room; else those that were made first.
std::vector<std::uint32_t> Census::columns_of(KeyCensus::Group group) const {
  const auto before = [this](std::uint32_t a, std::uint32_t b) {
    return made_before(copies_[a], copies_[b]);
  };
  std::vector<std::uint32_t> ordinals, columns, others;
  for (const auto& entry : group) ordinals.push_back(entry.ordinal);
  std::ranges::stable_sort(ordinals, before);
  std::set<std::uint64_t> contents;
  for (const std::uint32_t ordinal : ordinals) {
    const bool is_new = contents.insert(copies_[ordinal].content).second;
    (is_new ? columns : others).push_back(ordinal);
  }
  columns.insert(columns.end(), others.begin(), others.end());
  columns.resize(std::min(columns.size(), options_.columns));
  std::ranges::stable_sort(columns, before);
  return columns;
}

Value Census::shared_updates_of(const KeyCensus& census) const {
  std::vector<Update> updates;
  std::uint32_t number = 0;
  const KeyCensus::Entry* before = nullptr;
  for (const KeyCensus::Entry& entry : census.entries()) {
    if (before != nullptr && before->key != entry.key) ++number;
    before = &entry;
    if (const auto& moment = copies_[entry.ordinal].updated) updates.push_back({*moment, number});
  }
  return shared_updates(std::move(updates));
}

void Census::close() {
  for (std::size_t i = 0; i < keys_.size(); ++i) close(keys_[i], i);
}

void Census::close(Key& key, std::size_t number) {
  key.census.close();
  Timeline timeline;
  Tally tally;
  for (const KeyCensus::Group group : key.census.groups()) {
    std::vector<DocumentTrace> copies = copies_of(group);
    const bool is_shown = key.shown.size() < options_.largest;
    Judgement judgement = judge(copies, is_shown ? Detail::evidence : Detail::verdicts);
    tally.add(judgement, group.size());
    timeline.add(std::move(copies));
    if (!is_shown) continue;
    for (const auto& entry : group) places_.emplace(entry.ordinal, Place{number, key.shown.size()});
    const auto columns = columns_of(group);
    key.shown.push_back({std::move(judgement), group.size(), columns,
                         SideBySide(group.size(), columns.size(), options_.values), nullptr});
  }
  key.timeline = timeline.report();
  key.verdicts = tally.report();
  key.shared = shared_updates_of(key.census);
}

std::vector<std::uint32_t> Census::wanted() const {
  std::set<std::uint32_t> ordinals;
  for (const auto& place : places_) ordinals.insert(place.first);
  return {ordinals.begin(), ordinals.end()};
}

void Census::show(std::uint32_t ordinal, const Document& document) {
  // In a store that is written to meanwhile, another may stand in its place by now.
  const Value* id = document::member(document, "_id");
  if ((id == nullptr ? 0 : short_digest(id->dump())) != copies_[ordinal].id) return;
  const auto [begin, end] = places_.equal_range(ordinal);
  for (auto place = begin; place != end; ++place) {
    Key& key = keys_[place->second.key];
    Shown& group = key.shown[place->second.group];
    const keys::Indexer& indexer = key.census.indexer();
    if (group.key.is_null())
      group.key = indexer.size() == 1 ? *document::find(document, indexer.paths().front())
                                      : indexer.key_value(document, indexer.extract(document).key);
    if (options_.columns == 0) continue;
    const auto column = std::ranges::find(group.columns, ordinal);
    group.fields.add(document, column == group.columns.end()
                                   ? std::nullopt
                                   : std::optional<std::size_t>(column - group.columns.begin()));
  }
}

Value Census::report_of(const Shown& group) const {
  Value report = {{"documents", group.documents},
                  {"verdict", group.judgement.names()},
                  {"title", group.judgement.title},
                  {"says", group.judgement.says},
                  {"evidence", group.judgement.evidence}};
  if (options_.values) report["key"] = group.key;
  if (options_.columns == 0) return report;
  Value columns = Value::array();
  for (const std::uint32_t ordinal : group.columns) {
    const DocumentTrace& copy = copies_[ordinal];
    Value column = {{"created", nullptr}, {"updated", nullptr}};
    if (copy.created) column["created"] = document::date_of_millis(*copy.created * INT64_C(1000));
    if (copy.updated) column["updated"] = document::date_of_millis(*copy.updated);
    columns.push_back(std::move(column));
  }
  report["columns"] = columns;
  report["fields"] = group.fields.fields();
  if (group.fields.left_out() > 0) report["fieldsLeftOut"] = group.fields.left_out();
  return report;
}

Value Census::report_of(const Key& key) const {
  Value report = key.census.counts(options_.values);
  report["sharedUpdates"] = key.shared;
  report["timeline"] = key.timeline;
  report["verdicts"] = key.verdicts;
  // Of equal size: by key, so that the order of the documents does not show.
  std::vector<const Shown*> groups;
  for (const Shown& group : key.shown) groups.push_back(&group);
  std::ranges::stable_sort(groups, [](const Shown* a, const Shown* b) {
    if (a->documents != b->documents) return a->documents > b->documents;
    return a->key.dump() < b->key.dump();
  });
  report["largest"] = Value::array();
  for (const Shown* group : groups) report["largest"].push_back(report_of(*group));
  return report;
}

Document Census::report() const {
  Document report = {{"documents", copies_.size()}, {"unusable", unusable_},
                     {"updated", options_.updated}, {"identity", Value::array()},
                     {"values", options_.values},   {"thresholds", Thresholds::as_document()}};
  if (has_identity_) report["identity"] = options_.identity;
  report["keys"] = Value::array();
  for (const Key& key : keys_) report["keys"].push_back(report_of(key));
  return report;
}

}  // namespace profilestore::investigating

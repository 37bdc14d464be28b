#include "pipeline/stages/group.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "document/path.hpp"
#include "document/type.hpp"
#include "keys/collated.hpp"
#include "keys/key.hpp"
#include "pipeline/record.hpp"
#include "pipeline/refusal.hpp"
#include "pipeline/sorted_runs.hpp"
#include "pipeline/stages.hpp"
#include "pipeline/stages/reshape.hpp"

namespace profilestore::pipeline {
namespace {

// A node of the table with its place in the list of buckets, and what malloc adds.
constexpr std::size_t of_group = 96;

/// Groups in a table. When it is full, the states of all go into a run that is sorted by key, and
/// the table begins anew; in the end the runs are merged, and states of one key are added up.
class Grouped : public Stream {
 public:
  Grouped(StreamPointer input, const Grouping& grouping, const Run& run)
      : input_(std::move(input)),
        grouping_(grouping),
        run_(run),
        runs_([](const Value& a, const Value& b) { return key_in(a) < key_in(b); }) {}

 private:
  struct Members {
    Value id;
    Accumulators accumulators;
    std::size_t bytes = 0;  ///< of the accumulators
  };
  using Table = std::unordered_map<std::string, Members>;

  static const std::string& key_in(const Value& record) {
    return record[0].get_ref<const std::string&>();
  }

  std::optional<Document> read() override {
    if (input_) take_all();
    if (!runs_.empty()) return next_of_runs();
    if (given_ == order_.size()) return std::nullopt;
    return document_of(std::move(order_[given_++]->second));
  }

  void take_all() {
    while (const auto document = input_->next()) {
      add(*document);
      if (bytes_ > run_.limits.memory) spill();
    }
    input_.reset();
    if (!runs_.empty() && !table_.empty()) spill();
  }

  void add(const Document& document) {
    Value id = grouping_.id(document, run_.variables);
    std::string key = key_of(id);
    auto group = table_.find(key);
    if (group == table_.end()) {
      group = table_.emplace(std::move(key), members_of(std::move(id))).first;
      order_.push_back(&*group);
      bytes_ += of_group + group->first.capacity() + bytes_in_memory(group->second.id);
    }
    Members& members = group->second;
    members.accumulators.add(document, run_.variables);
    const std::size_t bytes = members.accumulators.bytes();
    bytes_ += bytes - members.bytes;
    members.bytes = bytes;
  }

  std::string key_of(const Value& id) const {
    std::string key;
    keys::append_bytes(
        key, grouping_.collator ? keys::encode(id, *grouping_.collator) : keys::encode(id));
    return key;
  }

  Members members_of(Value id) const {
    Accumulators accumulators(grouping_.accumulations, id, run_.variables);
    return {std::move(id), std::move(accumulators)};
  }

  static Document document_of(Members members) {
    Document document{{"_id", std::move(members.id)}};
    members.accumulators.put_results(document);
    return document;
  }

  void spill() {
    if (!run_.limits.disk) refuse_disk("$group");
    std::ranges::sort(order_, {},
                      [](const auto* group) -> const std::string& { return group->first; });
    files::SpillFile& run = runs_.begin_run();
    for (Table::value_type* group : order_) {
      document::TimeLimit::look();
      Value record = Value::array({group->first, std::move(group->second.id)});
      group->second.accumulators.put_states(record);
      run.add(record_of(record));
    }
    order_.clear();
    table_.clear();
    bytes_ = 0;
  }

  std::optional<Document> next_of_runs() {
    if (!ahead_) ahead_ = runs_.next();
    if (!ahead_) return std::nullopt;
    const std::string key = key_in(*ahead_);
    Members members = members_of(std::move((*ahead_)[1]));
    for (; ahead_ && key_in(*ahead_) == key; ahead_ = runs_.next())
      members.accumulators.add_states(*ahead_, 2);
    return document_of(std::move(members));
  }

  StreamPointer input_;
  const Grouping& grouping_;
  Run run_;
  Table table_;
  std::vector<Table::value_type*> order_;  ///< as the groups were found
  std::size_t bytes_ = 0, given_ = 0;
  SortedRuns runs_;
  std::optional<Value> ahead_;
};

}  // namespace

StreamPointer Group::over(StreamPointer input, const Run& run) const {
  return std::make_unique<Grouped>(std::move(input), grouping_, run);
}

Fields Group::needs(const Fields&) const {
  std::vector<std::string> paths = grouping_.paths;
  for (const Accumulation& each : grouping_.accumulations)
    paths.insert(paths.end(), each.paths.begin(), each.paths.end());
  return top_fields(paths);
}

Grouping grouping_by(const Value& id, std::vector<Accumulation> accumulations,
                     const Context& context) {
  const auto expression = expression::Expression::parse(id, context.expressions());
  // MongoDB: the field of an _id that has one is null where its value is missing; of several it is
  // not there.
  const bool one_field = document::is_plain_object(id) && id.size() == 1;
  const std::string name = one_field ? id.begin().key() : "";
  Grouping grouping{.id =
                        [=](const Document& document, const auto& variables) {
                          auto value = expression.evaluate(document, variables);
                          if (one_field && !name.starts_with('$') && value->empty())
                            (*value)[name] = nullptr;
                          return value ? *std::move(value) : Value();
                        },
                    .accumulations = std::move(accumulations),
                    .collator = nullptr,
                    .paths = expression.paths()};
  if (context.terms && context.terms->collation)
    grouping.collator = std::make_shared<const keys::Collator>(*context.terms->collation);
  return grouping;
}

std::vector<Accumulation> output_of(const Value& specification, const Context& context) {
  const Value* output = document::member(specification, "output");
  if (output == nullptr) return {counting("count")};
  std::vector<Accumulation> all;
  for (const auto& [name, accumulator] : output->items())
    all.push_back(parse_accumulation(name, accumulator, context));
  return all;
}

bool is_group_by(const Value& value) {
  if (document::is_plain_object(value) && !value.empty())
    return value.begin().key().starts_with('$');
  return value.is_string() && value.get_ref<const std::string&>().starts_with('$');
}

StagePointer parse_group(const Value& specification, const Context& context) {
  if (!document::is_plain_object(specification))
    refuse(15947, "$group", "takes an object: {_id: …, field: {accumulator: …}, …}");
  std::vector<Accumulation> accumulations;
  const Value* id = nullptr;
  for (const auto& [name, value] : specification.items()) {
    if (name == "_id")
      id = &value;
    else if (name == "$doingMerge" || name == "$willBeMerged")
      refuse_unsupported(fmt::format("$group.{}", name), "it is of a cluster's own");
    else
      accumulations.push_back(parse_accumulation(name, value, context));
  }
  if (id == nullptr) refuse(15955, "$group", "needs an _id; null: one group of all documents");
  return std::make_shared<Group>(grouping_by(*id, std::move(accumulations), context));
}

}  // namespace profilestore::pipeline

#include "pipeline/join.hpp"

#include <algorithm>

#include "catalog/stored_rows.hpp"
#include "document/sum.hpp"
#include "document/tuples.hpp"
#include "document/type.hpp"
#include "extjson/field_reader.hpp"
#include "keys/collated.hpp"
#include "keys/key.hpp"
#include "pipeline/feed.hpp"
#include "pipeline/filter_terms.hpp"
#include "query/reading.hpp"
#include "store/core.hpp"

namespace profilestore::pipeline {
namespace {

using document::Type;

constexpr std::size_t few_values = 100;

bool is_regex(const Value& value) { return document::type_of(value) == Type::regex; }

// What any index has a key of that equals no other value's.
bool is_looked_up(const Value& value) {
  const Type type = document::type_of(value);
  return type != Type::array && type != Type::regex && type != Type::undefined;
}

// In $in a regular expression would be one that strings match.
Document condition_at(const std::string& path, std::vector<Value> values) {
  if (std::ranges::none_of(values, is_regex)) return {{path, {{"$in", Value(std::move(values))}}}};
  Value either = Value::array();
  for (Value& value : values) either.push_back({{path, {{"$eq", std::move(value)}}}});
  return {{"$or", std::move(either)}};
}

// All that {path: value} may compare with: more than it does, but nothing less.
template <class Take>
void each_compared(const Value& value, const std::vector<std::string>& segments, std::size_t at,
                   Take& take) {
  static const Value null;
  if (at == segments.size()) {
    take(value);
    if (value.is_array())
      for (const Value& element : value) take(element);
    return;
  }
  if (value.is_array()) {
    if (const auto index = document::index_of(segments[at]); index && *index < value.size())
      each_compared(value[*index], segments, at + 1, take);
    for (const Value& element : value)
      if (!element.is_array()) each_compared(element, segments, at, take);
    take(null);
    return;
  }
  const Value* member = document::member(value, segments[at]);
  if (member == nullptr) return take(null);
  each_compared(*member, segments, at + 1, take);
}

}  // namespace

/// Documents of some rows, those that match.
class Join::Rows : public Stream {
 public:
  Rows(store::Reader& reader, const catalog::CollectionEntry& collection,
       std::vector<std::int64_t> rows, match::Filter filter)
      : reader_(reader),
        collection_(collection),
        rows_(std::move(rows)),
        filter_(std::move(filter)) {}

 private:
  std::optional<Document> read() override {
    while (next_ < rows_.size()) {
      Document document =
          query::existing_document(reader_.connection(), collection_, rows_[next_++]);
      if (filter_.matches(document)) return document;
    }
    return std::nullopt;
  }

  store::Reader& reader_;
  const catalog::CollectionEntry& collection_;
  std::vector<std::int64_t> rows_;
  match::Filter filter_;
  std::size_t next_ = 0;
};

Join::Join(std::string collection, std::string path, std::shared_ptr<const match::Terms> terms,
           Run run, Document restriction)
    : collection_(std::move(collection)),
      path_(path),
      terms_(std::move(terms)),
      run_(std::move(run)),
      restriction_(std::move(restriction)) {
  if (terms_ && terms_->collation) collator_.emplace(*terms_->collation);
}

std::vector<Value> Join::written_at(const Document& document, const document::Path& path) {
  const std::vector<document::Path> paths{path};
  std::vector<Value> values;
  for (const document::Tuple& tuple : document::tuples_at(document, paths).tuples)
    if (const Value* value = tuple.front();
        value != nullptr && document::type_of(*value) != Type::undefined)
      values.push_back(*value);
  return values;
}

std::vector<Value> Join::values_at(const Document& document, const document::Path& path) {
  std::vector<Value> values = written_at(document, path);
  if (values.empty()) values.emplace_back(nullptr);
  return values;
}

StreamPointer Join::matching(std::vector<Value> values, Null null) {
  Value conditions = Value::array({condition_at(path_.text(), values)});
  if (null == Null::written && std::ranges::any_of(values, &Value::is_null))
    conditions.push_back({{path_.text(), {{"$exists", true}}}});
  if (!restriction_.empty()) conditions.push_back(restriction_);
  const Document filter =
      conditions.size() == 1 ? conditions.front() : Document{{"$and", std::move(conditions)}};
  query::Filters filters(filter, {}, terms_in(restriction_, terms_, run_));
  if (way_for(filters.first(), values) != Way::by_list)
    return found(collection_, std::move(filters), {}, run_);
  return std::make_unique<Rows>(*run_.reader, *run_.reader->collection(collection_),
                                rows_with(values), filters.first());
}

// To plan costs about what a look-up does: it is not done again for values that an index serves
// which is one of all documents and values.
Join::Way Join::way_for(const match::Filter& filter, const std::vector<Value>& values) {
  const bool plain = values.size() <= few_values && std::ranges::all_of(values, is_looked_up);
  if (serves_all_ && plain) return Way::by_index;
  const auto* entry = run_.reader->collection(collection_);
  if (entry == nullptr) return Way::by_scan;
  const auto* index = query::plan_of(*entry, filter, {}).index;
  if (index == nullptr) return without_index();
  const Missing missing = index->index.rule().missing;
  serves_all_ = plain && !index->where && index->index.equals_under(std::nullopt) &&
                (missing == Missing::collide || missing == Missing::reject) &&
                !(terms_ && terms_->collation);
  return Way::by_index;
}

Join::Way Join::without_index() {
  if (otherwise_ == Way::unknown) otherwise_ = list_rows() ? Way::by_list : Way::by_scan;
  return otherwise_;
}

// False: there are more than fit into memory.
bool Join::list_rows() {
  const catalog::CollectionEntry& entry = *run_.reader->collection(collection_);
  extjson::FieldReader fields({path_.segments().front()});
  catalog::StoredRows stored(run_.reader->connection(), entry, "WHERE true ORDER BY row");
  while (stored.next()) {
    document::TimeLimit::look();
    const std::int64_t row = stored.row();
    const auto take = [&](const Value& value) { listed_.push_back({digest_of(value), row}); };
    each_compared(fields.fields_of(stored.text()), path_.segments(), 0, take);
    if (listed_.capacity() * sizeof(Listed) > run_.limits.memory) {
      listed_ = {};
      return false;
    }
  }
  std::ranges::sort(listed_);
  listed_.erase(std::unique(listed_.begin(), listed_.end()), listed_.end());
  return true;
}

std::uint64_t Join::digest_of(const Value& value) const {
  std::string bytes;
  keys::append_bytes(bytes, collator_ ? keys::encode(value, *collator_) : keys::encode(value));
  return document::sum_of(bytes);
}

std::vector<std::int64_t> Join::rows_with(const std::vector<Value>& values) const {
  std::vector<std::int64_t> rows;
  for (const Value& value : values) {
    const std::uint64_t digest = digest_of(value);
    auto one = std::ranges::lower_bound(listed_, digest, {}, &Listed::digest);
    for (; one != listed_.end() && one->digest == digest; ++one) rows.push_back(one->row);
  }
  std::ranges::sort(rows);
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return rows;
}

}  // namespace profilestore::pipeline

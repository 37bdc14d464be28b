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

bool is_regex(const Value& value) { return document::type_of(value) == document::Type::regex; }

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

std::vector<Value> Join::values_at(const Document& document, const document::Path& path) {
  const std::vector<document::Path> paths{path};
  std::vector<Value> values;
  for (const document::Tuple& tuple : document::tuples_at(document, paths).tuples)
    if (const Value* value = tuple.front();
        value != nullptr && document::type_of(*value) != document::Type::undefined)
      values.push_back(*value);
  if (values.empty()) values.emplace_back(nullptr);
  return values;
}

StreamPointer Join::matching(std::vector<Value> values) {
  Document filter = condition_at(path_.text(), values);
  if (!restriction_.empty())
    filter = {{"$and", Document::array({std::move(filter), restriction_})}};
  query::Filters filters(filter, {}, terms_in(restriction_, terms_, run_));
  if (way_ == Way::unknown) {
    way_ = way_for(filter);
    if (way_ == Way::by_list && !list_rows()) way_ = Way::by_scan;
  }
  if (way_ != Way::by_list) return found(collection_, std::move(filters), {}, run_);
  return std::make_unique<Rows>(*run_.reader, *run_.reader->collection(collection_),
                                rows_with(values), filters.first());
}

// By what an index makes of this filter; others of this join are of the same form.
Join::Way Join::way_for(const Document& filter) const {
  const auto* entry = run_.reader->collection(collection_);
  if (entry == nullptr) return Way::by_scan;
  const query::Filters filters(filter, {}, terms_in(restriction_, terms_, run_));
  const bool indexed = query::plan_of(*entry, filters.first(), {}).index != nullptr;
  return indexed ? Way::by_index : Way::by_list;
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
  const auto rest = std::ranges::unique(listed_);
  listed_.erase(rest.begin(), rest.end());
  return true;
}

std::uint64_t Join::digest_of(const Value& value) const {
  std::string bytes;
  keys::append_bytes(bytes, collator_ ? keys::encode(value, *collator_) : keys::encode(value));
  return document::sum_of(bytes);
}

std::vector<std::int64_t> Join::rows_with(const std::vector<Value>& values) const {
  std::vector<std::int64_t> rows;
  for (const Value& value : values)
    for (const Listed& one :
         std::ranges::equal_range(listed_, digest_of(value), {}, &Listed::digest))
      rows.push_back(one.row);
  std::ranges::sort(rows);
  const auto rest = std::ranges::unique(rows);
  rows.erase(rest.begin(), rest.end());
  return rows;
}

}  // namespace profilestore::pipeline

#include "investigate/key_census.hpp"

#include <algorithm>
#include <tuple>

#include "document/path.hpp"
#include "investigate/document_trace.hpp"

namespace profilestore::investigating {
namespace {

using document::Type;

std::string joined_name(const Paths& paths) {
  std::string name;
  for (const std::string& path : paths) (name += name.empty() ? "" : ",") += path;
  return name;
}

// "5f3c…" and ObjectId("5f3c…"), "17" and 17: one person to a human, two keys to an index.
std::uint64_t spelled(const Value& value, Type type) {
  if (type == Type::string) return short_digest(value.get_ref<const std::string&>());
  if (type == Type::object_id) return short_digest(value.at("$oid").get_ref<const std::string&>());
  if (type == Type::int32) return short_digest(value.dump());
  if (type != Type::int64) return 0;
  return short_digest(value.is_object() ? value.begin()->get<std::string>() : value.dump());
}

}  // namespace

KeyCensus::KeyCensus(const Paths& paths, const Normalise& normalise)
    : name_(investigating::joined_name(paths)),
      normalise_(normalise),
      indexer_(UniqueIndex{.paths = paths, .normalise = normalise}) {
  if (normalise.empty()) respelled_.emplace(paths);
}

void KeyCensus::add(std::uint32_t ordinal, const Document& fields) {
  const keys::Extract extract = indexer_.extract(fields);
  if (extract.state != keys::State::keyed) {
    ++arrays_;
    return;
  }
  if (is_of_nobody(fields, extract)) return;
  Entry entry{document::digest_of(keys::bytes_of(extract.key)), 0, ordinal, Type::object};
  if (indexer_.size() == 1) {
    const Value& value = *document::find(fields, indexer_.paths().front());
    entry.type = document::type_of(value);
    entry.text = spelled(value, entry.type);
    ++types_[entry.type];
  }
  if (respelled_) respelled_->add(fields, extract.key, entry.key);
  entries_.push_back(entry);
}

// As an import has it: an _id names its document, whatever it is.
bool KeyCensus::is_of_nobody(const Document& fields, const keys::Extract& extract) {
  if (name_ == "_id") {
    if (extract.missing || extract.null)
      nobody_.add(extract.missing ? merge::Nobody::missing : merge::Nobody::null, nullptr);
    return extract.missing || extract.null;
  }
  for (const document::Path& path : indexer_.paths()) {
    const Value* value = document::find(fields, path);
    const auto nobody = merge::nobody_of(value);
    if (!nobody) continue;
    nobody_.add(*nobody, value);
    return true;
  }
  return false;
}

void KeyCensus::close() {
  std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
    return std::tie(a.key, a.ordinal) < std::tie(b.key, b.ordinal);
  });
  for (std::size_t begin = 0, end = 0; begin < entries_.size(); begin = end) {
    while (end < entries_.size() && entries_[end].key == entries_[begin].key) ++end;
    ++distinct_;
    if (end - begin > 1) groups_.emplace_back(entries_.data() + begin, end - begin);
  }
  std::ranges::stable_sort(groups_, [](Group a, Group b) { return a.size() > b.size(); });
  if (!respelled_) return;
  spellings_ =
      respelled_->report([this](const document::Digest& key) { return documents_with(key); });
  respelled_.reset();
}

std::int64_t KeyCensus::documents_with(const document::Digest& key) const {
  const auto [first, last] =
      std::equal_range(entries_.begin(), entries_.end(), Entry{key, 0, 0, Type::object},
                       [](const Entry& a, const Entry& b) { return a.key < b.key; });
  return last - first;
}

Value KeyCensus::sizes() const {
  std::map<std::size_t, std::size_t> counts;
  for (const Group& group : groups_) ++counts[group.size()];
  Value sizes = Value::array();
  for (const auto& [size, groups] : counts) sizes.push_back({{"size", size}, {"groups", groups}});
  return sizes;
}

Value KeyCensus::mixed() const {
  std::vector<std::tuple<std::uint64_t, Type>> spellings;  // one an entry
  for (const Entry& entry : entries_)
    if (entry.text != 0) spellings.emplace_back(entry.text, entry.type);
  std::ranges::sort(spellings);
  struct Count {
    std::int64_t values = 0, documents = 0;
  };
  std::map<std::vector<std::string_view>, Count> found;
  for (std::size_t begin = 0, end = 0; begin < spellings.size(); begin = end) {
    std::vector<std::string_view> types;
    for (; end < spellings.size() && std::get<0>(spellings[end]) == std::get<0>(spellings[begin]);
         ++end) {
      const Type type = std::get<1>(spellings[end]);
      // Numbers of two types are one key.
      const std::string_view alias = document::is_number(type) ? "number" : document::alias(type);
      if (types.empty() || types.back() != alias) types.push_back(alias);
    }
    if (types.size() < 2) continue;
    Count& count = found[types];
    ++count.values;
    count.documents += static_cast<std::int64_t>(end - begin);
  }
  Value mixed = Value::array();
  for (const auto& [types, count] : found)
    mixed.push_back({{"types", types}, {"values", count.values}, {"documents", count.documents}});
  return mixed;
}

Document KeyCensus::counts(bool values) const {
  std::map<std::string, std::int64_t> by_name;
  for (const auto& [type, count] : types_) by_name[std::string(document::alias(type))] += count;
  Value types = Value::object();
  for (const auto& [name, count] : by_name) types[name] = count;
  std::size_t in_groups = 0;
  for (const Group& group : groups_) in_groups += group.size();
  Document counts = {{"key", name_}, {"distinct", distinct_}};
  counts.update(nobody_.counts(values));
  counts.update({{"arrays", arrays_},
                 {"types", types},
                 {"mixed", mixed()},
                 {"groups",
                  {{"count", groups_.size()},
                   {"documents", in_groups},
                   {"largest", groups_.empty() ? 0 : groups_.front().size()},
                   {"sizes", sizes()}}}});
  if (!normalise_.empty()) counts["normalise"] = value_of(normalise_);
  counts["spellings"] = spellings_;
  return counts;
}

}  // namespace profilestore::investigating

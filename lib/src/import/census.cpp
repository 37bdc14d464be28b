#include "import/census.hpp"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <set>
#include <tuple>

#include "document/moment.hpp"
#include "document/path.hpp"
#include "document/type.hpp"

namespace profilestore::importing {
namespace {

using document::Digest;
using document::Type;

constexpr std::size_t shown_updates = 10;

std::optional<std::int64_t> date_at(const Document& document, std::string_view name) {
  const Value* value = document::member(document, name);
  if (value == nullptr || document::type_of(*value) != Type::date) return std::nullopt;
  return document::millis_of_date(*value);
}

// What two documents of one origin have in common: not their _id, not their dates.
Digest content_of(const Document& document) {
  Document content = Document::object();
  for (const auto& [name, value] : document.items()) {
    const Type type = document::type_of(value);
    if (name != "_id" && name != "__v" && type != Type::date && type != Type::timestamp)
      content[name] = value;
  }
  return document::digest_of(content.dump());
}

// Whether a person writes it in capitals or not, it is one address.
UniqueIndex identity_index(const std::string& path) {
  return {.paths = path, .missing = Missing::distinct, .collation = Collation{.strength = 2}};
}

}  // namespace

std::size_t Census::DigestHash::operator()(const Digest& digest) const {
  std::size_t hash = 0;
  std::memcpy(&hash, digest.data(), sizeof hash);
  return hash;
}

Census::Census(const InvestigateOptions& options)
    : options_(options), key_(UniqueIndex{options.key, Missing::collide}) {
  for (const std::string& path : options.identity) identity_.emplace_back(identity_index(path));
}

std::vector<std::string> Census::fields() const {
  return {"_id", options_.updated, key_.paths().front().segments().front()};
}

std::optional<Digest> Census::key_of(const Document& fields) const {
  const keys::Extract extract = key_.extract(fields);
  if (extract.state == keys::State::several) return std::nullopt;
  const Value* value = document::find(fields, key_.paths().front());
  if (value == nullptr || value->is_null()) return std::nullopt;
  return document::digest_of(keys::bytes_of(extract.key));
}

void Census::count(const Document& fields) {
  ++documents_;
  const auto key = key_of(fields);
  if (!key) {
    const Value* value = document::find(fields, key_.paths().front());
    const bool several = key_.extract(fields).state == keys::State::several;
    ++(several ? arrays_ : value == nullptr ? missing_ : null_);
    return;
  }
  const Value* value = document::find(fields, key_.paths().front());
  ++types_[std::string(document::alias(document::type_of(*value)))];
  keys_.push_back(*key);
  if (const auto moment = date_at(fields, options_.updated)) updates_.push_back({*moment, *key});
}

void Census::find_groups() {
  std::sort(keys_.begin(), keys_.end());
  std::size_t kept = 0;
  for (const Digest* first = keys_.begin(); first != keys_.end();) {
    const Digest* last = std::find_if(first, std::as_const(keys_).end(),
                                      [&](const Digest& other) { return other != *first; });
    ++distinct_;
    if (const auto size = last - first; size > 1) {
      ++sizes_[size];
      in_groups_ += size;
      keys_[kept++] = *first;
    }
    first = last;
  }
  keys_.shorten(kept);
  find_shared_updates();
}

void Census::find_shared_updates() {
  struct Share {
    std::int64_t moment, documents, keys;
  };
  std::sort(updates_.begin(), updates_.end(), [](const Update& a, const Update& b) {
    return std::tie(a.moment, a.key) < std::tie(b.moment, b.key);
  });
  std::vector<Share> shared;
  for (std::size_t i = 0; i < updates_.size();) {
    Share share{updates_[i].moment, 0, 0};
    for (std::size_t first = i; i < updates_.size() && updates_[i].moment == share.moment; ++i) {
      ++share.documents;
      if (i == first || updates_[i].key != updates_[i - 1].key) ++share.keys;
    }
    if (share.documents > 1) shared.push_back(share);
  }
  std::stable_sort(shared.begin(), shared.end(),
                   [](const Share& a, const Share& b) { return a.documents > b.documents; });
  for (std::size_t i = 0; i < std::min(shared.size(), shown_updates); ++i)
    shared_updates_.push_back({{"updatedAt", document::date_of_millis(shared[i].moment)},
                               {"documents", shared[i].documents},
                               {"keys", shared[i].keys}});
}

bool Census::is_of_a_group(const Document& fields) const {
  const auto key = key_of(fields);
  return key && std::binary_search(keys_.begin(), keys_.end(), *key);
}

void Census::look(const Document& document) {
  Group& group = groups_[*key_of(document)];
  if (group.members.empty()) group.key = *document::find(document, key_.paths().front());
  group.members.push_back(member_of(document));
}

Census::Member Census::member_of(const Document& document) const {
  const Value* id = document::member(document, "_id");
  Member member{id == nullptr ? std::nullopt : ObjectId::from_value(*id),
                date_at(document, options_.updated),
                id == nullptr ? Digest{} : document::digest_of(id->dump()), content_of(document),
                std::nullopt};
  std::string identity;
  for (const keys::Indexer& index : identity_) {
    const keys::Extract extract = index.extract(document);
    if (extract.state == keys::State::keyed) identity += keys::bytes_of(extract.key) + '\0';
  }
  if (!identity.empty()) member.identity = document::digest_of(identity);
  return member;
}

}  // namespace profilestore::importing

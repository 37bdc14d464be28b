#include "staging/read_document.hpp"

#include <algorithm>
#include <profilestore/error.hpp>
#include <span>

#include "catalog/condition.hpp"
#include "catalog/rows.hpp"
#include "document/tuples.hpp"
#include "history/origin.hpp"
#include "update/update.hpp"

namespace profilestore::staging {
namespace {

using document::Digest;

// Canonical spelling and indentation make a document longer than its normal form, but not
// endlessly.
constexpr std::size_t longest_piece = 8 * max_document_bytes;

std::optional<merge::Nobody> nobody_in(const document::Tuple& tuple) {
  for (const Value* value : tuple)
    if (const auto nobody = merge::nobody_of(value)) return nobody;
  return std::nullopt;
}

std::vector<std::string> each_once(std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace

ImportSchema ImportSchema::of(const catalog::CollectionEntry& collection, std::string_view keep,
                              const Paths* grouping) {
  ImportSchema schema{.rules = merge::Rules::parse(keep), .validator = collection.validator};
  const catalog::IndexEntry* groups =
      grouping == nullptr ? nullptr : collection.unique_over(*grouping);
  for (const catalog::IndexEntry& entry : collection.indexes) {
    if (&entry == groups) schema.grouping = schema.indexes.size();
    (entry.unique() ? schema.indexes : schema.plain).push_back(entry);
  }
  return schema;
}

std::vector<std::string> ImportSchema::fields() const {
  std::vector<std::string> names = key_fields();
  std::ranges::move(rules.fields(), std::back_inserter(names));
  std::ranges::move(identity.fields(), std::back_inserter(names));
  if (users) std::ranges::move(users->fields(), std::back_inserter(names));
  for (const merge::RuleQuestion& question : questions)
    for (const merge::AskedField& field : question.fields)
      names.push_back(field.path.segments().front());
  return each_once(std::move(names));
}

std::vector<std::string> ImportSchema::key_fields() const {
  std::vector<std::string> names;
  for (const auto& some : {std::cref(indexes), std::cref(plain)})
    for (const catalog::IndexEntry& entry : some.get()) {
      for (const document::Path& path : entry.index.paths())
        names.push_back(path.segments().front());
      std::ranges::move(catalog::fields_of_condition(entry.index.rule().where),
                        std::back_inserter(names));
    }
  return each_once(std::move(names));
}

DocumentReader::DocumentReader(const ImportSchema& schema)
    : reader_(schema.fields(), extjson::Syntax::exported), key_reader_(schema.key_fields()) {
  if (schema.users) adopter_.emplace(*schema.users);
}

ReadDocument DocumentReader::read(std::string_view piece) {
  if (piece.size() > longest_piece)
    throw InvalidInput(17420, "larger than the maximum size of a document");
  extjson::Reading reading = reader_.read(piece);
  ReadDocument read{std::string(reading.normal), std::move(reading.fields),
                    document::digest_of(reading.normal), reading.filled};
  if (read.text.starts_with("{\"_id\":{\"$oid\":")) return read;  // in its place, and a good one
  Document whole = catalog::decode(read.text);
  if (!whole.contains("_id")) whole["_id"] = history::id_of_content(read.content);
  update::ensure_id(whole);
  read.text = catalog::encode(whole);
  read.fields["_id"] = whole["_id"];
  return read;
}

ReadDocument DocumentReader::read(const sources::Source& source, std::string_view piece) {
  ReadDocument read = read_without_lookup(source, piece);
  if (!adopter_) return read;
  read.adoption = adopter_->look_up(read.fields);
  if (!read.adoption || read.adoption->answer != Adoption::Answer::adopted) return read;
  adopter_->give(*read.adoption, read.fields);
  Document whole = catalog::decode(read.text);
  adopter_->give(*read.adoption, whole);
  read.text = catalog::encode(whole);
  ++read.filled;
  return read;
}

std::vector<RuleFailure> failures_of(const ImportSchema& schema, std::string_view normal) {
  if (!schema.validator) return {};
  return schema.validator->failures(nullptr, catalog::decode(normal));
}

std::span<const Digest> KeyDigest::all() const {
  if (state == keys::State::keyed) return {&digest, 1};
  return elements;
}

bool KeyDigest::shares(const KeyDigest& other) const {
  const auto mine = all();
  return std::ranges::find_first_of(mine, other.all()) != mine.end();
}

KeyDigest key_digest(const catalog::IndexEntry& index, const Document& fields) {
  keys::Extract extract = index.extract(fields);
  // The name keeps equal values of two indexes apart.
  const auto digest_of = [&](const keys::Key& key) {
    thread_local std::string bytes;
    bytes = index.name();
    bytes += '\0';
    keys::append_bytes(bytes, key);
    return document::digest_of(bytes);
  };
  KeyDigest digest{extract.state, digest_of(extract.key), std::move(extract.path)};
  for (const keys::Key& key : extract.keys) digest.elements.push_back(digest_of(key));
  return digest;
}

std::optional<merge::Nobody> nobody_under(const catalog::IndexEntry& index,
                                          const Document& fields) {
  if (index.index.name() == catalog::id_index_name) return std::nullopt;
  std::optional<merge::Nobody> nobody;
  for (const document::Path& path : index.index.paths())
    if (!nobody) nobody = merge::nobody_of(document::find(fields, path));
  if (nobody != merge::Nobody::missing) return nobody;
  const document::Tuples found = document::tuples_at(fields, index.index.paths());
  if (!found.has_array) return nobody;
  for (const document::Tuple& tuple : found.tuples)
    if (!nobody_in(tuple)) return std::nullopt;
  return nobody_in(found.tuples.front());
}

std::optional<merge::Nobody> nobody_among(const catalog::IndexEntry& index,
                                          const Document& fields) {
  const Missing rule = index.index.rule().missing;
  for (const document::Tuple& tuple : document::tuples_at(fields, index.index.paths()).tuples) {
    const auto nobody = nobody_in(tuple);
    const bool exempt = nobody == merge::Nobody::missing
                            ? rule == Missing::sparse || rule == Missing::distinct
                            : nobody == merge::Nobody::null && rule == Missing::distinct;
    if (nobody && !exempt) return nobody;
  }
  return std::nullopt;
}

bool groups_by_id(const KeyDigest& key, std::optional<merge::Nobody> nobody) {
  return nobody || (key.state != keys::State::keyed && key.elements.empty());
}

bool groups_by_id(const ImportSchema& schema, const KeyDigest& key, const Document& fields) {
  return groups_by_id(key, nobody_under(schema.indexes[schema.grouping], fields));
}

std::uint64_t prefix_of(const KeyDigest& key) {
  return key.state == keys::State::keyed ? prefix_of(key.digest) : 0;
}

std::uint64_t prefix_of(const Digest& digest) {
  std::uint64_t prefix = 0;
  for (std::size_t i = 0; i < 8; ++i) prefix = prefix << 8 | digest[i];
  return prefix;
}

}  // namespace profilestore::staging

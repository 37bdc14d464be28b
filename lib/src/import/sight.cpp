#include "import/sight.hpp"

#include <algorithm>
#include <profilestore/error.hpp>
#include <profilestore/object_id.hpp>

#include "store/condition.hpp"
#include "store/rows.hpp"
#include "update/update.hpp"

namespace profilestore::importing {
namespace {

using document::Digest;

// Canonical spelling and indentation make a document longer than its normal form, but not
// endlessly.
constexpr std::size_t longest_piece = 8 * max_document_bytes;

}  // namespace

Scheme Scheme::of(const store::CollectionEntry& collection, std::string_view keep,
                  const Paths* grouping) {
  Scheme scheme{.rules = merge::Rules::parse(keep), .validator = collection.validator};
  for (const store::IndexEntry& entry : collection.indexes) {
    if (entry.unique() && grouping != nullptr && entry.index.rule().paths.same_as(*grouping))
      scheme.grouping = scheme.indexes.size();
    (entry.unique() ? scheme.indexes : scheme.plain).push_back(entry);
  }
  return scheme;
}

std::vector<std::string> Scheme::fields() const {
  std::vector<std::string> names = rules.fields();
  std::ranges::move(identity.fields(), std::back_inserter(names));
  if (users) std::ranges::move(users->fields(), std::back_inserter(names));
  for (const auto& some : {std::cref(indexes), std::cref(plain)})
    for (const store::IndexEntry& entry : some.get()) {
      for (const document::Path& path : entry.index.paths())
        names.push_back(path.segments().front());
      std::ranges::move(store::fields_of_condition(entry.index.rule().where),
                        std::back_inserter(names));
    }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

Eye::Eye(const Scheme& scheme) : reader_(scheme.fields()) {
  if (scheme.users) adopter_.emplace(*scheme.users);
}

Sight Eye::see(std::string_view piece) {
  if (piece.size() > longest_piece) throw InvalidInput(17420, "larger than any document can be");
  extjson::Reading reading = reader_.read(piece);
  Sight sight{std::string(reading.normal), std::move(reading.fields),
              document::digest_of(reading.normal), reading.filled};
  if (sight.text.starts_with("{\"_id\":{\"$oid\":")) return sight;  // in its place, and a good one
  Document whole = store::decode(sight.text);
  if (!whole.contains("_id")) whole["_id"] = id_of_content(sight.content);
  update::ensure_id(whole);
  sight.text = store::encode(whole);
  sight.fields["_id"] = whole["_id"];
  return sight;
}

Sight Eye::see(const Source& source, std::string_view piece) {
  Sight sight = see_as_read(source, piece);
  if (!adopter_) return sight;
  sight.adoption = adopter_->look_up(sight.fields);
  if (!sight.adoption || sight.adoption->answer != Adoption::Answer::adopted) return sight;
  adopter_->give(*sight.adoption, sight.fields);
  Document whole = store::decode(sight.text);
  adopter_->give(*sight.adoption, whole);
  sight.text = store::encode(whole);
  ++sight.filled;
  return sight;
}

Sight Eye::see_verbatim(std::string_view piece, const Digest& content) {
  return {std::string(piece), reader_.fields_of(piece), content, 0};
}

std::vector<Failure> failures_of(const Scheme& scheme, const Sight& sight) {
  if (!scheme.validator) return {};
  return scheme.validator->failures(nullptr, store::decode(sight.text));
}

// The digest's first 8 bytes behind a time of 1970: older than any real one, so that an `_id` made
// here never wins by its time.
Value id_of_content(const Digest& content) {
  ObjectId::Bytes bytes{};
  std::copy_n(content.begin(), 8, bytes.begin() + 4);
  return ObjectId(bytes);
}

KeySight key_sight(const store::IndexEntry& index, const Document& fields) {
  keys::Extract extract = index.extract(fields);
  // The name keeps equal values of two indexes apart.
  return {extract.state, document::digest_of(index.name() + '\0' + keys::bytes_of(extract.key)),
          std::move(extract.path)};
}

std::uint64_t prefix_of(const KeySight& key) {
  if (key.state != keys::State::keyed) return 0;
  std::uint64_t prefix = 0;
  for (std::size_t i = 0; i < 8; ++i) prefix = prefix << 8 | key.digest[i];
  return prefix;
}

}  // namespace profilestore::importing

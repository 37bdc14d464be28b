// What an import sees in one document: its stored form, its keys, its digests.
#pragma once

#include <profilestore/document.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.hpp"
#include "document/bytes.hpp"
#include "extjson/field_reader.hpp"
#include "extjson/reader.hpp"
#include "keys/key.hpp"
#include "merge/identity.hpp"
#include "merge/merging.hpp"
#include "merge/nobody.hpp"
#include "merge/rules.hpp"
#include "merge/ruleset.hpp"
#include "sources/source.hpp"
#include "staging/users.hpp"

namespace profilestore::staging {

class MergedIds;

/// What an import looks for in a document.
struct ImportSchema {
  std::vector<catalog::IndexEntry> indexes =
      {};                                       ///< the unique ones of the collection, `_id_` first
  std::vector<catalog::IndexEntry> plain = {};  ///< the others
  std::size_t grouping = 0;                     ///< which of them groups
  merge::Rules rules;
  std::shared_ptr<const catalog::ParsedValidator> validator =
      nullptr;  ///< of the collection; null: none
  merge::Merging merging = {};
  merge::Identity identity = {};
  merge::Existing existing = merge::Existing::merge;
  std::shared_ptr<const Users> users = nullptr;           ///< null: documents are not looked up
  std::shared_ptr<const MergedIds> merged_ids = nullptr;  ///< null: none were merged by hand
  std::vector<merge::RuleQuestion> questions = {};  ///< what rules and keys ask of the documents

  /// `grouping`: the paths whose index groups; if null, or of no index, `_id_` does.
  static ImportSchema of(const catalog::CollectionEntry& collection, std::string_view keep,
                         const Paths* grouping);

  std::vector<std::string> fields() const;      ///< the top-level names to read
  std::vector<std::string> key_fields() const;  ///< those of them that the keys are made of
};

/// One document as both passes see it.
struct ReadDocument {
  std::string text;          ///< as it will be stored: normal form, `_id` first
  Document fields;           ///< those of ImportSchema::fields(), `_id` among them
  document::Digest content;  ///< of the normal form as it was read
  std::size_t filled = 0;
  std::optional<Adoption> adoption = {};  ///< of a document of a source that named no user

  /// What the stored row shall say that it comes from.
  document::Digest origin() const { return adoption ? document::digest_of(text) : content; }
};

/// Reads single documents. Not for several threads at once.
class DocumentReader {
 public:
  explicit DocumentReader(const ImportSchema& schema);

  /// Throws MalformedJson, or InvalidInput for an `_id` that no document may have. A document
  /// without an `_id` gets one that its content gives, so that the same document gets the same
  /// again. REQUIRES: the bytes after it are readable as those of a source are.
  ReadDocument read(std::string_view piece);

  /// A piece of a source, whatever its format. A document that names no user is looked up, and seen
  /// as it will be if one was found.
  ReadDocument read(const sources::Source& source, std::string_view piece);

  /// The same, nobody looked up.
  ReadDocument read_without_lookup(const sources::Source& source, std::string_view piece) {
    return read(source.json_of(piece, json_));
  }

  /// What the keys of a document are made of, of a piece that has been seen before and found to be
  /// just what is stored.
  Document key_fields_of(std::string_view piece) { return key_reader_.fields_of(piece); }

 private:
  extjson::Reader reader_;
  extjson::FieldReader key_reader_;
  std::string json_;  ///< of the last piece that was not JSON
  std::optional<Adopter> adopter_;
};

/// What a document fails under the validator of its collection, as an insert would.
std::vector<RuleFailure> failures_of(const ImportSchema& schema, std::string_view normal);

/// Digests of the keys of a document under one index.
struct KeyDigest {
  keys::State state;
  document::Digest digest;
  std::string path;                             ///< at fault, where the state is one
  std::vector<document::Digest> elements = {};  ///< of State::several: one for each key

  /// Of each key that the document has.
  std::span<const document::Digest> all() const;

  /// Whether the two have a key in common.
  bool shares(const KeyDigest& other) const;
};
KeyDigest key_digest(const catalog::IndexEntry& index, const Document& fields);

/// Why the key of a document under an index names nobody, by the first of its paths that does; of
/// an array, if none of its elements names somebody. An `_id` always names its document.
std::optional<merge::Nobody> nobody_under(const catalog::IndexEntry& index, const Document& fields);

/// Why an element of an array, which is a key of the document, names nobody.
std::optional<merge::Nobody> nobody_among(const catalog::IndexEntry& index, const Document& fields);

/// Whether a document is grouped with those of its `_id` only: it has no key, or one that names
/// nobody; see nobody_under().
bool groups_by_id(const KeyDigest& key, std::optional<merge::Nobody> nobody);
bool groups_by_id(const ImportSchema& schema, const KeyDigest& key, const Document& fields);

/// The first 8 bytes of the digest; 0 unless the document has just one key.
std::uint64_t prefix_of(const KeyDigest& key);
std::uint64_t prefix_of(const document::Digest& digest);

}  // namespace profilestore::staging

// What an import sees in one document: its stored form, its keys, its digests.
#pragma once

#include <profilestore/document.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "document/bytes.hpp"
#include "extjson/reader.hpp"
#include "import/source.hpp"
#include "keys/key.hpp"
#include "merge/identity.hpp"
#include "merge/merging.hpp"
#include "merge/rules.hpp"
#include "merge/ruleset.hpp"
#include "store/catalog.hpp"

namespace profilestore::importing {

/// What an import looks for in a document.
struct Scheme {
  std::vector<store::IndexEntry> indexes = {};  ///< the unique ones of the collection, `_id_` first
  std::vector<store::IndexEntry> plain = {};    ///< the others
  std::size_t grouping = 0;                     ///< which of them groups
  merge::Rules rules;
  std::shared_ptr<const store::ParsedValidator> validator =
      nullptr;  ///< of the collection; null: none
  merge::Merging merging = {};
  merge::Identity identity = {};
  merge::Existing existing = merge::Existing::merge;

  /// `grouping`: the paths whose index groups; if null, or of no index, `_id_` does.
  static Scheme of(const store::CollectionEntry& collection, std::string_view keep,
                   const Paths* grouping);

  std::vector<std::string> fields() const;  ///< the top-level names to read
};

/// One document as both passes see it.
struct Sight {
  std::string text;          ///< as it will be stored: normal form, `_id` first
  Document fields;           ///< those of Scheme::fields(), `_id` among them
  document::Digest content;  ///< of the normal form as it was read
  std::size_t filled = 0;
};

/// Reads single documents. Not for several threads at once.
class Eye {
 public:
  explicit Eye(const Scheme& scheme);

  /// Throws MalformedJson, or InvalidInput for an `_id` that no document may have. A document
  /// without an `_id` gets one that its content gives, so that the same document gets the same
  /// again. REQUIRES: the bytes after it are readable as those of a source are.
  Sight see(std::string_view piece);

  /// A piece of a source, whatever its format.
  Sight see(const Source& source, std::string_view piece) {
    return see(source.json_of(piece, json_));
  }

  /// The same of a piece that has been seen before and found to be just what is stored.
  Sight see_verbatim(std::string_view piece, const document::Digest& content);

 private:
  extjson::Reader reader_;
  std::string json_;  ///< of the last piece that was not JSON
};

/// What a document fails under the validator of its collection, as an insert would.
std::vector<Failure> failures_of(const Scheme& scheme, const Sight& sight);

/// The `_id` of a document that has none.
Value id_of_content(const document::Digest& content);

/// Digests of the keys of a document under one index.
struct KeySight {
  keys::State state;
  document::Digest digest;
  std::string path;  ///< at fault, where the state is one
};
KeySight key_sight(const store::IndexEntry& index, const Document& fields);

/// The first 8 bytes of the digest; 0 unless the document has just one key.
std::uint64_t prefix_of(const KeySight& key);

}  // namespace profilestore::importing

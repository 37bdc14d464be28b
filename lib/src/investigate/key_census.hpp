// What documents have at one key, and which of them share it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <profilestore/document.hpp>
#include <profilestore/index.hpp>
#include <span>
#include <string>
#include <vector>

#include "document/bytes.hpp"
#include "document/type.hpp"
#include "files/spill_vector.hpp"
#include "investigate/nobody_tally.hpp"
#include "investigate/spellings.hpp"
#include "keys/key.hpp"

namespace profilestore::investigating {

/// Keeps 40 bytes a document, whatever its key is; beyond some megabytes in a file without a name.
class KeyCensus {
 public:
  /// Throws InvalidInput for paths that no index can have. `normalise`: which texts are one key;
  /// empty: equal ones, and counts() tells what others would be.
  explicit KeyCensus(const Paths& paths, const Normalise& normalise = {});

  /// "userId", "tenant,email"
  const std::string& name() const { return name_; }
  const keys::Indexer& indexer() const { return indexer_; }

  /// `ordinal`: the number of the document, by which groups name it.
  void add(std::uint32_t ordinal, const Document& fields);

  struct Entry {
    document::Digest key;
    std::uint64_t text;  ///< what the values of types that can be mistaken for others spell
    std::uint32_t ordinal;
    document::Type type;
  };
  using Group = std::span<const Entry>;  ///< in the order of the ordinals

  /// Groups what was added. Call it once, when all is added.
  void close();

  /// Those of several documents: the larger first, equal ones in the order of their keys' digests.
  const std::vector<Group>& groups() const { return groups_; }
  const files::SpillVector<Entry>& entries() const { return entries_; }

  /// "key", "distinct", "null", "missing", …, "arrays", "types", "mixed", "groups", "spellings":
  /// see profilestore::investigate. `values`: whether it may hold texts of documents.
  Document counts(bool values) const;

 private:
  bool is_of_nobody(const Document& fields, const keys::Extract& extract);
  Value sizes() const;
  Value mixed() const;
  std::int64_t documents_with(const document::Digest& key) const;

  std::string name_;
  Normalise normalise_;
  std::optional<Spellings> respelled_;  ///< if no text is normalised
  Value spellings_ = Value::array();    ///< once closed
  keys::Indexer indexer_;
  std::int64_t arrays_ = 0;
  NobodyTally nobody_;
  std::size_t distinct_ = 0;
  std::map<document::Type, std::int64_t> types_;
  files::SpillVector<Entry> entries_;  ///< by key, once closed
  std::vector<Group> groups_;
};

}  // namespace profilestore::investigating

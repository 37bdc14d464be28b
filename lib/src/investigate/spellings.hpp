// Which keys are one key that is spelled in several ways, and what would make them equal.
#pragma once

#include <cstdint>
#include <functional>
#include <profilestore/document.hpp>
#include <profilestore/index.hpp>
#include <vector>

#include "document/bytes.hpp"
#include "files/spill_vector.hpp"
#include "keys/key.hpp"

namespace profilestore::investigating {

/// Keeps 64 bytes of each key that is not its own normal form, for each way of normalising.
class Spellings {
 public:
  explicit Spellings(const Paths& paths);

  /// A document with one key, and the digest of that.
  void add(const Document& fields, const keys::Key& key, const document::Digest& digest);

  /// How many documents have a key, by its digest.
  using Documents = std::function<std::int64_t(const document::Digest&)>;

  /// [{"normalise": ["trim", "nfc", "case"], "groups": 951, "documents": 1902}, …]: the groups of
  /// documents with different keys that would be one key, in the order of the ways; each way that
  /// finds more than what it includes.
  Value report(const Documents& documents);

 private:
  struct Respelled {
    document::Digest form, key;
  };
  struct Way {
    Normalise normalise;
    keys::Indexer indexer;
    bool is_plausible;  ///< by the names of the paths, or by what the values look like
    files::SpillVector<Respelled> respelled = {};
  };
  struct Found {
    std::int64_t groups = 0, documents = 0;
  };
  static Found found(Way& way, const Documents& documents);

  std::vector<Way> ways_;
  bool may_be_telephone_ = false;  ///< by the names of the paths
};

}  // namespace profilestore::investigating

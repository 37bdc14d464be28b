// How many documents of other collections refer to an `_id`: for rules most-referenced:….
#pragma once

#include <cstdint>
#include <cstring>
#include <functional>
#include <profilestore/document.hpp>
#include <set>
#include <string>
#include <unordered_map>

#include "document/bytes.hpp"
#include "document/path.hpp"

namespace profilestore::merge {

/// Remembers a digest and a number for each `_id` that is referred to.
class References {
 public:
  /// Whether the `$ref` of a DBRef names a collection that is another than the one asked for.
  using IsOther = std::function<bool(const std::string& name)>;

  /// Counts a document that may refer at `path`: to each `_id` once, however often it has it there.
  /// Arrays are entered, on the way and at its end. A reference is the `_id` itself, the text of an
  /// ObjectId's 24 hexadecimal digits, a DBRef, or an object with an `_id`. False if `path` leads
  /// to nothing.
  bool count(const Document& document, const document::Path& path, const IsOther& is_other);

  /// The documents that refer to it.
  std::int64_t to(const Value& id) const;

  /// Of all that is counted.
  std::string sha256() const;

 private:
  struct Hash {
    std::size_t operator()(const document::Digest& digest) const {
      std::size_t hash = 0;
      std::memcpy(&hash, digest.data(), sizeof hash);
      return hash;
    }
  };
  std::unordered_map<document::Digest, std::uint32_t, Hash> counts_;
};

}  // namespace profilestore::merge

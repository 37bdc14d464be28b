// The quarantine of a collection: what its sources held that is not in it, byte for byte.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "history/archive.hpp"
#include "merge/plan.hpp"
#include "sqlite/connection.hpp"

namespace profilestore::history {

class Quarantine {
 public:
  /// `collection`: its id.
  Quarantine(sqlite::Connection& connection, std::int64_t collection)
      : connection_(connection), collection_(collection) {}

  /// Whether a piece of these bytes is in it, all of them.
  bool has(std::string_view piece) const;

  /// Keeps a piece of a source, for its place, whatever else is there. It can be as large as its
  /// source, a row can not: longer ones are kept in parts, each under its own digest.
  /// REQUIRES: a write transaction is open.
  void keep(std::int64_t import, const merge::Candidate& place, std::string_view piece,
            std::string_view reason);

  /// Keeps a document that the store had, under the digest of what it was imported as.
  void keep(std::int64_t import, const StoredDocument& document, std::string_view reason);

  /// What is in it under that digest: what the store had before what a source had.
  std::optional<std::string> body_of(const merge::Digest& digest) const;

 private:
  bool has_part(std::string_view part) const;

  sqlite::Connection& connection_;
  std::int64_t collection_;
};

}  // namespace profilestore::history

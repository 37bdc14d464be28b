// Cuts a file of mongodump into its documents: each tells its length.
#pragma once

#include <vector>

#include "splitting/splitter.hpp"

namespace profilestore::splitting {

/// Whether a source looks like one document of BSON after the other.
bool looks_like_bson(std::string_view source);

/// Where a source of BSON may be cut for several readers: between two documents, about every
/// `part_bytes`; no more behind one whose length can't be right.
std::vector<std::size_t> bson_cuts(std::string_view source, std::size_t chunk_bytes);

class BsonSplitter final : public Splitter {
 public:
  BsonSplitter(std::string_view source, Test test, const Place& place);

  /// A document whose length is sound is a piece, usable or not. Where it is not, the piece goes on
  /// to the next place from which sound documents follow each other to the end, or three of them;
  /// else to the end. (One alone may stand within another.) The beginning of a document that the
  /// source ends in is one piece, whatever stands in it.
  std::optional<Piece> next(std::size_t limit) override;

  Place place() const override { return {at_, number_, {}}; }
  bool depended_on_context() const override { return false; }

 private:
  std::size_t next_sound(std::size_t from) const;
  bool sound_from(std::size_t at) const;

  std::string_view source_;
  Test test_;
  std::size_t at_;
  std::uint32_t number_;
};

}  // namespace profilestore::splitting

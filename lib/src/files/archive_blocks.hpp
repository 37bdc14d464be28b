// The blocks of an archive of mongodump: where the documents of each collection are.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "files/file.hpp"
#include "files/spill_vector.hpp"

namespace profilestore::files {

/// Documents of one collection that follow each other.
struct ArchiveSegment {
  std::uint64_t offset, size;
  std::uint32_t collection;
};

struct ArchivedCollection {
  std::string database, name, metadata, type;
  bool has_blocks = false, ended = false;
  bool added_behind_end = false;     ///< a block came after that with EOF
  std::optional<std::uint64_t> crc;  ///< as the archive tells
  std::string full_name() const { return database.empty() ? name : database + "." + name; }
};

class ArchiveBlocks {
 public:
  /// Reads them all. Throws StorageFailure as collections_of does.
  explicit ArchiveBlocks(const File& archive);

  const std::vector<ArchivedCollection>& collections() const { return collections_; }

  /// By collection, and as they follow each other in the archive.
  const SpillVector<ArchiveSegment>& segments() const { return segments_; }

  bool ends_in_list() const { return ends_in_list_; }

 private:
  enum class Next { document, end, cut_off };

  Next next(std::string_view expected);
  void read_list();
  void list(std::string_view document, std::size_t at);
  void read_block();
  std::uint32_t collection_of(const std::string& database, const std::string& name);
  [[noreturn]] void broken(std::size_t at, const std::string& what) const;

  const File& archive_;
  std::string_view bytes_;
  std::size_t at_ = 0;
  std::string_view document_;  ///< that next() has passed
  std::vector<ArchivedCollection> collections_;
  std::unordered_map<std::string, std::uint32_t> by_name_;  ///< of database, NUL, name
  SpillVector<ArchiveSegment> segments_;
  bool ends_in_list_ = false, in_blocks_ = false;
};

}  // namespace profilestore::files

#include "files/archive_blocks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <profilestore/error.hpp>
#include <tuple>

#include "files/archive_header.hpp"

namespace profilestore::files {
namespace {

constexpr std::size_t magic_length = 4;
constexpr std::size_t length_of_length = 4;
constexpr std::int32_t end_of_block = -1;
constexpr std::int32_t shortest_document = 5;
constexpr std::int32_t longest_document = (16 << 20) + (16 << 10);  // MongoDB's, with a command

std::int32_t length_at(std::string_view bytes, std::size_t at) {
  std::uint32_t length = 0;
  for (std::size_t i = 0; i < length_of_length; ++i)
    length |= std::uint32_t{static_cast<unsigned char>(bytes[at + i])} << (8 * i);
  return static_cast<std::int32_t>(length);
}

bool is_part_of_end(std::string_view bytes) {
  return bytes.size() < length_of_length && bytes.find_first_not_of('\xFF') == bytes.npos;
}

}  // namespace

ArchiveBlocks::ArchiveBlocks(const File& archive)
    : archive_(archive), bytes_(archive.bytes()), at_(magic_length) {
  read_list();
  in_blocks_ = true;
  while (at_ < bytes_.size()) read_block();
  std::sort(segments_.begin(), segments_.end(),
            [](const ArchiveSegment& a, const ArchiveSegment& b) {
              return std::tie(a.collection, a.offset) < std::tie(b.collection, b.offset);
            });
}

void ArchiveBlocks::broken(std::size_t at, const std::string& what) const {
  const std::string before =
      in_blocks_ ? fmt::format("; what is before that byte can be imported alone: head -c {}", at)
                 : "";
  throw StorageFailure(
      fmt::format("{} is an archive of mongodump that is broken at byte {}: {}; nothing was read. "
                  "Take another copy of it, or dump again{}",
                  archive_.name() == "-" ? "standard input" : archive_.name(), at, what, before),
      0);
}

// Passes a document or an end; of what is cut off, nothing.
ArchiveBlocks::Next ArchiveBlocks::next(std::string_view expected) {
  if (bytes_.size() - at_ < length_of_length) return Next::cut_off;
  const std::int32_t length = length_at(bytes_, at_);
  if (length == end_of_block) {
    at_ += length_of_length;
    return Next::end;
  }
  if (length < shortest_document || length > longest_document)
    broken(at_,
           fmt::format("{} must begin here, and {} is not the length of one", expected, length));
  const auto size = static_cast<std::size_t>(length);
  if (bytes_.size() - at_ < size) return Next::cut_off;
  document_ = bytes_.substr(at_, size);
  if (document_.back() != '\0')
    broken(at_,
           fmt::format("{} of {} bytes begins here, and does not end there", expected, length));
  at_ += size;
  return Next::document;
}

void ArchiveBlocks::read_list() {
  const Next first = next("its header");
  if (first == Next::end) broken(magic_length, "it has no header");
  if (first == Next::document) {
    const ArchiveHeader header = read_archive_header(document_);
    if (!header.fault.empty()) broken(magic_length, "of its header, " + header.fault);
    if (header.version.value_or("0.1") != "0.1")
      broken(magic_length,
             "its format is of version " + *header.version + ", and only 0.1 is known");
    for (;;) {
      const std::size_t begin = at_;
      const Next found = next("the description of a collection");
      if (found == Next::end) return;
      if (found == Next::cut_off) break;
      list(document_, begin);
    }
  }
  if (collections_.empty()) broken(bytes_.size(), "it ends before it has named a collection");
  ends_in_list_ = true;
  at_ = bytes_.size();
}

void ArchiveBlocks::list(std::string_view document, std::size_t at) {
  ArchiveHeader header = read_archive_header(document);
  if (!header.fault.empty()) broken(at, "of the description of a collection, " + header.fault);
  if (header.collection.value_or("").empty()) broken(at, "the description names no collection");
  const std::size_t count = collections_.size();
  ArchivedCollection& one =
      collections_[collection_of(header.database.value_or(""), *header.collection)];
  if (collections_.size() == count) broken(at, "it lists " + one.full_name() + " twice");
  one.metadata = header.metadata.value_or("");
  one.type = header.type.value_or("");
}

std::uint32_t ArchiveBlocks::collection_of(const std::string& database, const std::string& name) {
  const auto [at, is_new] =
      by_name_.try_emplace(database + '\0' + name, static_cast<std::uint32_t>(collections_.size()));
  if (is_new) {
    collections_.emplace_back();
    collections_.back().database = database;
    collections_.back().name = name;
  }
  return at->second;
}

// At the end of an archive that is cut off, the beginning of a document belongs to its collection.
void ArchiveBlocks::read_block() {
  const std::size_t head = at_;
  const Next first = next("the head of a block");
  if (first == Next::end) broken(head, "the head of a block must begin here, not its end");
  if (first == Next::cut_off) {
    at_ = bytes_.size();
    return;
  }
  const ArchiveHeader header = read_archive_header(document_);
  if (!header.fault.empty()) broken(head, "of the head of a block, " + header.fault);
  if (header.collection.value_or("").empty())
    broken(head, "the head of a block names no collection");
  const std::uint32_t number = collection_of(header.database.value_or(""), *header.collection);
  const std::size_t begin = at_;
  std::size_t end = at_;
  Next found = next("a document");
  for (; found == Next::document; found = next("a document")) end = at_;
  if (found == Next::cut_off) {
    at_ = bytes_.size();
    if (!is_part_of_end(bytes_.substr(end))) end = at_;
  }
  ArchivedCollection& one = collections_[number];
  one.added_behind_end = one.added_behind_end || one.ended || (header.is_end && end > begin);
  one.has_blocks = true;
  // The end of a block may be all that is missing.
  one.ended = one.ended || (header.is_end && found == Next::end);
  if (header.is_end) one.crc = header.crc;
  if (end > begin) segments_.push_back({begin, end - begin, number});
}

}  // namespace profilestore::files

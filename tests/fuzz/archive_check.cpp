#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <map>
#include <profilestore/error.hpp>
#include <string>

#include "files/file_of.hpp"
#include "files/mongodump_archive.hpp"
#include "fuzz/checks.hpp"
#include "fuzz/require.hpp"

namespace fuzz {
namespace {

using namespace profilestore;
using Collections = std::vector<files::DumpedCollection>;

/// The bytes of documents in the blocks, by what the head of a block says, read the plainest way.
class PlainReader {
 public:
  explicit PlainReader(std::string_view bytes) : rest_(bytes.substr(4)) {}

  std::uint64_t document_bytes() {
    std::uint64_t sum = 0;
    while (!next().empty()) continue;  // what it lists
    if (rest_.empty()) return 0;
    while (!rest_.empty()) {
      if (next().empty()) return sum;  // the head of a block is cut off
      for (std::string_view one = next(); !one.empty(); one = next()) sum += one.size();
    }
    return sum + cut_off_;
  }

 private:
  // Empty: an end, of a block or of all.
  std::string_view next() {
    cut_off_ = 0;
    std::uint32_t length = 0;
    for (std::size_t i = 0; i < 4 && i < rest_.size(); ++i)
      length |= std::uint32_t{static_cast<unsigned char>(rest_[i])} << (8 * i);
    if (rest_.size() >= 4 && length == 0xFFFFFFFF) {
      rest_.remove_prefix(4);
      return {};
    }
    if (rest_.size() < 4 || length > rest_.size()) {
      const bool part_of_end =
          rest_.size() < 4 && rest_.find_first_not_of('\xFF') == std::string_view::npos;
      cut_off_ = part_of_end ? 0 : rest_.size();
      rest_ = {};
      return {};
    }
    const std::string_view document = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return document;
  }

  std::string_view rest_;
  std::uint64_t cut_off_ = 0;  ///< the beginning of a document that all ends in
};

std::string name_of(const files::DumpedCollection& one) {
  return one.database + '\0' + one.collection;
}

void check_cut_off(std::string_view bytes, const Collections& whole) {
  std::map<std::string, std::string_view> documents;
  for (const auto& one : whole) documents[name_of(one)] = one.file.bytes();
  Collections half;
  try {
    half = files::collections_of(file_of::bytes(bytes.substr(0, bytes.size() / 2 + 2), "half"));
  } catch (const StorageFailure&) {
    return;  // it ends in its header
  }
  for (const auto& one : half)
    require(documents[name_of(one)].starts_with(one.file.bytes()),
            "what is cut off begins as the whole does");
}

}  // namespace

void check_archive(std::string_view bytes) {
  const std::string magic = "\x6D\xE2\x99\x81";
  const std::string archive = (bytes.starts_with(magic) ? "" : magic) + std::string(bytes);
  require(files::is_mongodump_archive(archive), "an archive is known by its first bytes");
  Collections all;
  try {
    all = files::collections_of(file_of::bytes(archive, "archive"));
  } catch (const StorageFailure&) {
    return;
  }
  std::uint64_t sum = 0;
  for (const auto& one : all) sum += one.file.bytes().size();
  require(sum == PlainReader(archive).document_bytes(), "each byte of a document comes out once");
  check_cut_off(archive, all);
}

}  // namespace fuzz

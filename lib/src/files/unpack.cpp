#include "files/unpack.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <new>
#include <profilestore/error.hpp>

#include "files/gzip.hpp"
#include "files/temporary_file.hpp"

namespace profilestore::files {
namespace {

constexpr std::uint64_t always_unpacked = 64 << 20;
constexpr std::uint64_t greatest_ratio = 200;

// zstd, bzip2, xz
constexpr std::array<std::string_view, 3> magics{"\x28\xB5\x2F\xFD", "BZh",
                                                 "\xFD"
                                                 "7zXZ"};

bool is_tar(std::string_view bytes) {
  return bytes.size() >= 512 && bytes.substr(257, 5) == "ustar";
}

/// What comes out of a packed source, in a file without a name.
class Unpacked {
 public:
  explicit Unpacked(const File& packed) : packed_(packed), file_(temporary_file()) {}
  ~Unpacked() { ::close(file_); }
  Unpacked(const Unpacked&) = delete;
  Unpacked& operator=(const Unpacked&) = delete;

  /// `total`: what has come out of the packed source so far.
  void write(std::string_view bytes, std::uint64_t offset, std::uint64_t total) const {
    if (total > always_unpacked && total / greatest_ratio > packed_.bytes().size())
      throw StorageFailure(fmt::format("unpacking {}: it unpacks to more than {} times its size; "
                                       "if you trust it, unpack it yourself first",
                                       packed_.name(), greatest_ratio),
                           0);
    while (!bytes.empty()) {
      const ssize_t count = ::pwrite(file_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
      if (count < 0 && errno == EINTR) continue;
      if (count < 0)
        throw StorageFailure(fmt::format("unpacking {}: {}", packed_.name(), std::strerror(errno)),
                             0);
      bytes.remove_prefix(static_cast<std::size_t>(count));
      offset += static_cast<std::uint64_t>(count);
    }
  }

  File file(std::string name, const std::string& container) const {
    return {std::move(name), file_,
            packed_.container().empty() ? container : container + ", " + packed_.container()};
  }

 private:
  const File& packed_;
  int file_;
};

File gunzipped(const File& packed) {
  const Unpacked unpacked(packed);
  std::uint64_t total = 0;
  gunzip(packed.bytes(), packed.name(), [&](std::string_view block) {
    unpacked.write(block, total, total + block.size());
    total += block.size();
  });
  return unpacked.file(packed.name(), "gzip");
}

/// One run of libarchive over a packed source.
class Archive {
 public:
  explicit Archive(const File& packed) : packed_(packed), owned_(archive_read_new()) {
    if (archive_ == nullptr) throw std::bad_alloc();
    archive_read_support_filter_zstd(archive_);
    archive_read_support_filter_bzip2(archive_);
    archive_read_support_filter_xz(archive_);
    archive_read_support_format_tar(archive_);
    archive_read_support_format_raw(archive_);
    archive_read_support_format_empty(archive_);
    check(archive_read_open_memory(archive_, packed.bytes().data(), packed.bytes().size()));
  }

  std::vector<File> files() {
    std::vector<File> sources;
    for (archive_entry* entry = nullptr; next(&entry);)
      if (is_raw() || archive_entry_filetype(entry) == AE_IFREG) sources.push_back(file(entry));
    return sources;
  }

 private:
  bool next(archive_entry** entry) {
    const int result = archive_read_next_header(archive_, entry);
    if (result != ARCHIVE_EOF) check(result);
    return result != ARCHIVE_EOF;
  }

  bool is_raw() const { return archive_format(archive_) == ARCHIVE_FORMAT_RAW; }

  File file(archive_entry* entry) {
    const Unpacked unpacked(packed_);
    const void* block = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    for (int result = 0;
         (result = archive_read_data_block(archive_, &block, &size, &offset)) != ARCHIVE_EOF;) {
      check(result);
      total_ += size;
      unpacked.write({static_cast<const char*>(block), size}, static_cast<std::uint64_t>(offset),
                     total_);
    }
    const char* path = archive_entry_pathname(entry);
    return unpacked.file(
        is_raw() || path == nullptr ? packed_.name() : fmt::format("{}:{}", packed_.name(), path),
        container());
  }

  /// "zstd", "tar, zstd", "tar"
  std::string container() const {
    std::string text = is_raw() ? "" : "tar";
    for (int i = 0; i < archive_filter_count(archive_); ++i)
      if (archive_filter_code(archive_, i) != ARCHIVE_FILTER_NONE)
        text += (text.empty() ? "" : ", ") + std::string(archive_filter_name(archive_, i));
    return text;
  }

  void check(int result) const {
    if (result == ARCHIVE_OK) return;
    const char* why = archive_error_string(archive_);
    throw StorageFailure(fmt::format("unpacking {}: {}; nothing was read", packed_.name(),
                                     why == nullptr ? "it is corrupt" : why),
                         0);
  }

  struct Freed {
    void operator()(archive* opened) const { archive_read_free(opened); }
  };

  const File& packed_;
  std::unique_ptr<archive, Freed> owned_;  // freed when the constructor refuses, too
  archive* archive_ = owned_.get();
  std::uint64_t total_ = 0;
};

std::vector<File> unpacked_once(const File& packed) {
  if (!is_gzip(packed.bytes())) return Archive(packed).files();
  std::vector<File> one;
  one.push_back(gunzipped(packed));
  return one;
}

void unpack_into(std::vector<File>& all, File source, int depth) {
  if (depth == 0 || !is_packed(source.bytes())) return all.push_back(std::move(source));
  for (File& inner : unpacked_once(source)) unpack_into(all, std::move(inner), depth - 1);
}

}  // namespace

bool is_packed(std::string_view bytes) {
  return is_gzip(bytes) || is_tar(bytes) ||
         std::ranges::any_of(magics,
                             [&](std::string_view magic) { return bytes.starts_with(magic); });
}

std::vector<File> unpack(File packed) {
  constexpr int deepest = 3;  // a file in gzip in a tar in gzip
  std::vector<File> all;
  unpack_into(all, std::move(packed), deepest);
  return all;
}

}  // namespace profilestore::files

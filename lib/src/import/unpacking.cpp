#include "import/unpacking.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <profilestore/error.hpp>

#include "import/unnamed_file.hpp"

namespace profilestore::importing {
namespace {

constexpr std::uint64_t always_unpacked = 64 << 20;
constexpr std::uint64_t greatest_ratio = 200;

constexpr std::array<std::string_view, 4> magics{"\x1F\x8B", "\x28\xB5\x2F\xFD", "BZh",
                                                 "\xFD"
                                                 "7zXZ"};

bool is_tar(std::string_view bytes) {
  return bytes.size() >= 512 && bytes.substr(257, 5) == "ustar";
}

/// One run over the archive.
class Unpacker {
 public:
  explicit Unpacker(const Source& packed) : packed_(packed), archive_(archive_read_new()) {
    if (archive_ == nullptr) throw std::bad_alloc();
    // Not all that there are: some of them start programs.
    archive_read_support_filter_gzip(archive_);
    archive_read_support_filter_zstd(archive_);
    archive_read_support_filter_bzip2(archive_);
    archive_read_support_filter_xz(archive_);
    archive_read_support_format_tar(archive_);
    archive_read_support_format_raw(archive_);
    archive_read_support_format_empty(archive_);
    check(archive_read_open_memory(archive_, packed.bytes().data(), packed.bytes().size()));
  }
  ~Unpacker() { archive_read_free(archive_); }
  Unpacker(const Unpacker&) = delete;
  Unpacker& operator=(const Unpacker&) = delete;

  std::vector<Source> run() {
    std::vector<Source> sources;
    for (archive_entry* entry = nullptr; next(&entry);)
      if (archive_entry_filetype(entry) == AE_IFREG || is_raw()) sources.push_back(one(entry));
    return sources;
  }

 private:
  bool next(archive_entry** entry) {
    const int result = archive_read_next_header(archive_, entry);
    if (result == ARCHIVE_EOF) return false;
    check(result);
    return true;
  }

  bool is_raw() const { return archive_format(archive_) == ARCHIVE_FORMAT_RAW; }

  Source one(archive_entry* entry) {
    const int file = unnamed_file();
    try {
      copy_into(file);
      const char* path = archive_entry_pathname(entry);
      Source source(
          is_raw() || path == nullptr ? packed_.name() : fmt::format("{}:{}", packed_.name(), path),
          file, container());
      ::close(file);
      return source;
    } catch (...) {
      ::close(file);
      throw;
    }
  }

  void copy_into(int file) {
    for (;;) {
      const void* block = nullptr;
      std::size_t size = 0;
      la_int64_t offset = 0;
      const int result = archive_read_data_block(archive_, &block, &size, &offset);
      if (result == ARCHIVE_EOF) break;
      check(result);
      unpacked_ += size;
      if (unpacked_ > always_unpacked && unpacked_ > greatest_ratio * packed_.bytes().size())
        throw StorageFailure(
            fmt::format("unpacking {}: it unpacks to more than {} times its size; unpack it "
                        "yourself if it is to be trusted",
                        packed_.name(), greatest_ratio),
            0);
      write(file, static_cast<const char*>(block), size, offset);
    }
  }

  void write(int file, const char* bytes, std::size_t size, la_int64_t offset) {
    while (size > 0) {
      const ssize_t count = ::pwrite(file, bytes, size, offset);
      if (count < 0 && errno == EINTR) continue;
      if (count < 0)
        throw StorageFailure(fmt::format("unpacking {}: {}", packed_.name(), std::strerror(errno)),
                             0);
      bytes += count;
      offset += count;
      size -= static_cast<std::size_t>(count);
    }
  }

  /// "gzip", "tar, gzip", "tar"
  std::string container() const {
    std::string text = is_raw() ? "" : "tar";
    for (int i = 0; i < archive_filter_count(archive_); ++i) {
      if (archive_filter_code(archive_, i) == ARCHIVE_FILTER_NONE) continue;
      text += (text.empty() ? "" : ", ") + std::string(archive_filter_name(archive_, i));
    }
    return text;
  }

  void check(int result) const {
    if (result == ARCHIVE_OK) return;
    const char* why = archive_error_string(archive_);
    throw StorageFailure(
        fmt::format("unpacking {}: {} (at byte {} of it); nothing was read", packed_.name(),
                    why == nullptr ? "it is broken" : why, archive_filter_bytes(archive_, -1)),
        0);
  }

  const Source& packed_;
  archive* archive_;
  std::uint64_t unpacked_ = 0;
};

}  // namespace

bool is_packed(std::string_view bytes) {
  for (const std::string_view magic : magics)
    if (bytes.starts_with(magic)) return true;
  return is_tar(bytes);
}

std::vector<Source> unpack(const Source& packed) { return Unpacker(packed).run(); }

}  // namespace profilestore::importing

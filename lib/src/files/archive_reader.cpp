#include "files/archive_reader.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <locale.h>
#include <memory>
#include <new>
#include <profilestore/error.hpp>

#include "files/spool.hpp"

namespace profilestore::files {
namespace {

/// libarchive tells names in the locale's encoding alone: meanwhile it is UTF-8.
class Utf8Locale {
 public:
  Utf8Locale() : utf8_(::newlocale(LC_CTYPE_MASK, "C.UTF-8", locale_t{})) {
    if (utf8_ != locale_t{}) before_ = ::uselocale(utf8_);
  }
  ~Utf8Locale() {
    if (utf8_ == locale_t{}) return;
    ::uselocale(before_);
    ::freelocale(utf8_);
  }
  Utf8Locale(const Utf8Locale&) = delete;
  Utf8Locale& operator=(const Utf8Locale&) = delete;

 private:
  locale_t utf8_, before_{};
};

// What the Finder adds to what it packs.
bool is_of_macos(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  return path.starts_with("__MACOSX/") || name.starts_with("._") || name == ".DS_Store";
}

/// What an entry of a zip says of the whole.
struct OfficeMark {
  std::string_view entry, name, advice;
};

constexpr OfficeMark office_marks[] = {
    {"xl/workbook.xml", "an Excel workbook", "save the sheet as CSV and import that"},
    {"xl/workbook.bin", "an Excel workbook", "save the sheet as CSV and import that"},
    {"word/document.xml", "a Word document", "an import reads JSON, BSON and CSV"},
    {"META-INF/manifest.xml", "an OpenDocument file", "save the sheet as CSV and import that"},
};

class ArchiveReader {
 public:
  ArchiveReader(const File& packed, Allowance& allowance)
      : packed_(packed), allowance_(allowance), spool_(packed.name()), owned_(archive_read_new()) {
    if (archive_ == nullptr) throw std::bad_alloc();
    archive_read_support_filter_zstd(archive_);
    archive_read_support_filter_bzip2(archive_);
    archive_read_support_filter_xz(archive_);
    archive_read_support_format_tar(archive_);
    archive_read_support_format_zip_seekable(archive_);
    archive_read_support_format_raw(archive_);
    archive_read_support_format_empty(archive_);
    // Without its list a zip may have lost files that nobody misses.
    if (packed.bytes().starts_with("PK") && end_of_list() == std::string_view::npos)
      refuse_zip("is missing: it is truncated");
    check(archive_read_open_memory(archive_, packed.bytes().data(), packed.bytes().size()));
  }

  std::vector<File> files() {
    if (packed_.bytes().starts_with("PK\x05\x06")) return {};  // a zip without a file
    for (archive_entry* entry = nullptr; next(&entry);) {
      if (!is_raw() && archive_entry_filetype(entry) != AE_IFREG) continue;
      const std::string path = path_of(entry);
      if (!is_raw() && is_of_macos(path)) continue;
      refuse_office(path);
      if (archive_entry_is_data_encrypted(entry) != 0) refuse_encrypted(path);
      unpack(entry, path);
    }
    if (is_zip()) check_count_of_zip();
    return spool_.files();
  }

 private:
  [[noreturn]] void refuse_zip(std::string_view what) const {
    throw StorageFailure(fmt::format("unpacking {}: zip: the list of files at its end {}; nothing "
                                     "was read",
                                     packed_.name(), what),
                         0);
  }

  // Where the end of a zip's list begins; npos: it has none.
  std::size_t end_of_list() const {
    constexpr std::size_t length = 22, longest_comment = 0xFFFF;
    const std::size_t size = packed_.bytes().size();
    const std::size_t at = packed_.bytes().rfind("PK\x05\x06");
    const bool near = at != std::string_view::npos && size - at <= length + longest_comment;
    return near && size - at >= length ? at : std::string_view::npos;
  }

  // Of a zip whose list is cut short libarchive gives the files before: the end says how many.
  void check_count_of_zip() const {
    constexpr int modulus = 0x10000, in_zip64 = 0xFFFF;
    const std::string_view end = packed_.bytes().substr(end_of_list());
    const int told =
        static_cast<unsigned char>(end[10]) + (static_cast<unsigned char>(end[11]) << 8);
    if (told != in_zip64 && archive_file_count(archive_) % modulus != told) refuse_zip("is broken");
  }

  // A name that the locale can't tell is only a warning.
  bool next(archive_entry** entry) {
    const int result = archive_read_next_header(archive_, entry);
    if (result == ARCHIVE_WARN) return true;
    if (result == ARCHIVE_EOF) return false;
    check(result);
    if (packed_.bytes().starts_with("PK") && !is_zip()) refuse_zip("is broken");
    return true;
  }

  bool is_raw() const { return archive_format(archive_) == ARCHIVE_FORMAT_RAW; }
  bool is_zip() const {
    return (archive_format(archive_) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_ZIP;
  }

  static std::string path_of(archive_entry* entry) {
    const char* path = archive_entry_pathname_utf8(entry);
    if (path == nullptr) path = archive_entry_pathname(entry);
    return path == nullptr ? "" : path;
  }

  void unpack(archive_entry* entry, const std::string& path) {
    ++count_;
    const std::string inner = path.empty() ? std::to_string(count_) : path;
    spool_.begin(is_raw() ? packed_.name() : fmt::format("{}:{}", packed_.name(), inner),
                 packed_in(container(), packed_.container()));
    const void* block = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    std::uint64_t length = 0;
    for (int result = 0;
         (result = archive_read_data_block(archive_, &block, &size, &offset)) != ARCHIVE_EOF;) {
      check(result);
      const std::uint64_t end = static_cast<std::uint64_t>(offset) + size;
      take(length, end);
      spool_.write({static_cast<const char*>(block), size}, static_cast<std::uint64_t>(offset));
    }
    // A hole at the end.
    if (!archive_entry_size_is_set(entry)) return;
    const auto told = static_cast<std::uint64_t>(archive_entry_size(entry));
    if (told > length && !is_zip() && !is_raw()) {
      take(length, told);
      spool_.write({}, told);
    }
  }

  // Holes count too: whoever reads the file reads them.
  void take(std::uint64_t& length, std::uint64_t end) {
    if (end <= length) return;
    allowance_.take(end - length);
    length = end;
  }

  void refuse_office(const std::string& path) const {
    if (!is_zip()) return;
    for (const OfficeMark& mark : office_marks)
      if (path == mark.entry)
        throw InvalidInput(2, fmt::format("{} is {}; {}", packed_.name(), mark.name, mark.advice));
  }

  [[noreturn]] void refuse_encrypted(const std::string& path) const {
    throw StorageFailure(
        fmt::format("unpacking {}: {} in it is encrypted; unpack it with its password first",
                    packed_.name(), path),
        0);
  }

  /// "zstd", "tar, zstd", "tar"
  std::string container() const {
    std::string text = is_raw() ? "" : is_zip() ? "zip" : "tar";
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

  const Utf8Locale locale_;
  const File& packed_;
  Allowance& allowance_;
  Spool spool_;
  std::size_t count_ = 0;
  std::unique_ptr<archive, Freed> owned_;  // freed when the constructor refuses, too
  archive* archive_ = owned_.get();
};

}  // namespace

std::vector<File> files_in(const File& packed, Allowance& allowance) {
  return ArchiveReader(packed, allowance).files();
}

}  // namespace profilestore::files

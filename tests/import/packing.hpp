// Packed files for the tests, made by libarchive.
#pragma once

#include <archive.h>
#include <archive_entry.h>

#include <string>
#include <vector>

#include "catch.hpp"

namespace packing {

struct File {
  std::string name, bytes;
};

enum class Form { raw, tar, zip };

/// `filter`: an ARCHIVE_FILTER_*.
inline std::string packed(int filter, const std::vector<File>& files, Form form) {
  archive* out = archive_write_new();
  std::string bytes(1 << 20, '\0');
  std::size_t used = 0;
  archive_write_add_filter(out, filter);
  if (form == Form::tar) archive_write_set_format_ustar(out);
  if (form == Form::raw) archive_write_set_format_raw(out);
  if (form == Form::zip) archive_write_set_format_zip(out);
  archive_write_set_bytes_in_last_block(out, 1);
  REQUIRE(archive_write_open_memory(out, bytes.data(), bytes.size(), &used) == ARCHIVE_OK);
  for (const File& file : files) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, file.name.c_str());
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_size(entry, static_cast<la_int64_t>(file.bytes.size()));
    REQUIRE(archive_write_header(out, entry) == ARCHIVE_OK);
    archive_write_data(out, file.bytes.data(), file.bytes.size());
    archive_entry_free(entry);
  }
  archive_write_close(out);
  archive_write_free(out);
  return bytes.substr(0, used);
}

inline std::string packed(int filter, const std::vector<File>& files, bool tar) {
  return packed(filter, files, tar ? Form::tar : Form::raw);
}

inline std::string zipped(const std::vector<File>& files) {
  return packed(ARCHIVE_FILTER_NONE, files, Form::zip);
}

inline std::string gzip(const std::string& bytes) {
  return packed(ARCHIVE_FILTER_GZIP, {{"data", bytes}}, false);
}

}  // namespace packing

#include "files/archive_header.hpp"

#include <bson/bson.h>
#include <fmt/format.h>

namespace profilestore::files {
namespace {

/// Puts the values of its fields where they belong; another field is none of ours.
class HeaderReader {
 public:
  explicit HeaderReader(ArchiveHeader& header) : header_(header) {}

  void take(const bson_iter_t& at) {
    const std::string_view name = bson_iter_key(&at);
    if (name == "version") text(at, header_.version);
    if (name == "db") text(at, header_.database);
    if (name == "collection") text(at, header_.collection);
    if (name == "metadata") text(at, header_.metadata);
    if (name == "type") text(at, header_.type);
    if (name == "EOF") {
      if (!BSON_ITER_HOLDS_BOOL(&at)) return wrong("EOF");
      header_.is_end = bson_iter_bool(&at);
    }
    if (name == "CRC") {
      if (!BSON_ITER_HOLDS_INT(&at)) return wrong("CRC");
      header_.crc = static_cast<std::uint64_t>(bson_iter_as_int64(&at));
    }
  }

 private:
  void text(const bson_iter_t& at, std::optional<std::string>& into) {
    if (!BSON_ITER_HOLDS_UTF8(&at)) return wrong(bson_iter_key(&at));
    std::uint32_t length = 0;
    const char* const characters = bson_iter_utf8(&at, &length);
    if (!bson_utf8_validate(characters, length, false)) return wrong(bson_iter_key(&at));
    into.emplace(characters, length);
  }

  void wrong(std::string_view field) {
    if (header_.fault.empty())
      header_.fault = fmt::format("its '{}' is not what it must be", field);
  }

  ArchiveHeader& header_;
};

}  // namespace

ArchiveHeader read_archive_header(std::string_view bson) {
  ArchiveHeader header;
  HeaderReader reader(header);
  bson_iter_t at;
  if (!bson_iter_init_from_data(&at, reinterpret_cast<const std::uint8_t*>(bson.data()),
                                bson.size())) {
    header.fault = "it is no BSON";
    return header;
  }
  while (bson_iter_next(&at)) reader.take(at);
  if (at.err_off != 0) header.fault = "it is no BSON";
  return header;
}

}  // namespace profilestore::files

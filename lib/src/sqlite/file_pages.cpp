#include "sqlite/file_pages.hpp"

#include <algorithm>
#include <bit>

namespace profilestore::sqlite {
namespace {

constexpr std::string_view database_magic("SQLite format 3\0", 16);
constexpr std::size_t database_header_size = 100;
// No bytes of a page are left unused, and what the format says of its fractions.
constexpr std::string_view unused_and_fractions("\x00\x40\x20\x20", 4);
constexpr unsigned char interior_kind = 5, leaf_kind = 13;

// Of a damaged or hostile file: pages that lead to themselves, a size that is none.
constexpr int most_pages = 10'000, most_levels = 20;
constexpr std::uint64_t longest_record = 1'000'000;

std::uint64_t number_at(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < size; ++i)
    number = number << 8 | static_cast<unsigned char>(bytes[at + i]);
  return number;
}

/// A number of 1 to 9 bytes, behind which `at` is then. Nothing if the bytes end in it.
std::optional<std::uint64_t> varint(std::string_view bytes, std::size_t& at) {
  std::uint64_t number = 0;
  for (int i = 0; at < bytes.size(); ++i) {
    const auto byte = static_cast<unsigned char>(bytes[at++]);
    if (i == 8) return number << 8 | byte;
    number = number << 7 | (byte & 0x7FU);
    if (byte < 0x80) return number;
  }
  return std::nullopt;
}

constexpr std::uint64_t real_type = 7, zero_type = 8, one_type = 9, first_text = 13;

// How many bytes a value of a serial type has. Nothing: no file has such a type.
std::optional<std::uint64_t> size_of_type(std::uint64_t type) {
  if (type <= 4) return type;
  if (type == 5) return 6;
  if (type <= real_type) return 8;
  if (type <= one_type) return 0;
  if (type < first_text - 1) return std::nullopt;
  return (type - first_text + 1) / 2;
}

std::int64_t integer_in(std::string_view bytes) {
  const auto unused = static_cast<unsigned>(64 - 8 * bytes.size());
  return std::bit_cast<std::int64_t>(number_at(bytes, 0, bytes.size()) << unused) >> unused;
}

// Reals and blobs are passed over: no table that is looked at here has any.
FileRow::Field field_of(std::uint64_t type, std::string_view bytes) {
  if (type >= first_text && type % 2 == 1) return bytes;
  if (type == zero_type || type == one_type) return static_cast<std::int64_t>(type - zero_type);
  if (type == 0 || type >= real_type) return {};
  return integer_in(bytes);
}

bool read_record(std::string_view record, FileRow& row) {
  std::size_t at = 0;
  const auto types_end = varint(record, at);
  if (!types_end || *types_end > record.size() || *types_end < at) return false;
  const std::string_view types = record.substr(0, *types_end);
  for (std::size_t value = *types_end; at < types.size();) {
    const auto type = varint(types, at);
    const auto size = type ? size_of_type(*type) : std::nullopt;
    if (!size || *size > record.size() - value) return false;
    row.fields.push_back(field_of(*type, record.substr(value, *size)));
    value += *size;
  }
  return true;
}

}  // namespace

std::optional<std::string_view> FileRow::text(std::size_t field) const {
  if (field >= fields.size()) return std::nullopt;
  const auto* text = std::get_if<std::string_view>(&fields[field]);
  return text == nullptr ? std::nullopt : std::optional(*text);
}

std::optional<std::int64_t> FileRow::integer(std::size_t field) const {
  if (field >= fields.size()) return std::nullopt;
  const auto* integer = std::get_if<std::int64_t>(&fields[field]);
  return integer == nullptr ? std::nullopt : std::optional(*integer);
}

FilePages::FilePages(Connection& connection) {
  if (sqlite3_file_control(connection.handle(), "main", SQLITE_FCNTL_FILE_POINTER, &file_) !=
          SQLITE_OK ||
      (file_ != nullptr && file_->pMethods == nullptr))
    file_ = nullptr;
}

std::optional<FilePages::Header> FilePages::header() {
  std::string bytes(database_header_size, '\0');
  if (file_ == nullptr ||
      file_->pMethods->xRead(file_, bytes.data(), static_cast<int>(bytes.size()), 0) != SQLITE_OK)
    return std::nullopt;
  const auto size = number_at(bytes, 16, 2), to_write = number_at(bytes, 18, 1),
             to_read = number_at(bytes, 19, 1);
  page_size_ = size == 1 ? 65536 : static_cast<std::uint32_t>(size);
  const bool is_known = to_write >= 1 && to_write <= 2 && to_read >= 1 && to_read <= 2 &&
                        bytes.substr(20, 4) == unused_and_fractions &&
                        number_at(bytes, 56, 4) == SQLITE_UTF8;
  if (!bytes.starts_with(database_magic) || page_size_ < 512 || !std::has_single_bit(page_size_) ||
      !is_known)
    return std::nullopt;
  return Header{static_cast<std::uint32_t>(number_at(bytes, 60, 4)),
                static_cast<std::uint32_t>(number_at(bytes, 68, 4))};
}

bool FilePages::rows(std::uint32_t root, const std::function<bool(const FileRow&)>& take) {
  pages_left_ = most_pages;
  return walk(root, most_levels, take);
}

bool FilePages::read(std::uint32_t page, std::string& bytes) {
  if (page == 0 || pages_left_-- == 0) return false;
  bytes.resize(page_size_);
  return file_->pMethods->xRead(file_, bytes.data(), static_cast<int>(page_size_),
                                sqlite3_int64{page - 1} * page_size_) == SQLITE_OK;
}

bool FilePages::walk(std::uint32_t page, int depth,
                     const std::function<bool(const FileRow&)>& take) {
  std::string bytes;
  if (depth == 0 || !read(page, bytes)) return false;
  const std::size_t begin = page == 1 ? database_header_size : 0;
  const auto kind = static_cast<unsigned char>(bytes[begin]);
  const std::size_t cells = number_at(bytes, begin + 3, 2),
                    list = begin + (kind == leaf_kind ? 8 : 12);
  if ((kind != leaf_kind && kind != interior_kind) || list + 2 * cells > bytes.size()) return false;
  for (std::size_t i = 0; i < cells; ++i) {
    const std::size_t at = number_at(bytes, list + 2 * i, 2);
    if (at < list + 2 * cells || at + 4 > bytes.size()) return false;
    if (kind == leaf_kind
            ? !take_leaf(bytes, at, take)
            : !walk(static_cast<std::uint32_t>(number_at(bytes, at, 4)), depth - 1, take))
      return false;
  }
  return kind == leaf_kind ||
         walk(static_cast<std::uint32_t>(number_at(bytes, begin + 8, 4)), depth - 1, take);
}

bool FilePages::take_leaf(std::string_view page, std::size_t at,
                          const std::function<bool(const FileRow&)>& take) {
  const auto size = varint(page, at), number = varint(page, at);
  if (!size || !number) return false;
  std::string whole;
  const auto record = payload(page, at, *size, whole);
  FileRow row{std::bit_cast<std::int64_t>(*number)};
  return record && read_record(*record, row) && take(row);
}

// What a leaf has no room for is in a chain of pages, each of which names the next.
std::optional<std::string_view> FilePages::payload(std::string_view page, std::size_t at,
                                                   std::uint64_t size, std::string& whole) {
  const std::uint64_t longest = page_size_ - 35, least = (page_size_ - 12) * 32 / 255 - 23;
  if (size > longest_record) return std::nullopt;
  std::uint64_t here = size;
  if (size > longest) {
    here = least + (size - least) % (page_size_ - 4);
    if (here > longest) here = least;
  }
  const bool goes_on = here < size;
  if (at + here + (goes_on ? 4 : 0) > page.size()) return std::nullopt;
  if (!goes_on) return page.substr(at, here);
  whole = page.substr(at, here);
  auto next = static_cast<std::uint32_t>(number_at(page, at + here, 4));
  for (std::string bytes; whole.size() < size;) {
    if (!read(next, bytes)) return std::nullopt;
    next = static_cast<std::uint32_t>(number_at(bytes, 0, 4));
    whole.append(bytes, 4, std::min<std::size_t>(page_size_ - 4, size - whole.size()));
  }
  return whole;
}

}  // namespace profilestore::sqlite

#include "files/transcode.hpp"

#include <fmt/format.h>
#include <simdjson.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <profilestore/error.hpp>

#include "files/temporary_file.hpp"

namespace profilestore::files {
namespace {

using namespace std::string_view_literals;

struct Mark {
  std::string_view bytes, encoding;
};

// Those of UTF-32 first: that of UTF-16LE is the beginning of one.
constexpr std::array marks{
    Mark{"\xEF\xBB\xBF"sv, "UTF-8"},    Mark{"\xFF\xFE\0\0"sv, "UTF-32LE"},
    Mark{"\0\0\xFE\xFF"sv, "UTF-32BE"}, Mark{"\xFF\xFE"sv, "UTF-16LE"},
    Mark{"\xFE\xFF"sv, "UTF-16BE"},
};

std::string_view encoding_of_mark(std::string_view bytes) {
  const auto mark =
      std::ranges::find_if(marks, [&](const Mark& one) { return bytes.starts_with(one.bytes); });
  return mark == marks.end() ? "" : mark->encoding;
}

// JSON begins with a bracket, in whichever script the rest is.
std::string_view encoding_of_bracket(std::string_view bytes) {
  if (bytes.size() < 4) return "";
  const auto is_bracket = [](char c) { return c == '{' || c == '['; };
  const std::string_view first = bytes.substr(0, 4);
  if (is_bracket(first[0]) && first.substr(1) == "\0\0\0"sv) return "UTF-32LE";
  if (is_bracket(first[3]) && first.substr(0, 3) == "\0\0\0"sv) return "UTF-32BE";
  if (is_bracket(first[0]) && first[1] == '\0') return "UTF-16LE";
  if (is_bracket(first[1]) && first[0] == '\0') return "UTF-16BE";
  return "";
}

// Of UTF-16, every other byte of Latin text is NUL.
std::string_view encoding_of_nuls(std::string_view bytes) {
  constexpr std::size_t enough = 1024;
  bytes = bytes.substr(0, enough);
  std::array<std::size_t, 2> nuls{};
  for (std::size_t i = 0; i < bytes.size(); ++i) nuls[i % 2] += bytes[i] == '\0' ? 1 : 0;
  const auto [few, many] = std::minmax(nuls[0], nuls[1]);
  if (bytes.size() < 4 || few != 0 || many * 4 < bytes.size()) return "";
  return nuls[1] > 0 ? "UTF-16LE" : "UTF-16BE";
}

struct Closed {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, Closed>;

// Null: there is no such encoding.
Converter converter_of(const std::string& name) {
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(name.c_str(), &status));
  if (U_FAILURE(status)) return nullptr;
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  return converter;
}

// As ICU names it, so that "utf16" and "UTF-16" are one.
std::string canonical(const std::string& name) {
  UErrorCode status = U_ZERO_ERROR;
  const Converter converter = converter_of(name);
  const char* known = converter ? ucnv_getName(converter.get(), &status) : nullptr;
  return known == nullptr || U_FAILURE(status) ? name : known;
}

void write(int file, std::string_view bytes, const std::string& name) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(file, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0)
      throw StorageFailure(fmt::format("converting {}: {}", name, std::strerror(errno)), 0);
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

/// One run over a file.
class Conversion {
 public:
  Conversion(const File& file, const std::string& encoding)
      : file_(file),
        encoding_(encoding),
        from_(converter_of(encoding)),
        to_(converter_of("UTF-8")) {}

  void into(int copy) {
    std::string out(1 << 18, '\0');
    const char* at = file_.bytes().data();
    const char* const end = at + file_.bytes().size();
    for (bool first = true;; first = false) {
      char* to = out.data();
      UErrorCode status = U_ZERO_ERROR;
      ucnv_convertEx(to_.get(), from_.get(), &to, out.data() + out.size(), &at, end, pivot_.data(),
                     &pivot_source_, &pivot_target_, pivot_.data() + pivot_.size(), first, true,
                     &status);
      if (U_FAILURE(status) && status != U_BUFFER_OVERFLOW_ERROR) refuse(at);
      write(copy, {out.data(), static_cast<std::size_t>(to - out.data())}, file_.name());
      if (status != U_BUFFER_OVERFLOW_ERROR) return;
    }
  }

 private:
  // ICU stands behind the bytes that it could not read.
  [[noreturn]] void refuse(const char* at) const {
    std::array<char, 32> bytes{};
    auto length = static_cast<std::int8_t>(bytes.size());
    UErrorCode status = U_ZERO_ERROR;
    ucnv_getInvalidChars(from_.get(), bytes.data(), &length, &status);
    const auto offset = at - file_.bytes().data() - (U_FAILURE(status) ? 0 : length);
    throw InvalidInput(
        2, fmt::format("{} is not {} text: its bytes from offset {} on are no character; it may be "
                       "in another encoding (--encoding), or damaged",
                       file_.name(), encoding_, offset));
  }

  const File& file_;
  const std::string& encoding_;
  const Converter from_, to_;
  std::array<UChar, 1 << 12> pivot_{};
  UChar* pivot_source_ = pivot_.data();
  UChar* pivot_target_ = pivot_.data();
};

File converted(const File& file, const std::string& encoding) {
  const int copy = temporary_file();
  const std::unique_ptr<const int, void (*)(const int*)> closed(
      &copy, [](const int* one) { ::close(*one); });
  Conversion(file, encoding).into(copy);
  return {file.name(), copy,
          file.container().empty() ? encoding : encoding + ", " + file.container()};
}

// UTF-16 alone does not say which byte comes first.
std::string with_byte_order(const File& file, const std::string& encoding, std::string_view look) {
  const std::string name = canonical(encoding);
  if (name != "UTF-16" && name != "UTF-32") return encoding;
  if (look.starts_with(name)) return std::string(look);
  throw InvalidInput(2, fmt::format("{}: nothing in it tells the order of the bytes of {}: give "
                                    "--encoding {}LE or {}BE",
                                    file.name(), name, name, name));
}

void check_mark(const File& file, const std::string& encoding) {
  const std::string_view told = encoding_of_mark(file.bytes());
  if (!told.empty() && canonical(std::string(told)) != canonical(encoding))
    throw InvalidInput(2, fmt::format("{} is in {}, as its byte order mark says, not in {}: omit "
                                      "--encoding",
                                      file.name(), told, encoding));
}

}  // namespace

void check_encoding(const std::string& name) {
  if (converter_of(name)) return;
  throw InvalidInput(
      2, fmt::format("encoding '{}' is not known; usual ones are windows-1252, windows-1250, "
                     "windows-1251, ISO-8859-1, ISO-8859-15, macintosh, IBM850, UTF-16LE, "
                     "UTF-16BE, Shift_JIS, GB18030 and Big5",
                     name));
}

std::string_view encoding_of_look(std::string_view bytes) {
  for (const auto look : {encoding_of_mark, encoding_of_bracket, encoding_of_nuls})
    if (const std::string_view encoding = look(bytes); !encoding.empty()) return encoding;
  return "";
}

bool is_utf8(std::string_view bytes) { return simdjson::validate_utf8(bytes.data(), bytes.size()); }

File in_utf8(File file, const std::string& encoding) {
  const std::string_view look = encoding_of_look(file.bytes());
  if (encoding.empty()) {
    if (look.empty() || look == "UTF-8") return file;
    return converted(file, std::string(look));
  }
  const std::string name = with_byte_order(file, encoding, look);
  check_mark(file, name);
  if (canonical(name) != "UTF-8") return converted(file, name);
  if (!is_utf8(file.bytes())) (void)converted(file, name);  // which says where
  return file;
}

}  // namespace profilestore::files

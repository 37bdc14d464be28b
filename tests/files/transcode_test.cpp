// Text in other encodings, made UTF-8, or refused with the place.
#include "files/transcode.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <profilestore/error.hpp>
#include <stdexcept>
#include <string>

#include "catch.hpp"

namespace files_transcode_test {

using namespace profilestore;
using namespace std::string_literals;

namespace {

files::File file_of(const std::string& bytes) {
  const int file = ::memfd_create("text", MFD_CLOEXEC);
  if (file < 0 || ::write(file, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size()))
    throw std::runtime_error("a file in memory");
  files::File made("F", file, "");
  ::close(file);
  return made;
}

/// "encoding: text", or what is wrong.
std::string text_of(const std::string& bytes, const std::string& encoding = "") {
  try {
    const files::File file = files::in_utf8(file_of(bytes), encoding);
    return file.container() + ": " + std::string(file.bytes());
  } catch (const Error& error) {
    return error.what();
  }
}

std::string wide(const std::string& text, bool little) {
  std::string bytes;
  for (const char c : text) bytes += little ? std::string{c, '\0'} : std::string{'\0', c};
  return bytes;
}

}  // namespace

TEST_CASE("UTF-16 and UTF-32 are recognised, with a mark and without", "[files][encoding]") {
  const std::string json = R"({"a":1})", mark = "\xEF\xBB\xBF";
  CHECK(text_of(json) == ": " + json);
  CHECK(text_of(mark + json) == ": " + mark + json);
  CHECK(text_of("\xFF\xFE" + wide(json, true)) == "UTF-16LE: " + mark + json);
  CHECK(text_of("\xFE\xFF" + wide(json, false)) == "UTF-16BE: " + mark + json);
  CHECK(text_of(wide(json, true)) == "UTF-16LE: " + json);
  CHECK(text_of(wide(json, false)) == "UTF-16BE: " + json);
  CHECK(text_of(wide("a,b\n1,2\n", true)) == "UTF-16LE: a,b\n1,2\n");
  CHECK(text_of("\xFF\xFE\0\0{\0\0\0}\0\0\0"s) == "UTF-32LE: " + mark + "{}");
  CHECK(text_of("\0\0\0{\0\0\0}"s) == "UTF-32BE: {}");
  // JSON in a script that has few bytes of NUL.
  CHECK(text_of("{\0\"\0\x38\x04\x3C\x04\x4F\x04\"\0:\0001\0}\0"s) ==
        "UTF-16LE: {\"\xD0\xB8\xD0\xBC\xD1\x8F\":1}");
  CHECK(text_of("") == ": ");
  CHECK(text_of("a\0b\0"s + std::string(100, 'x')) == ": a\0b\0"s + std::string(100, 'x'));
}

TEST_CASE("An encoding is told by any name that ICU knows", "[files][encoding]") {
  CHECK(text_of("M\xFCller", "windows-1252") == "windows-1252: M\xC3\xBCller");
  CHECK(text_of("\x80", "cp1252") == "cp1252: \xE2\x82\xAC");
  CHECK(text_of("M\xFCller", "latin1") == "latin1: M\xC3\xBCller");
  CHECK(text_of("\x82\xA0", "Shift_JIS") == "Shift_JIS: \xE3\x81\x82");
  CHECK(text_of("M\xC3\xBCller", "utf8") == ": M\xC3\xBCller");
  CHECK(text_of(wide("{}", true), "UTF-16") == "UTF-16LE: {}");
  CHECK_NOTHROW(files::check_encoding("ISO-8859-15"));
  CHECK_THROWS_WITH(files::check_encoding("latin-nein"),
                    has_part("encoding 'latin-nein' is not known; usual ones are windows-1252"));
}

TEST_CASE("Bytes that are not of the encoding are refused with their offset", "[files][encoding]") {
  const auto fault = [](const std::string& encoding, std::size_t offset) {
    return "F is not " + encoding + " text: its bytes from offset " + std::to_string(offset) +
           " on are no character; it may be in another encoding (--encoding), or damaged";
  };
  CHECK(text_of("ab\xFF", "UTF-8") == fault("UTF-8", 2));
  CHECK(text_of("ab\xFF", "US-ASCII") == fault("US-ASCII", 2));
  CHECK(text_of("{\0\"\0\0\xD8}\0"s) == fault("UTF-16LE", 4));
  CHECK(text_of("{\0}\0a"s) == fault("UTF-16LE", 4));
  CHECK(text_of("\x82", "Shift_JIS") == fault("Shift_JIS", 0));
  // Beyond what is converted at once.
  for (const std::size_t length : {4095u, 4096u, 8191u, 262143u, 262144u, 1000000u}) {
    CHECK(text_of(std::string(length, 'x') + "\xFF", "US-ASCII") == fault("US-ASCII", length));
    CHECK(text_of(std::string(length, '\xE9') + "z", "latin1").size() == 8 + 2 * length + 1);
  }
}

TEST_CASE("What a byte order mark says is not overruled", "[files][encoding]") {
  CHECK(text_of("\xEF\xBB\xBF{}", "windows-1252") ==
        "F is in UTF-8, as its byte order mark says, not in windows-1252: omit --encoding");
  CHECK(text_of("\xFF\xFE" + wide("{}", true), "UTF-16BE") ==
        "F is in UTF-16LE, as its byte order mark says, not in UTF-16BE: omit --encoding");
  CHECK(text_of("\xFF\xFE" + wide("{}", true), "UTF-16LE") == "UTF-16LE: \xEF\xBB\xBF{}");
  CHECK(text_of("\x42\x30", "UTF-16") ==
        "F: nothing in it tells the order of the bytes of UTF-16: give --encoding UTF-16LE or "
        "UTF-16BE");
}

}  // namespace files_transcode_test

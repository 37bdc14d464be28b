// Base64, digests and hexadecimal text.
#include "document/bytes.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "catch.hpp"

namespace document_bytes_test {

using namespace profilestore::document;
using namespace std::string_literals;

TEST_CASE("Bytes become base64 and come back", "[document][bytes]") {
  struct Pair {
    std::string bytes, text;
  };
  const std::vector<Pair> table{
      // RFC 4648, section 10
      {"", ""},
      {"f", "Zg=="},
      {"fo", "Zm8="},
      {"foo", "Zm9v"},
      {"foob", "Zm9vYg=="},
      {"fooba", "Zm9vYmE="},
      {"foobar", "Zm9vYmFy"},
      {"\0"s, "AA=="},
      {"\0\0\0"s, "AAAA"},
      {"\xFF\xEF\xBE", "/+++"},
      {"\xFB\xFF\xFF", "+///"},
  };
  for (const Pair& row : table) {
    INFO(row.text);
    CHECK(base64_of(row.bytes) == row.text);
    CHECK(bytes_of_base64(row.text) == row.bytes);
  }
  std::mt19937_64 random(1);
  for (std::size_t size = 0; size < 300; ++size) {
    std::string bytes(size, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    INFO(hex_of(bytes));
    REQUIRE(bytes_of_base64(base64_of(bytes)) == bytes);
  }
}

TEST_CASE("Text that is not base64 with its padding is refused", "[document][bytes]") {
  for (const std::string& text : std::vector<std::string>{
           "Z",     "Zg",    "Zg=",      "Zm8",  "=",    "==",           "===",
           "====",  "Z===",  "Zg==Zg==", "Zg=g", "=Zg=", "Zm9v====",     "Zm9v\n",
           "Zm9\n", " Zg==", "Zg== ",    "Zg= ", "Z g=", "Zm9v\r\n\r\n",
           "Zm9-",  // of the alphabet for URLs
           "Zm9_",  "Zm9!",  "Zm9\0"s,   "Zmé="}) {
    INFO(text);
    CHECK_FALSE(bytes_of_base64(text));
  }
}

TEST_CASE("A SHA-256 is the standard's, in whatever pieces the bytes come", "[document][bytes]") {
  struct Pair {
    std::string bytes, digest;
  };
  // FIPS 180-2, appendix B
  const std::vector<Pair> table{
      {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
      {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
      {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
       "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
      {std::string(1'000'000, 'a'),
       "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
  };
  Sha256 hash;  // one for all: it starts anew each time
  for (const Pair& row : table) {
    hash.add(row.bytes);
    CHECK(hash.hex() == row.digest);
    const std::string_view bytes = row.bytes;
    hash.add(bytes.substr(0, bytes.size() / 3));
    hash.add("");
    hash.add(bytes.substr(bytes.size() / 3));
    const auto digest = hash.finish();
    CHECK(hex_of({reinterpret_cast<const char*>(digest.data()), digest.size()}) == row.digest);
  }
}

TEST_CASE("A digest is the first 128 bits of the SHA-256", "[document][bytes]") {
  const auto hex = [](std::string_view bytes) {
    const Digest digest = digest_of(bytes);
    return hex_of({reinterpret_cast<const char*>(digest.data()), digest.size()});
  };
  // Stored on disk, as the identity of contents: a change breaks every archive.
  CHECK(hex("") == "e3b0c44298fc1c149afbf4c8996fb924");
  CHECK(hex("abc") == "ba7816bf8f01cfea414140de5dae2223");
  CHECK(hex(R"({"_id":1,"userId":"u1"})") == hex(R"({"_id":1,"userId":"u1"})"));
  CHECK(hex("a\0b"s) != hex("a"));
}

TEST_CASE("Hexadecimal text has two lower-case digits a byte", "[document][bytes]") {
  CHECK(hex_of("").empty());
  CHECK(hex_of("\0\x01\x7F\x80\xFF"s) == "00017f80ff");
}

}  // namespace document_bytes_test

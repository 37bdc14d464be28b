// Files of BSON, sound and broken, cut into pieces.
#include "splitting/bson_splitter.hpp"

#include <fmt/format.h>

#include <profilestore/error.hpp>
#include <string>
#include <vector>

#include "bson_bytes.hpp"
#include "catch.hpp"
#include "extjson/bson.hpp"

namespace splitting_bson_splitter_test {

using namespace profilestore;
using namespace std::string_literals;
using splitting::BsonSplitter;
using splitting::Piece;

namespace {

bool is_document(std::string_view bytes) {
  try {
    std::string text;
    extjson::append_json_of_bson(bytes, text);
    return true;
  } catch (const InvalidInput&) {
    return false;
  }
}

std::string document(int i) {
  return bson_bytes::of(fmt::format(R"({{"_id": {}, "in": {{"a": {}}}}})", i, i));
}

/// "8+12" for a document of 12 bytes at byte 8, "8+12!" for what is none.
std::string pieces_of(const std::string& source) {
  BsonSplitter splitter(source, is_document, {});
  std::string text;
  std::size_t at = 0;
  std::uint32_t number = 1;
  while (const auto piece = splitter.next(std::string_view::npos)) {
    CHECK(piece->offset == at);
    CHECK(piece->line == number++);
    at += piece->bytes.size();
    text += fmt::format("{}{}+{}{}", text.empty() ? "" : " ", piece->offset, piece->bytes.size(),
                        piece->usable ? "" : "!");
  }
  CHECK(at == source.size());
  return text;
}

const std::string one = document(1);  // 30 bytes

}  // namespace

TEST_CASE("Each document of a sound file of BSON is a piece", "[import][bson]") {
  REQUIRE(one.size() == 30);
  CHECK(pieces_of("") == "");
  CHECK(pieces_of(one + one + one) == "0+30 30+30 60+30");
}

TEST_CASE("Of a broken file of BSON the sound documents are read", "[import][bson]") {
  struct Case {
    const char* name;
    std::string source, pieces;
  };
  std::string content = one, length = one, short_length = one;
  content[4] = 0x1F;     // an element of no type
  length[1] = 0x7F;      // a length of more than there is
  short_length[0] = 20;  // a length that ends elsewhere
  const std::string after = one + one + one;
  const Case c = GENERATE_COPY(values<Case>({
      {"broken content, sound length", one + content + one, "0+30 30+30! 60+30"},
      {"a length beyond the end", one + length + after, "0+30 30+30! 60+30 90+30 120+30"},
      {"a length that ends at another zero", one + short_length + after,
       "0+30 30+20! 50+10! 60+30 90+30 120+30"},
      {"the last one cut off", one + one.substr(0, 20), "0+30 30+20!"},
      {"rubbish at the end", one + "rubbish", "0+30 30+7!"},
      {"rubbish at the start", "rubbish" + after, "0+7! 7+30 37+30 67+30"},
      {"a document within a broken one is not taken for one", one + length, "0+30 30+30!"},
      {"nothing but rubbish", std::string(100, 'x'), "0+100!"},
  }));
  CAPTURE(c.name);
  CHECK(pieces_of(c.source) == c.pieces);
}

TEST_CASE("A source of BSON is cut between documents, and no more behind a broken length",
          "[import][bson]") {
  const std::string sound = one + one + one + one;
  CHECK(splitting::bson_cuts(sound, 1) == std::vector<std::size_t>{0, 30, 60, 90, 120});
  CHECK(splitting::bson_cuts(sound, 40) == std::vector<std::size_t>{0, 60, 120});
  CHECK(splitting::bson_cuts(one + "rubbish" + sound, 1) == std::vector<std::size_t>{0, 30, 157});
  CHECK(splitting::bson_cuts("", 1) == std::vector<std::size_t>{0, 0});
}

TEST_CASE("BSON is told from text by its first document", "[import][bson]") {
  CHECK(splitting::looks_like_bson(one));
  CHECK(splitting::looks_like_bson(bson_bytes::around("")));
  for (const char* text : {"", "{}", "{\"a\":1}\n", "[", "a,b\n1,2\n"})
    CHECK_FALSE(splitting::looks_like_bson(text));
}

TEST_CASE("What stands in a document that is cut off is no document", "[import][bson]") {
  const std::string inner = bson_bytes::of(R"({"a": 1})");
  std::string binary;
  for (int i = 0; i < 4; ++i) binary += inner;
  const auto length = static_cast<char>(binary.size());
  const std::string last =
      bson_bytes::around("\x10_id\0\x07\0\0\0\x03in\0"s + inner +
                         "\x05"
                         "b\0"s +
                         length + "\0\0\0\0"s + binary + "\x0Br\0a\0i\0\x02t\0\x02\0\0\0x\0"s);
  for (std::size_t cut = 1; cut < last.size(); ++cut) {
    CAPTURE(cut);
    CHECK(pieces_of(one + last.substr(0, cut)) == fmt::format("0+30 30+{}!", cut));
  }
  CHECK(pieces_of(one + last) == fmt::format("0+30 30+{}", last.size()));
  // One with a wrong length is not cut off: what follows it is found.
  std::string longer = one;
  longer[1] = 1;
  CHECK(pieces_of(longer + one) == "0+30! 30+30");
}

}  // namespace splitting_bson_splitter_test

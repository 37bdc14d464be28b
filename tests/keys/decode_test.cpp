#include "keys/decode.hpp"

#include <profilestore/document.hpp>

#include "catch.hpp"

namespace keys_decode_test {

using namespace profilestore;

TEST_CASE("a part of a key is decoded to a value of that key", "[keys]") {
  const char* values[] = {
      R"("")",
      R"("ana")",
      "0",
      "-7",
      "4294967296",
      "1.5",
      "true",
      "false",
      "null",
      R"({"$oid":"5f00000000000000000000aa"})",
      R"({"$binary":{"base64":"AAECAwQFBgcICQoLDA0ODw==","subType":"04"}})",
      R"({"$binary":{"base64":"","subType":"00"}})",
      R"({"$date":"2024-01-02T03:04:05.006Z"})",
      R"({"$date":{"$numberLong":"-1"}})",
      R"({"$numberDouble":"NaN"})",
      R"({"$numberDecimal":"1E+400"})",
      "{}",
      R"({"shop":1,"of":{"name":"x","at":[1,"2",{"$oid":"5f00000000000000000000ab"}]},"r":0.5})"};
  for (const char* text : values) {
    INFO(text);
    const Value value = ejson::parse(std::string(R"({"v":)") + text + "}").at("v");
    const auto decoded = keys::decode(keys::encode(value));
    REQUIRE(decoded);
    CHECK(keys::encode(*decoded) == keys::encode(value));
    if (std::holds_alternative<keys::Blob>(keys::encode(value)) &&
        !value.contains("$numberDouble") && !value.contains("$numberDecimal"))
      CHECK(*decoded == value);
  }
}

TEST_CASE("what is no part of a key, or of a type that is hardly an _id, is not decoded",
          "[keys]") {
  CHECK_FALSE(keys::decode({}));
  for (const char* text : {R"({"$timestamp":{"t":1,"i":2}})", R"({"$minKey":1})",
                           R"({"$regularExpression":{"pattern":"a","options":""}})"}) {
    const Value value = ejson::parse(std::string(R"({"v":)") + text + "}").at("v");
    CHECK_FALSE(keys::decode(keys::encode(value)));
  }
  // Every beginning of one, and one with a byte more.
  const Value id{{"a", {{"$oid", "5f00000000000000000000aa"}}}};
  const std::string bytes = std::get<keys::Blob>(keys::encode(id)).bytes;
  for (std::size_t length = 0; length < bytes.size(); ++length)
    CHECK_FALSE(keys::decode(keys::Blob{bytes.substr(0, length)}));
  CHECK_FALSE(keys::decode(keys::Blob{bytes + "x"}));
}

}  // namespace keys_decode_test

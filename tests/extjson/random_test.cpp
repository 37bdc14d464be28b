// Random documents: what holds of any of them, read in any way.
#include <nlohmann/json.hpp>
#include <random>

#include "catch.hpp"
#include "document/compare.hpp"
#include "extjson/reading.hpp"
#include "store/seed.hpp"

namespace extjson_random_test {

using namespace profilestore;

namespace {

// Writes documents in a mix of flavours, with white space.
class Writer {
 public:
  explicit Writer(std::uint64_t seed) : random_(seed) {}

  std::string document() { return space() + object(0) + space(); }
  std::size_t below(std::size_t bound) { return random_() % bound; }

 private:
  std::string space() { return pick({"", "", "", " ", "\n", "\t\r\n "}); }
  std::string pick(const std::vector<std::string>& of) { return of[below(of.size())]; }
  std::string digits(std::size_t count) {
    std::string text = std::to_string(1 + below(9));
    while (text.size() < count) text += std::to_string(below(10));
    return text;
  }
  std::string integer() { return pick({"", "-"}) + digits(1 + below(22)); }
  std::string real() {
    return pick({"", "-"}) + digits(1 + below(18)) + "." + digits(1 + below(18)) +
           pick({"", "", "e5", "E-7", "e+100", "e-320"});
  }
  std::string string() {
    std::string text = "\"";
    for (std::size_t i = below(12); i > 0; --i)
      text += pick({"a", "b", "word", "é", "😀", "\\n", "\\u0041", "\\ud83d\\ude00", "\\\"", "\\/",
                    "$", ".", "\\u001f", "\x7f"});
    return text + "\"";
  }
  std::string wrapper() {
    return pick({R"({"$oid": "57E193D7A9CC81B4027498B5"})",
                 R"({"$numberInt":"-5"})",
                 R"({"$numberLong":")" + digits(1 + below(18)) + R"("})",
                 R"({"$numberDouble":")" + real() + R"("})",
                 R"({"$numberDouble":"NaN"})",
                 R"({"$numberDecimal":")" + digits(1 + below(33)) + R"(E-3"})",
                 R"({"$date":)" + integer().substr(0, 15) + "}",
                 R"({"$date":"2014-01-02T10:04:05.006-0500"})",
                 R"({"$date":{"$numberLong":")" + integer().substr(0, 16) + R"("}})",
                 R"({"$binary":"AQIDBAU=","$type":"3"})",
                 R"({"$regex":"a","$options":"xi"})",
                 R"({"$regularExpression":{"options":"","pattern":)" + string() + "}}",
                 R"({"$regex":"a"})",
                 R"({"$timestamp":{"i":1,"t":2}})",
                 R"({"$undefined":true})",
                 R"({"$scope":{"n":)" + integer() + R"(},"$code":)" + string() + "}",
                 "NaN",
                 R"({"$minKey":1})",
                 R"({"$symbol":)" + string() + "}",
                 R"({"$gt":5})"});
  }
  std::string value(int level) {
    switch (below(level > 5 ? 6 : 9)) {
      case 0:
        return integer();
      case 1:
        return real();
      case 2:
        return string();
      case 3:
        return pick({"true", "false", "null"});
      case 4:
      case 5:
        return wrapper();
      case 6:
        return array(level + 1);
      default:
        return object(level + 1);
    }
  }
  std::string array(int level) {
    std::string text = "[" + space();
    for (std::size_t i = below(5); i > 0; --i)
      text += value(level) + space() + (i == 1 ? "" : ",") + space();
    return text + "]";
  }
  std::string object(int level) {
    std::string text = "{" + space();
    for (std::size_t i = below(level == 0 ? 90 : 4); i > 0; --i)
      text += "\"" + pick({"", "é", "\\u0061", "name", "a.b"}) + std::to_string(i) + "\"" +
              space() + ":" + space() + value(level) + space() + (i == 1 ? "" : ",") + space();
    return text + "}";
  }

  std::mt19937_64 random_;
};

// Whether a text is refused for more than not being JSON.
bool is_rule_of_ours(const std::string& reason) {
  return reason.starts_with("$") || reason == "duplicate field name in one object" ||
         reason == "a NUL in a field name" || reason == "a document must be a JSON object";
}

}  // namespace

TEST_CASE("Any document reads the same by every way, and keeps its types through canonical text",
          "[extjson][random]") {
  const std::uint64_t first = first_seed();
  for (std::uint64_t seed = first; seed < first + 1500; ++seed) {
    Writer writer(seed);
    const std::string text = writer.document();
    INFO("PROFILESTORE_SEED=" << seed << ": " << text);
    const auto found = reading::read(text, {"name1", "1", "é2"});
    const Document document = ejson::parse(text);
    REQUIRE(document.dump() == found.normal);
    REQUIRE(reading::normal(found.normal) == found.normal);
    REQUIRE(extjson::normalise(document).dump() == found.normal);
    REQUIRE(Document::parse(found.normal).dump() == found.normal);
    REQUIRE(ejson::parse(ejson::canonical(document)).dump() == found.normal);
    REQUIRE(ejson::canonical(ejson::parse(ejson::canonical(document))) ==
            ejson::canonical(document));
    REQUIRE(document::equal(ejson::parse(ejson::relaxed(document)), document));
    for (const char* name : {"name1", "1", "é2"}) {
      REQUIRE(found.fields.contains(name) == document.contains(name));
      if (document.contains(name)) REQUIRE(found.fields[name].dump() == document[name].dump());
    }
  }
}

TEST_CASE("Damaged text is refused by both ways at the same place, and read only if it is JSON",
          "[extjson][random]") {
  const std::uint64_t first = first_seed();
  std::size_t refused = 0;
  for (std::uint64_t seed = first; seed < first + 3000; ++seed) {
    Writer writer(seed);
    std::string text = writer.document();
    const std::size_t at = writer.below(text.size());
    switch (writer.below(4)) {
      case 0:
        text.erase(at, 1 + writer.below(3));
        break;
      case 1:
        text[at] = static_cast<char>(writer.below(256));
        break;
      case 2:
        text.insert(at, 1, "\"{}[]:,\\e-.0tN\0\xff"[writer.below(16)]);
        break;
      default:
        text.insert(at, text.substr(writer.below(text.size()), 5));
        break;
    }
    INFO("PROFILESTORE_SEED=" << seed << ": " << text);
    const auto reader = reading::refusal_of([&] { reading::read(text); });
    REQUIRE(reader == reading::refusal_of([&] { ejson::parse(text); }));
    if (reader) {
      ++refused;
      REQUIRE(reader->reason != "not JSON");  // the scanner found no fault
      if (text.find('\0') == std::string::npos && nlohmann::json::accept(text))
        REQUIRE(is_rule_of_ours(reader->reason));
      REQUIRE(reader->offset <= text.size());
    } else if (text.find("NaN") == std::string::npos) {
      REQUIRE(text.find('\0') == std::string::npos);
      REQUIRE(nlohmann::json::accept(text));
    }
  }
  CHECK(refused > 500);
}

}  // namespace extjson_random_test

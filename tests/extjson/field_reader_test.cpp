#include "extjson/field_reader.hpp"

#include <nlohmann/json.hpp>
#include <random>
#include <string>

#include "catch.hpp"
#include "extjson/normal_fields.hpp"
#include "extjson/reader.hpp"

namespace extjson_field_reader_test {

using namespace profilestore;

namespace {

std::string cut(std::string_view normal) {
  std::string text;
  for (std::size_t at = 0; const auto field = extjson::next_field(normal, at);)
    text += std::string(field->name) + "=" + std::string(field->value) + ";";
  return text;
}

const std::vector<std::string> names{"_id", "userId", "a\"b", "tab\t", "", "ü", "missing"};

Value random_value(std::mt19937_64& random, int levels) {
  static const std::vector<std::string> texts{"",      "x",   "\"", "\\", "\\\"",
                                              "a\\\\", "},{", "[",  "ü"};
  switch (random() % (levels == 0 ? 4 : 6)) {
    case 0:
      return Value(static_cast<std::int64_t>(random() % 1000) - 500);
    case 1:
      return Value(texts[random() % texts.size()]);
    case 2:
      return Value(random() % 2 == 0);
    case 3:
      return Value(nullptr);
    case 4: {
      Value array = Value::array();
      for (auto count = random() % 4; count > 0; --count)
        array.push_back(random_value(random, levels - 1));
      return array;
    }
    default: {
      Value object = Value::object();
      for (auto count = random() % 4; count > 0; --count)
        object[texts[random() % texts.size()]] = random_value(random, levels - 1);
      return object;
    }
  }
}

}  // namespace

TEST_CASE("The fields of a document are cut where they end", "[extjson]") {
  CHECK(cut("{}").empty());
  CHECK(cut(R"({"a":1})") == "a=1;");
  CHECK(cut(R"({"a":{"b":[1,{"c":"}"}]},"d":"x,\"y}","e\\":[]})") ==
        R"(a={"b":[1,{"c":"}"}]};d="x,\"y}";e\\=[];)");
}

TEST_CASE("A text that is no document is cut as far as it is one", "[extjson]") {
  const std::string whole = R"({"a":{"b":"}\""},"c":[1,2],"d":"e"})";
  for (std::size_t size = 0; size < whole.size(); ++size) {
    // A copy of its own, so that a byte behind it is noticed.
    const std::vector<char> some(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
    CAPTURE(size);
    CHECK(cut(whole).starts_with(cut({some.data(), some.size()})));
  }
  CHECK(cut("[1,2]").empty());
  CHECK(cut(R"({"a" :1})").find("a=") == 0);
}

TEST_CASE("Fields read alone are those of the whole document", "[extjson]") {
  std::mt19937_64 random(20261128);
  extjson::FieldReader some(names);
  extjson::Reader all(names);
  for (int round = 0; round < 2000; ++round) {
    Document document = Document::object();
    for (auto count = random() % 8; count > 0; --count) {
      const std::string name =
          random() % 3 == 0 ? "other" + std::to_string(random() % 5) : names[random() % 6];
      document[name] = random_value(random, 3);
    }
    std::string text = document.dump();
    text.reserve(text.size() + extjson::Reader::padding());
    CAPTURE(text);
    CHECK(some.fields_of(text).dump() == all.read(text).fields.dump());
  }
}

TEST_CASE("Wrapped values are read as they are", "[extjson]") {
  extjson::FieldReader reader({"_id", "at"});
  const std::string text =
      R"({"_id":{"$oid":"65a1f00000000000000000a1"},"n":{"at":1},"at":{"$date":"2024-01-01T00:00:00Z"}})";
  CHECK(reader.fields_of(text).dump() ==
        R"({"_id":{"$oid":"65a1f00000000000000000a1"},"at":{"$date":"2024-01-01T00:00:00Z"}})");
}

}  // namespace extjson_field_reader_test

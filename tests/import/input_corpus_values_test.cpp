// Values that an import may meet: names of fields that stand twice or are odd, numbers of any kind.
#include "import/input_corpus.hpp"

namespace import_input_corpus_values_test {

using namespace std::string_literals;
using namespace input_corpus;

TEST_CASE("Input corpus: a name that stands twice is refused on each level", "[import][corpus]") {
  const std::string twice = "duplicate field name in one object";
  check({
      line("at the top", "{\"u\":1,\"a\":1,\"a\":1}", twice),
      line("the key", "{\"u\":1,\"u\":2}", twice),
      line("the key, by an escape", "{\"u\":1,\"\\u0075\":1}", twice),
      line("both by escapes", "{\"u\":1,\"\\u0061\":1,\"\\u0061\":2}", twice),
      line("on the second level", "{\"u\":1,\"in\":{\"a\":1,\"a\":2}}", twice),
      line("in an array", "{\"u\":1,\"in\":[{},{\"a\":1,\"\\u0061\":2}]}", twice),
      line("on the third level", "{\"u\":1,\"in\":{\"in\":{\"a\":1,\"b\":2,\"a\":1}}}", twice),
      line("in a wrapper", "{\"u\":{\"$numberInt\":\"1\",\"$numberInt\":\"1\"}}",
           "$numberInt: no other field is allowed beside it"),
      line("the name that is empty", "{\"u\":1,\"\":1,\"\":1}", twice),
      kept("the same name on two levels", "{\"u\":1,\"a\":{\"a\":{\"a\":null}}}",
           "{\"u\":{\"$numberInt\":\"1\"},\"a\":{\"a\":{\"a\":null}}}"),
      kept("names that differ in case or form",
           "{\"u\":true,\"a\":null,\"A\":null,\"\xC3\xA9\":null,\"e\xCC\x81\":null}",
           "{\"u\":true,\"a\":null,\"A\":null,\"\xC3\xA9\":null,\"e\xCC\x81\":null}"),
  });
}

TEST_CASE("Input corpus: a field of any name is kept under it", "[import][corpus]") {
  std::vector<Case> cases;
  for (const std::string name : {"",
                                 "\\\"",
                                 "'",
                                 ".",
                                 "a.b",
                                 ".a",
                                 "a.",
                                 "[0]",
                                 "0",
                                 "a[0]",
                                 "__proto__",
                                 "constructor",
                                 "'; DROP TABLE profiles; --",
                                 "\\\"); DELETE FROM ps_archive; --",
                                 "\\\\",
                                 "/",
                                 "*",
                                 "?",
                                 "%s",
                                 "\\u0001",
                                 "row",
                                 "doc",
                                 "rowid",
                                 "_ID",
                                 "$",
                                 "u "}) {
    const std::string own = "{\"u\":\"own\",\"" + name + "\":true}";
    cases.push_back(kept("a field named " + name, own, own));
    const std::string inner = "{\"u\":\"inner\",\"in\":{\"" + name + "\":true}}";
    cases.push_back(kept("a field within named " + name, inner, inner));
    if (name.empty()) continue;  // as a key it names nobody
    const std::string value = "{\"u\":\"" + name + "\"}";
    cases.push_back(kept("a key of the value " + name, value, value));
  }
  check(cases);
}

TEST_CASE("Input corpus: a number stays what it is, or its document is set aside",
          "[import][corpus]") {
  const auto number = [](const std::string& text, const std::string& canonical) {
    return kept(text, "{\"u\":1,\"n\":" + text + "}",
                "{\"u\":{\"$numberInt\":\"1\"},\"n\":" + canonical + "}");
  };
  const auto refused = [](const std::string& text, const std::string& reason) {
    return line(text, "{\"u\":1,\"n\":" + text + "}", reason);
  };
  const std::string too_large = "a number too large for a Double";
  const std::string a_number = "a string with a 32-bit integer is expected";
  check({
      number("9007199254740991", R"({"$numberLong":"9007199254740991"})"),
      number("9007199254740992", R"({"$numberLong":"9007199254740992"})"),
      number("9007199254740993", R"({"$numberLong":"9007199254740993"})"),
      number("-9007199254740993", R"({"$numberLong":"-9007199254740993"})"),
      number("2147483647", R"({"$numberInt":"2147483647"})"),
      number("2147483648", R"({"$numberLong":"2147483648"})"),
      number("9223372036854775807", R"({"$numberLong":"9223372036854775807"})"),
      number("-9223372036854775808", R"({"$numberLong":"-9223372036854775808"})"),
      number("9223372036854775808", R"({"$numberDouble":"9.223372036854776E+18"})"),
      number("18446744073709551615", R"({"$numberDouble":"1.8446744073709552E+19"})"),
      number("18446744073709551616", R"({"$numberDouble":"1.8446744073709552E+19"})"),
      number("-9223372036854775809", R"({"$numberDouble":"-9.223372036854776E+18"})"),
      number("1e308", R"({"$numberDouble":"1E+308"})"),
      number("1e-400", R"({"$numberDouble":"0.0"})"),
      refused("1e400", too_large),
      refused("-1e400", too_large),
      number("0", R"({"$numberInt":"0"})"),
      number("-0", R"({"$numberInt":"0"})"),
      number("-0.0", R"({"$numberDouble":"-0.0"})"),
      number("NaN", R"({"$numberDouble":"NaN"})"),
      number("-Infinity", R"({"$numberDouble":"-Infinity"})"),
      refused("nan",
              "'nan' is no value that is known (line 2, column 12): write the value as Extended "
              "JSON"),
      refused("01", "not a JSON number"),
      refused("1.", "a digit is expected"),
      refused("+1", "a value is expected"),
      refused(".5", "a value is expected"),
      refused("0x10", "not a JSON number"),
      number(R"({"$numberInt":"-2147483648"})", R"({"$numberInt":"-2147483648"})"),
      refused(R"({"$numberInt":"2147483648"})", "$numberInt: " + a_number),
      refused(R"({"$numberInt":"1.5"})", "$numberInt: " + a_number),
      refused(R"({"$numberInt":""})", "$numberInt: " + a_number),
      refused(R"({"$numberInt":1})", "$numberInt: " + a_number),
      refused(R"({"$numberLong":"9223372036854775808"})",
              "$numberLong: a string with a 64-bit integer is expected"),
      refused(R"({"$numberDouble":"1e400"})",
              "$numberDouble: a string with a number, NaN, Infinity or -Infinity is expected"),
      refused(R"({"$oid":"5f0000000000000000000001","more":1})",
              "$oid: no other field is allowed beside it"),
      refused(R"({"$oid":"5f00000000000000000000"})",
              "$oid: a string of 24 hexadecimal digits is expected"),
      number(R"({"$numberDecimal":"NaN"})", R"({"$numberDecimal":"NaN"})"),
      number(R"({"$numberDecimal":"1E6144"})",
             R"({"$numberDecimal":"1.000000000000000000000000000000000E+6144"})"),
      refused(R"({"$numberDecimal":"1E6145"})",
              "$numberDecimal: a string with a number of at most 34 digits is expected"),
      refused(R"({"$numberDecimal":"12345678901234567890123456789012345"})",
              "$numberDecimal: a string with a number of at most 34 digits is expected"),
      refused(R"({"$date":"2024-13-01T00:00:00Z"})",
              "$date: an ISO 8601 date and time with an offset is expected"),
  });
}

}  // namespace import_input_corpus_values_test

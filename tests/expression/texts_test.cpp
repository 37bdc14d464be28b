// Strings: as a whole, their parts and places, regular expressions.
#include "cases.hpp"

namespace expression_texts_test {

using expression_cases::check;
using expression_cases::check_refused;
using expression_cases::Expression;
using expression_cases::Value;

TEST_CASE("Strings are joined, compared and measured", "[expression][texts]") {
  check({
      {R"({"$concat":["$a","-","b"]})", R"({"a":"x"})", R"("x-b")"},
      {R"({"$concat":["$a","b"]})", R"({"a":null})", "null"},
      {R"({"$toLower":"$a"})", R"({"a":"ÄB"})", R"("Äb")"},
      {R"({"$toUpper":"$a"})", R"({"a":null})", R"("")"},
      {R"({"$toUpper":"$a"})", R"({"a":{"$date":"2024-01-01T00:00:00Z"}})",
       R"("2024-01-01T00:00:00.000Z")"},
      {R"({"$toLower":"$a"})", R"({"a":2.5})", R"("2.5")"},
      {R"({"$strcasecmp":["$a","ABC"]})", R"({"a":"abd"})", "1"},
      {R"({"$strLenBytes":"$a"})", R"({"a":"é€"})", "5"},
      {R"({"$strLenCP":"$a"})", R"({"a":"é€"})", "2"},
  });
}

TEST_CASE("Parts of strings are found by bytes and by code points", "[expression][texts]") {
  check({
      {R"({"$substrBytes":["$a",1,2]})", R"({"a":"abcd"})", R"("bc")"},
      {R"({"$substrBytes":["$a",2,-1]})", R"({"a":"abcd"})", R"("cd")"},
      {R"({"$substr":["$a",9,1]})", R"({"a":"abcd"})", R"("")"},
      {R"({"$substrCP":["$a",1,2]})", R"({"a":"é€xy"})", R"("€x")"},
      {R"({"$substrCP":["$a",0,1]})", R"({"a":null})", R"("")"},
      {R"({"$indexOfBytes":["$a","x"]})", R"({"a":"éx"})", "2"},
      {R"({"$indexOfCP":["$a","x"]})", R"({"a":"éx"})", "1"},
      {R"({"$indexOfCP":["$a","x",2]})", R"({"a":"éx"})", "-1"},
      {R"({"$indexOfCP":["$a","b",0,1]})", R"({"a":"ab"})", "-1"},
      {R"({"$indexOfCP":["$a","",1]})", R"({"a":"ab"})", "1"},
      {R"({"$indexOfCP":["$a","",2]})", R"({"a":"ab"})", "-1"},
      {R"({"$indexOfCP":["$a",""]})", R"({"a":""})", "0"},
      {R"({"$indexOfBytes":["$a","",2]})", R"({"a":"ab"})", "2"},
      {R"({"$indexOfCP":["$a","bc",0,2]})", R"({"a":"abc"})", "1"},
      {R"({"$indexOfBytes":["$a","bc",0,2]})", R"({"a":"abc"})", "-1"},
      {R"({"$indexOfBytes":["$a","x"]})", "{}", "null"},
      {R"({"$split":["$a",", "]})", R"({"a":"x, y, "})", R"(["x","y",""])"},
      {R"({"$trim":{"input":"$a"}})", R"({"a":"  x \n"})", R"("x")"},
      {R"({"$ltrim":{"input":"$a","chars":"xé"}})", R"({"a":"éxaé"})", R"("aé")"},
      {R"({"$rtrim":{"input":"$a","chars":"$b"}})", R"({"a":"x "})", "null"},
      {R"({"$replaceOne":{"input":"$a","find":"x","replacement":"yy"}})", R"({"a":"axbx"})",
       R"("ayybx")"},
      {R"({"$replaceAll":{"input":"$a","find":"x","replacement":""}})", R"({"a":"axbx"})",
       R"("ab")"},
      {R"({"$replaceAll":{"input":"$a","find":"","replacement":"-"}})", R"({"a":"aé"})",
       R"("-a-é-")"},
      {R"({"$replaceAll":{"input":"$a","find":"x","replacement":"y"}})", "{}", "null"},
  });
}

TEST_CASE("Numbers and timestamps that count as strings are spelled as MongoDB spells them",
          "[expression][texts]") {
  const auto real = [](const std::string& number) {
    return R"({"a":{"$numberDouble":")" + number + R"("}})";
  };
  struct Spelled {
    std::string number, coerced, converted;
  };
  for (const Spelled& row :
       std::vector<Spelled>{{"12345678.9", "1.23457e+07", "12345678.9"},
                            {"1000000000000000", "1e+15", "1000000000000000"},
                            {"10000000000000000", "1e+16", "1e+16"},
                            {"0.30000000000000004", "0.3", "0.30000000000000004"},
                            {"1.7976931348623157e308", "1.79769e+308", "1.7976931348623157e+308"},
                            {"5e-324", "4.94066e-324", "5e-324"},
                            {"0.00001", "1e-05", "1e-05"},
                            {"-Infinity", "-inf", "-Infinity"},
                            {"NaN", "nan", "NaN"},
                            {"-0.0", "-0", "-0"}}) {
    const Value document = profilestore::ejson::parse(real(row.number));
    const std::string coerced = Value(row.coerced).dump();
    check({{R"({"$toLower":"$a"})", document.dump(), coerced},
           {R"({"$substrCP":["$a",0,100]})", document.dump(), coerced},
           {R"({"$substrBytes":["$a",0,100]})", document.dump(), coerced},
           {R"({"$toString":"$a"})", document.dump(), Value(row.converted).dump()},
           {R"({"$convert":{"input":"$a","to":"string"}})", document.dump(),
            Value(row.converted).dump()}});
  }
  check({{R"({"$toLower":"$a"})", R"({"a":{"$timestamp":{"t":1707287295,"i":1}}})",
          R"("feb  7 06:28:15:1")"},
         {R"({"$substr":["$a",0,30]})", R"({"a":{"$timestamp":{"t":1,"i":4294967295}}})",
          R"("Jan  1 00:00:01:4294967295")"}});
}

TEST_CASE("A search takes no longer than its strings are long", "[expression][texts]") {
  const std::size_t size = 4'000'000;
  const std::string text(size, 'a'), wanted = std::string(size / 2, 'a') + "b";
  const Value document{{"a", text + wanted}, {"b", wanted}};
  const auto of = [&](const char* expression) {
    return Expression::parse(Value::parse(expression)).evaluate(document)->dump();
  };
  CHECK(of(R"({"$indexOfBytes":["$a","$b"]})") == std::to_string(size));
  CHECK(of(R"({"$indexOfCP":["$a","$b"]})") == std::to_string(size));
  CHECK(of(R"({"$size":{"$split":["$a","$b"]}})") == "2");
  CHECK(of(R"({"$strLenBytes":{"$replaceAll":{"input":"$a","find":"$b","replacement":""}}})") ==
        std::to_string(size));
}

TEST_CASE("Regular expressions tell matches, their places in code points and their groups",
          "[expression][texts]") {
  check({
      {R"({"$regexMatch":{"input":"$a","regex":"^B","options":"i"}})", R"({"a":"bob"})", "true"},
      {R"({"$regexMatch":{"input":"$a","regex":"x"}})", R"({"a":null})", "false"},
      {R"({"$regexMatch":{"input":"x","regex":"$a"}})", "{}", "false"},
      {R"({"$regexFind":{"input":"$a","regex":{"$regularExpression":{"pattern":"B(.)?","options":"i"}}}})",
       R"({"a":"éb"})", R"({"match":"b","idx":1,"captures":[null]})"},
      {R"({"$regexFind":{"input":"$a","regex":"z"}})", R"({"a":"éb"})", "null"},
      {R"({"$regexFindAll":{"input":"$a","regex":"é(.)?"}})", R"({"a":"éaxéb"})",
       R"([{"match":"éa","idx":0,"captures":["a"]},{"match":"éb","idx":3,"captures":["b"]}])"},
      {R"({"$regexFindAll":{"input":"$a","regex":"x*"}})", R"({"a":"xé"})",
       R"([{"match":"x","idx":0,"captures":[]},{"match":"","idx":1,"captures":[]}])"},
      {R"({"$regexFindAll":{"input":"$a","regex":""}})", R"({"a":""})",
       R"([{"match":"","idx":0,"captures":[]}])"},
      {R"({"$regexFindAll":{"input":"$a","regex":"b|x*$"}})", R"({"a":"ab"})",
       R"([{"match":"b","idx":1,"captures":[]}])"},
  });
}

TEST_CASE("Operators on strings refuse other types", "[expression][texts]") {
  check_refused({
      {R"({"$concat":["$a","b"]})", R"({"a":1})", 16702, "int"},
      {R"({"$toUpper":"$a"})", R"({"a":true})", 16007, "bool"},
      {R"({"$strLenCP":"$a"})", "{}", 34471, "missing"},
      {R"({"$substrBytes":["$a",1,1]})", R"({"a":"é"})", 28656, "within a character"},
      {R"({"$substrBytes":["$a",0,1]})", R"({"a":"é"})", 28657, "within a character"},
      {R"({"$substrCP":["$a",-1,1]})", R"({"a":"é"})", 34455, "negative"},
      {R"({"$substrBytes":["$a",0,{"$numberDouble":"-Infinity"}]})", R"({"a":"x"})", 31109,
       "64 bits"},
      {R"({"$substrBytes":["$a",{"$numberDecimal":"1E+30"},1]})", R"({"a":"x"})", 31109, "64 bits"},
      {R"({"$indexOfCP":["$a",1]})", R"({"a":"x"})", 40094, "int"},
      {R"({"$split":["$a",""]})", R"({"a":"x"})", 40087, "empty"},
      {R"({"$trim":{"input":"$a"}})", R"({"a":1})", 50699, "input"},
      {R"({"$trim":{"inputs":"$a"}})", "", 50694, "inputs"},
      {R"({"$trim":{}})", "", 50695, "input"},
      {R"({"$trim":"$a"})", "", 50696, "named arguments"},
      {R"({"$regexMatch":{"input":"$a","regex":"x"}})", R"({"a":1})", 51104, "input"},
      {R"({"$regexMatch":{"input":"$a","regex":"("}})", "", 51111, "invalid"},
      {R"({"$regexMatch":{"input":"$a","regex":"x","options":"q"}})", "", 51108, "flag"},
      {R"({"$regexMatch":{"input":"x","regex":"$a"}})", R"({"a":1})", 51105, "int"},
  });
}

}  // namespace expression_texts_test

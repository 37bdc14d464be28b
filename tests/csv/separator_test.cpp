// What separates the values of CSV, and who is told of another.
#include "csv/separator.hpp"

#include <profilestore/error.hpp>
#include <string>

#include "catch.hpp"
#include "csv/table.hpp"

namespace csv_separator_test {

using namespace profilestore;

namespace {

std::string columns_of(const std::string& source, const csv::Options& options = {}) {
  try {
    const csv::Table table("F", source, options);
    std::string json;
    table.append_json(source.substr(table.body()).substr(source[table.body()] == '\r' ? 2 : 1),
                      json);
    return json;
  } catch (const Error& error) {
    return error.what();
  }
}

}  // namespace

TEST_CASE("A delimiter is a character or its name", "[csv]") {
  CHECK(csv::separator_of(";") == ';');
  CHECK(csv::separator_of("semicolon") == ';');
  CHECK(csv::separator_of("tab") == '\t');
  CHECK(csv::separator_of("\t") == '\t');
  CHECK(csv::separator_of("\\t") == '\t');
  CHECK(csv::separator_of("pipe") == '|');
  CHECK(csv::separator_of("~") == '~');
  for (const char* wrong : {"", "\"", "\n", ";;", "\xC2\xA7", "\x01"})
    CHECK_THROWS_WITH(csv::separator_of(wrong), has_part("give one character of ASCII"));
}

TEST_CASE("The line sep= tells the delimiter of CSV", "[csv]") {
  struct Case {
    const char *source, *result;
  };
  const Case c = GENERATE(values<Case>({
      {"sep=;\r\na;b\r\n1;2", R"({"a":1,"b":2})"},
      {"SEP=|\na|b\n1|2", R"({"a":1,"b":2})"},
      {"\"sep=;\"\na;b\n1;2", R"({"a":1,"b":2})"},
      {"\xEF\xBB\xBFsep=\t\na\tb\n1\t2", R"({"a":1,"b":2})"},
      {"sep=;\na,b\n1,2", R"({"a,b":"1,2"})"},
      {"sep=\n1", R"({"sep=":1})"},
      {"sep=;x\n1",
       "F: the header (the first line): with commas between values it has 1 value, but "
       "1 semicolon in them: give --delimiter semicolon; or --delimiter comma, if "
       "that is right"},
  }));
  INFO(c.source);
  CHECK(columns_of(c.source) == c.result);
}

TEST_CASE("A delimiter that contradicts the source is refused", "[csv]") {
  CHECK(columns_of("sep=;\na;b\n1;2", {.separator_told = true}) ==
        "F: its first line says that the delimiter is the semicolon, not the comma");
  CHECK(columns_of("sep=;\na;b\n1;2", {.style = {';', true}, .separator_told = true}) ==
        R"({"a":1,"b":2})");
}

TEST_CASE("A header of another delimiter is not one column", "[csv]") {
  const std::string hint = "give --delimiter ";
  for (const char* source : {"a;b\n1;2", "a;b;c,d\n1;2;3,4", "a|b\n1|2", "a\tb\n1\t2"}) {
    INFO(source);
    CHECK(columns_of(source).find(hint) != std::string::npos);
    CHECK(columns_of(source, {.separator_told = true}).find(hint) == std::string::npos);
  }
  CHECK(columns_of("a,b;c\n1,2") == R"({"a":1,"b;c":2})");
  CHECK(columns_of("a,b\n1,2", {.style = {'\t', false}}).find("--delimiter comma and --type csv") !=
        std::string::npos);
}

TEST_CASE("The fields of CSV without a header are checked against its first record", "[csv]") {
  const csv::Options fields{.fields = {"a", "b"}};
  const auto of = [&](const std::string& source, const csv::Options& options) {
    try {
      return csv::Table("F", source, options).header_text();
    } catch (const Error& error) {
      return std::string(error.what());
    }
  };
  CHECK(of("1,2\n", fields) == "a,b");
  CHECK(of("", fields) == "a,b");
  CHECK(of("sep=;\r\n1;2\n", fields) == "sep=;\na;b");
  CHECK(of("1,2", {.fields = {"a,b", "c"}}) == "\"a,b\",c");
  CHECK(of("1;2\n", fields) ==
        "F: its first line: with commas between values it has 1 value, but 1 semicolon in them: "
        "give --delimiter semicolon; or --delimiter comma, if that is right");
  CHECK(of("1;2\n", {.separator_told = true, .fields = {"a", "b"}}) == "a,b");
  CHECK(of("a, b \n1,2\n", fields) ==
        "F: its first line names the columns: omit --fields, or that line");
  CHECK(of("1,2", {.columns_have_types = true, .fields = {"a"}}) ==
        "the fields (--fields): the column 'a' has no type; 'a.auto()' infers the type of each "
        "value");
  CHECK(of("1,2", {.fields = {"a", ""}}) ==
        "the fields (--fields): the column '': its name, or a part of it, is empty");
}

}  // namespace csv_separator_test

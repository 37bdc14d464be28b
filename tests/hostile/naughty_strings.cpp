#include "hostile/naughty_strings.hpp"

#include <random>

namespace hostile {
namespace {

using namespace std::string_literals;

std::string times(std::size_t count, const std::string& text) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

std::vector<std::string> of_languages() {
  return {"",
          " ",
          "  two  ",
          "'",
          "''",
          "\"",
          "\"\"",
          "`",
          "[",
          "]",
          "[0]",
          "a[0]",
          "\\",
          "\\\\",
          "\\'",
          "\\\"",
          "\\u0000",
          "\\x00",
          "$",
          "$$",
          "$set",
          "$where",
          "$expr",
          "$.a",
          "$[0]",
          "$.\"a\\\"b\"",
          "$.a\\\"b",
          "#-1",
          "$[#-1]",
          ".",
          "..",
          "a.",
          ".a",
          "a..b",
          "a.b.c",
          "a.0",
          "0",
          "-1",
          "00",
          "1e400",
          "-0",
          "NaN",
          "Infinity",
          "0x10",
          "9223372036854775808",
          "null",
          "undefined",
          "true",
          "{}",
          "[]",
          "{\"$gt\": \"\"}",
          "{\"$ne\": null}",
          "{\"a\":1}",
          "}",
          "{",
          "_id",
          "__proto__",
          "constructor",
          "toString",
          "NULL",
          "None",
          "N/A",
          "%",
          "_",
          "%s%s%n",
          "%d",
          "*",
          "?",
          "?1",
          ":a",
          "@a",
          "{0}",
          "{}{}",
          "${7*7}",
          "{{7*7}}",
          "#{1}",
          "<script>alert(1)</script>",
          "<!--",
          "]]>",
          "&amp;",
          "&#0;"};
}

std::vector<std::string> of_sql() {
  return {"'; DROP TABLE people; --",
          "\"; DROP TABLE \"people\"; --",
          "x' OR '1'='1",
          "1; ATTACH 'x.db' AS x",
          "') UNION SELECT sql FROM sqlite_schema --",
          "/* */",
          "--",
          "people\" (a); CREATE TRIGGER t AFTER INSERT ON people BEGIN SELECT 1; END; --",
          "sqlite_schema",
          "sqlite_master",
          "sqlite_stat1",
          "sqlite_x",
          "SQLITE_X",
          "ps_collections",
          "PS_Collections",
          "ps_archive",
          "people",
          "PEOPLE",
          "main.people",
          "temp",
          "pragma_table_info",
          "json_each",
          "rowid",
          "oid",
          "row",
          "doc",
          "sum",
          "k1",
          "SELECT",
          "table",
          "index",
          "load_extension('x')",
          "file:x?mode=memory",
          ":memory:",
          "../../etc/passwd",
          "/dev/zero",
          "CON",
          "C:\\NUL",
          "~",
          "$(touch x)",
          "`touch x`",
          "| cat"};
}

std::vector<std::string> of_unicode() {
  return {"\xc3\xa9",      // é, one sign
          "e\xcc\x81",     // é, two signs
          "\xef\xac\x81",  // the ligature fi
          "\xe2\x80\xae"
          "evil",          // right to left override
          "\xe2\x80\x8b",  // a blank of no width
          "\xef\xbb\xbf"
          "bom",
          "\xef\xbf\xbe",  // no character
          "\xef\xbf\xbf",
          "\xf4\x8f\xbf\xbf",  // the last code point
          "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7",  // a family
          "\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa",                                          // a flag
          "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d",                                          // Hebrew
          "\xd8\xa7\xd9\x84\xd8\xb9\xd8\xb1\xd8\xa8\xd9\x8a\xd8\xa9",
          "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e",
          "\xc4\xb0",                     // I with a dot, which grows in lower case
          "\xc5\xbf",                     // the long s
          "\xe1\xba\x9e",                 // capital sharp s
          "\xe2\x84\xaa",                 // Kelvin, which is a K in lower case
          "\xc2\xa0",                     // a blank that does not break
          "\xe2\x80\xa8",                 // a separator of lines
          "\xc2\x85",                     // next line
          "Z" + times(5000, "\xcc\xb4"),  // 10 KB of marks on one letter
          times(100'000, "a"),
          times(300, "a."),
          times(5000, "("),
          "\x01\x02\x1b[2J\x07\x7f",  // for a terminal
          "line\nbreak",
          "line\r\nbreak",
          "tab\there"};
}

std::vector<std::string> of_bytes() {
  return {"\0"s,      "a\0b"s,    "a\0"s,         "\0a"s,
          "\xff",     "\xc0\x80", "\xed\xa0\x80", "\xf5\x80\x80\x80",
          "\xe2\x82", "\x80",     "a\xc3",        "\xf0\x9f\x98"};
}

}  // namespace

std::vector<std::string> naughty_strings(std::size_t count, std::uint64_t seed) {
  std::vector<std::string> all;
  for (const auto& some : {of_languages(), of_sql(), of_unicode(), of_bytes()})
    all.insert(all.end(), some.begin(), some.end());
  const std::size_t given = all.size();
  std::mt19937_64 random(seed);
  while (all.size() < count) {
    std::string text;
    for (auto parts = 2 + random() % 3; parts > 0; --parts) {
      const std::string& part = all[random() % given];
      if (part.size() < 1000) text += part;
    }
    all.push_back(std::move(text));
  }
  all.resize(count);
  return all;
}

}  // namespace hostile

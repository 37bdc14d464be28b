// Sort keys: which strings share one at which strength.
#include "keys/collator.hpp"

#include <unicode/ucol.h>
#include <profilestore/error.hpp>
#include <vector>

#include "catch.hpp"
#include "document/bytes.hpp"

namespace keys_collator_test {

using namespace profilestore;
using namespace std::string_literals;
using keys::Collator;

namespace {

/// Two strings, and the strengths at which they are equal.
struct Pair {
  std::string a, b;
  std::string equal_at;
};

void check(const std::vector<Pair>& table) {
  for (const Pair& row : table) {
    INFO('"' << row.a << "\" and \"" << row.b << '"');
    std::string equal_at;
    for (const int strength : {1, 2, 3}) {
      const Collator collator(Collation{strength});
      if (collator.sort_key(row.a) == collator.sort_key(row.b))
        equal_at += std::to_string(strength);
    }
    CHECK(equal_at == row.equal_at);
  }
}

}  // namespace

TEST_CASE("Case counts at strength 3, accents at strength 2", "[keys][collator]") {
  check({
      {"", "", "123"},
      {"a", "a", "123"},
      {"a", "b", ""},
      {"", "a", ""},
      {"a", "A", "12"},
      {"Ä", "ä", "12"},
      {"Ä", "a", "1"},
      {"é", "e", "1"},
      {"é", "É", "12"},
      {"É", "e", "1"},
      {"ö", "ø", "1"},
      {"Ünal@example.org", "ünal@EXAMPLE.org", "12"},
      {"José", "jose", "1"},
  });
}

TEST_CASE("Letters of all scripts compare by Unicode", "[keys][collator]") {
  check({
      {"ß", "ss", "1"},   {"ẞ", "ß", "12"},        {"STRASSE", "straße", "1"},
      {"İ", "i", "1"},    {"İ", "I\u0307", "123"}, {"ı", "i", ""},
      {"Σ", "σ", "12"},   {"σ", "ς", "12"},        {"ΟΔΥΣΣΕΥΣ", "οδυσσευς", "12"},
      {"ά", "α", "1"},    {"ﬁ", "fi", "12"},       {"æ", "ae", "1"},
      {"Ж", "ж", "12"},   {"й", "и", ""},  // a letter of its own in Cyrillic
      {"ё", "е", "1"},    {"а", "a", ""},  // Cyrillic and Latin
      {"か", "カ", "12"}, {"が", "か", "1"},       {"ａ", "a", "12"},
      {"国", "國", ""},   {"😀", "😁", ""},          {"👍🏽", "👍", ""},
  });
}

TEST_CASE("A character composed and the same decomposed are equal", "[keys][collator]") {
  check({
      {"é", "e\u0301", "123"},
      {"É", "e\u0301", "12"},
      {"ế", "e\u0302\u0301", "123"},
      {"각", "\u1100\u1161\u11A8", "123"},
      {"й", "и\u0306", "123"},
      {"Å", "\u212B", "123"},  // the unit Ångström
      {"a\u0323\u0302", "ậ", "123"},
      {"a\u0302\u0323", "ậ", "1"},  // out of canonical order: MongoDB too looks at it as it is
  });
}

TEST_CASE("Spaces, digits and punctuation count, and what Unicode ignores does not",
          "[keys][collator]") {
  check({
      {"a b", "ab", ""},
      {"a b", "a  b", ""},
      {"a", " a", ""},
      {"a", "a ", ""},
      {" ", "", ""},
      {"a b", "A\u00A0B", "12"},
      {"a-b", "ab", ""},
      {"1", "2", ""},
      {"10", "9", ""},
      {"2", "02", ""},
      {"1", "１", "12"},
      {"1", "١", "123"},  // Arabic-Indic: the same digit
      {"\0"s, "", "123"},
      {"a\0b"s, "ab", "123"},
      {"a\u200Db", "ab", "123"},
      {"a\u00ADb", "ab", "123"},  // soft hyphen
      {"👩\u200D🚀", "👩🚀", "123"},
  });
}

TEST_CASE("With caseLevel, case counts and accents need not", "[keys][collator]") {
  const Collator letters(Collation{1, true}), accents(Collation{2, true});
  CHECK(letters.sort_key("é") == letters.sort_key("e"));
  CHECK(letters.sort_key("é") != letters.sort_key("E"));
  CHECK(letters.sort_key("É") == letters.sort_key("E"));
  CHECK(accents.sort_key("é") != accents.sort_key("e"));
  CHECK(accents.sort_key("é") != accents.sort_key("É"));
}

TEST_CASE("Sort keys order as the strings do, and have no NUL", "[keys][collator]") {
  const Collator collator{Collation{}};
  const std::vector<std::string> ordered{"",  " ", "-", "1",  "10", "2", "a", "A",
                                         "á", "b", "é", "ss", "ß",  "z", "я", "中"};
  for (std::size_t i = 1; i < ordered.size(); ++i) {
    INFO(ordered[i - 1] << " and " << ordered[i]);
    CHECK(collator.sort_key(ordered[i - 1]) < collator.sort_key(ordered[i]));
    CHECK(collator.sort_key(ordered[i]).find('\0') == std::string::npos);
  }
}

TEST_CASE("A long string has a key, however much longer that is", "[keys][collator]") {
  const Collator collator(Collation{1}), all(Collation{3});
  std::string composed, decomposed;
  for (int i = 0; i < 100'000; ++i) {
    composed += "ﷺ中é";
    decomposed += "ﷺ中e\u0301";
  }
  CHECK(all.sort_key(composed).size() > composed.size());
  CHECK(all.sort_key(composed) == all.sort_key(decomposed));
  CHECK(all.sort_key(composed) != all.sort_key(composed + "x"));
  CHECK(collator.sort_key(std::string(100'000, '\0')).empty());
}

TEST_CASE("Bytes that are no UTF-8 have a key", "[keys][collator]") {
  const Collator collator{Collation{}};
  CHECK(collator.sort_key("a\xFF") == collator.sort_key("a\uFFFD"));
}

TEST_CASE("A collator's version is that of ICU's data", "[keys][collator]") {
  UVersionInfo version{};
  UErrorCode status = U_ZERO_ERROR;
  ucol_getVersion(icu::LocalUCollatorPointer(ucol_open("", &status)).getAlias(), version);
  const std::string text = Collator(Collation{2}).version();
  CHECK(text.starts_with(std::to_string(version[0]) + "." + std::to_string(version[1])));
  CHECK(text == Collator(Collation{1, true}).version());
}

// Another version of ICU may have other keys: then this fails, and the table wants a new column.
TEST_CASE("Sort keys of one version of ICU are always the same", "[keys][collator][disk]") {
  const Collator collator(Collation{2});
  if (collator.version() != "153.120") return;  // ICU 72
  CHECK(document::hex_of(collator.sort_key("")) == "01");
  CHECK(document::hex_of(collator.sort_key("Äb 1")) == "2a2c041501459607");
  CHECK(document::hex_of(collator.sort_key("中😀")) == "fa048a0d2f690106");
}

TEST_CASE("No collator is made of a strength that no document may have", "[keys][collator]") {
  for (const int strength : {-1, 0, 4, 5, 6})
    CHECK_THROWS_AS(Collator(Collation{strength}), InvalidInput);
}

}  // namespace keys_collator_test

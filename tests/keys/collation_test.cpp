// Collations in MongoDB's documents: what is understood, and how the rest is refused.
#include <profilestore/collation.hpp>

#include <unicode/ucol.h>
#include <unicode/uvernum.h>
#include <profilestore/error.hpp>
#include <string>
#include <vector>

#include "catch.hpp"

namespace keys_collation_test {

using namespace profilestore;

namespace {

struct Given {
  std::string document;
  Collation expected;
};

struct Refused {
  std::string document;
  int code;
  std::string words;  ///< part of the message
};

void check(const std::vector<Refused>& table) {
  for (const Refused& row : table) {
    INFO(row.document);
    try {
      collation_of(Document::parse(row.document));
      FAIL_CHECK("not refused");
    } catch (const InvalidInput& error) {
      CHECK(error.code() == row.code);
      INFO(error.what());
      CHECK(std::string(error.what()).find(row.words) != std::string::npos);
    }
  }
}

}  // namespace

TEST_CASE("A collation is understood from MongoDB's document", "[keys][collation]") {
  const std::vector<Given> table{
      {R"({"locale":"en"})", {3, false}},
      {R"({"locale":"en","strength":2})", {2, false}},
      {R"({"strength":1,"locale":"en","caseLevel":true})", {1, true}},
      {R"({"locale":"en","strength":2.0})", {2, false}},
      {R"({"locale":"en","strength":{"$numberLong":"2"}})", {2, false}},
      {R"({"locale":"en","strength":{"$numberDecimal":"2.0"}})", {2, false}},
      {R"({"locale":"en","strength":null})", {3, false}},
      // as listIndexes gives it
      {R"({"locale":"en","caseLevel":false,"caseFirst":"off","strength":2,"numericOrdering":false,
           "alternate":"non-ignorable","maxVariable":"punct","normalization":false,
           "backwards":false,"version":")" U_ICU_VERSION R"("})",
       {2, false}},
      {R"({"locale":"fr","strength":2,"version":"57.1"})", {2, false, "fr"}},
  };
  for (const Given& row : table) {
    INFO(row.document);
    CHECK(collation_of(Document::parse(row.document)) == row.expected);
  }
}

TEST_CASE("A collation is stored as MongoDB's document", "[keys][collation][disk]") {
  CHECK(document_of({}).dump() == R"({"locale":"en","strength":3})");
  CHECK(document_of({2}).dump() == R"({"locale":"en","strength":2})");
  CHECK(document_of({2, false, "fr"}).dump() == R"({"locale":"fr","strength":2})");
  CHECK(document_of({1, true}).dump() == R"({"locale":"en","caseLevel":true,"strength":1})");
  for (const int strength : {1, 2, 3})
    for (const bool case_level : {false, true})
      CHECK(collation_of(document_of({strength, case_level})) == Collation{strength, case_level});
}

TEST_CASE("The locale `simple` is no collation", "[keys][collation]") {
  CHECK(collation_of(Document::parse(R"({"locale":"simple"})")) == std::nullopt);
  CHECK(collation_of(Document::parse(R"({"locale":"simple","strength":2})")) == std::nullopt);
  check({{R"({"locale":"simple","strong":2})", 40415, "collation.strong"}});
}

TEST_CASE("A locale without rules of its own is accepted, and kept", "[keys][collation][locale]") {
  for (const char* locale : {"root", "en", "en_US", "de", "de_AT", "fr", "it", "nl", "pt", "ru"})
    CHECK(collation_of({{"locale", locale}, {"strength", 2}}) == Collation{2, false, locale});
}

TEST_CASE("A locale with rules of its own is refused by name", "[keys][collation][locale]") {
  for (const std::string locale :
       {"sv", "tr", "es", "da", "el", "fr_CA", "th", "zh", "de@collation=phonebook"})
    check({{R"({"locale":")" + locale + R"("})", 2,
            "locale '" + locale + "' is not supported: it has rules of its own"}});
}

TEST_CASE("A locale that ICU does not know, or spells otherwise, is refused as by MongoDB",
          "[keys][collation][locale]") {
  check({
      {R"({"locale":"garbage"})", 2, "Field 'locale' is invalid: 'garbage'"},
      {R"({"locale":"xx_US"})", 2, "'xx_US'"},
      {R"({"locale":"en-US"})", 2, "'en-US'. Did you mean 'en_US'?"},
      {R"({"locale":"EN"})", 2, "Did you mean 'en'?"},
      {R"({"locale":"en_us"})", 2, "Did you mean 'en_US'?"},
      {R"({"locale":"en_ZZ"})", 2, "Did you mean 'en'?"},
      {R"({"locale":"Simple"})", 2, "'Simple'"},
      {R"({"locale":"en@colStrength=primary"})", 2, "'en@colStrength=primary'"},
      {R"({"locale":""})", 2, "Field 'locale' cannot be the empty string"},
      {R"({"locale":"en\u0000"})", 2, "Field 'locale' cannot contain null byte"},
      {R"({"locale":")" + std::string(1000, 'x') + R"("})", 2, "Field 'locale' is invalid"},
  });
}

TEST_CASE("What MongoDB's collations have and ours have not is refused by name",
          "[keys][collation]") {
  check({
      {R"({"locale":"en","strength":4})", 2, "collation strength 4 is not supported"},
      {R"({"locale":"en","strength":5})", 2, "collation strength 5 is not supported"},
      {R"({"locale":"en","caseFirst":"upper"})", 2, "collation caseFirst 'upper' is not supported"},
      {R"({"locale":"en","caseFirst":"lower"})", 2, "collation caseFirst 'lower' is not supported"},
      {R"({"locale":"en","numericOrdering":true})", 2,
       "collation numericOrdering is not supported"},
      {R"({"locale":"en","alternate":"shifted"})", 2, "alternate 'shifted' is not supported"},
      {R"({"locale":"en","maxVariable":"space"})", 2, "maxVariable 'space' is not supported"},
      {R"({"locale":"en","normalization":true})", 2, "collation normalization is not supported"},
      {R"({"locale":"en","backwards":true})", 2, "collation backwards is not supported"},
      {R"({"locale":"en","version":"1.0"})", 161, "Requested collation version 1.0 but"},
  });
}

TEST_CASE("A malformed collation is refused with MongoDB's code", "[keys][collation]") {
  check({
      {R"([])", 14, "the wrong type 'array', expected type 'object'"},
      {R"({})", 2, "cannot be an empty object"},
      {R"({"strength":2})", 40414, "'collation.locale' is missing"},
      {R"({"locale":null})", 40414, "'collation.locale' is missing"},
      {R"({"locale":3})", 14, "'collation.locale' is the wrong type 'int', expected type 'string'"},
      {R"({"locale":"en","Strength":2})", 40415, "'collation.Strength' is an unknown field"},
      {R"({"locale":"en","strength":0})", 2, "must be an integer 1 through 5. Got: 0"},
      {R"({"locale":"en","strength":6})", 2, "must be an integer 1 through 5"},
      {R"({"locale":"en","strength":2.5})", 2, "must be an integer 1 through 5"},
      {R"({"locale":"en","strength":"2"})", 14, "'collation.strength' is the wrong type 'string'"},
      {R"({"locale":"en","caseLevel":1})", 14, "expected type 'bool'"},
      {R"({"locale":"en","backwards":"no"})", 14, "expected type 'bool'"},
      {R"({"locale":"en","caseFirst":false})", 14, "expected type 'string'"},
      {R"({"locale":"en","caseFirst":"first"})", 2, "Enumeration value 'first'"},
      {R"({"locale":"en","maxVariable":""})", 2, "Enumeration value ''"},
      {R"({"locale":"en","version":57})", 14, "expected type 'string'"},
  });
}

}  // namespace keys_collation_test

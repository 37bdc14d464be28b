// Headers of CSV, and records as documents.
#include "csv/table.hpp"

#include <profilestore/document.hpp>
#include <profilestore/error.hpp>
#include <string>

#include "catch.hpp"

namespace csv_table_test {

using namespace profilestore;

namespace {

const csv::Options plain, typed{.columns_have_types = true};

/// The document of a record, in normal form; or what is wrong.
std::string document(const std::string& header, const std::string& record,
                     const csv::Options& type = plain) {
  try {
    std::string json;
    csv::Table("F", header + "\n", type).append_json(record, json);
    return ejson::parse(json).dump();
  } catch (const Error& error) {
    return error.what();
  }
}

std::string of_type(const std::string& type, const std::string& value) {
  return document("\"a." + type + "\"", value, typed);
}

}  // namespace

TEST_CASE("Without types a value of CSV is what it looks like, without loss", "[import][csv]") {
  struct Case {
    const char *value, *json;
  };
  const Case c = GENERATE(values<Case>({
      {"1", "1"},
      {"-17", "-17"},
      {"2147483648", "2147483648"},
      {"9223372036854775808", R"("9223372036854775808")"},
      {"1.5", "1.5"},
      {"-1.5e3", "-1500.0"},
      {"1e400", R"("1e400")"},
      {"007", R"("007")"},
      {"+1", R"("+1")"},
      {"-0", R"("-0")"},
      {"1.", R"("1.")"},
      {".5", R"(".5")"},
      {"1e", R"("1e")"},
      {"-", R"("-")"},
      {" 1", R"(" 1")"},
      {"0x10", R"("0x10")"},
      {"NaN", R"("NaN")"},
      {"true", R"("true")"},
      {"2020-01-01T00:00:00.000Z", R"("2020-01-01T00:00:00.000Z")"},
      {"ObjectId(5f0000000000000000000001)", R"({"$oid":"5f0000000000000000000001"})"},
      {"ObjectId(5f)", "\"ObjectId(5f)\""},
      {"5f0000000000000000000001", R"("5f0000000000000000000001")"},
      {"a\\b\tc", R"("a\\b\tc")"},
      {"", R"("")"},
  }));
  INFO(c.value);
  CHECK(document("b,a", std::string("x,") + c.value) ==
        std::string(R"({"b":"x","a":)") + c.json + "}");
}

TEST_CASE("A column of CSV that has a type has its values only", "[import][csv]") {
  const std::string none = "the column 'a' has a value that is not of its type ";
  struct Case {
    const char *type, *value;
    std::string result;
  };
  const Case c = GENERATE_COPY(values<Case>({
      {"auto()", "5", R"({"a":5})"},
      {"string()", "5", R"({"a":"5"})"},
      {"int32()", "5", R"({"a":5})"},
      {"int32()", "2147483648", none + "int32"},
      {"int64()", "5", R"({"a":{"$numberLong":"5"}})"},
      {"int64()", "5.0", none + "int64"},
      {"double()", "5", R"({"a":5.0})"},
      {"double()", "NaN", R"({"a":{"$numberDouble":"NaN"}})"},
      {"double()", "5x", none + "double"},
      {"decimal()", "1.10", R"({"a":{"$numberDecimal":"1.10"}})"},
      {"decimal()", "x", none + "decimal"},
      {"boolean()", "TRUE", R"({"a":true})"},
      {"boolean()", "0", R"({"a":false})"},
      {"boolean()", "yes", none + "boolean"},
      {"objectId()", "5f0000000000000000000001", R"({"a":{"$oid":"5f0000000000000000000001"}})"},
      {"objectId()", "ObjectId(5f0000000000000000000001)",
       R"({"a":{"$oid":"5f0000000000000000000001"}})"},
      {"objectId()", "5g0000000000000000000001", none + "objectId"},
      {"binary(hex)", "0aFF", R"({"a":{"$binary":{"base64":"Cv8=","subType":"00"}}})"},
      {"binary(hex)", "0", none + "binary"},
      {"binary(base64)", "Cv8=", R"({"a":{"$binary":{"base64":"Cv8=","subType":"00"}}})"},
      {"date()", "2020-02-03T04:05:06.007+01:00", R"({"a":{"$date":"2020-02-03T03:05:06.007Z"}})"},
      {"date()", "2020-02-03", none + "date"},
      {"date(2006-01-02)", "2020-02-29", R"({"a":{"$date":"2020-02-29T00:00:00Z"}})"},
      {"date(2006-01-02)", "2021-02-29", none + "date"},
      {"date(2006-01-02)", "2021-02-2", none + "date"},
      {"date(2006-01-02)", "2021-02-20 ", none + "date"},
      {"date(1/2/2006)", "12/3/2020", R"({"a":{"$date":"2020-12-03T00:00:00Z"}})"},
      {"date_go(02 Jan 2006 15:04:05 -0700)", "03 Feb 2020 04:05:06 -0130",
       R"({"a":{"$date":"2020-02-03T05:35:06Z"}})"},
      {"date(2006-01-02T15:04:05Z07:00)", "2020-02-03T04:05:06.25Z",
       R"({"a":{"$date":"2020-02-03T04:05:06.250Z"}})"},
      {"date(2006-01-02 15:04:05.000)", "1960-02-03 04:05:06.250",
       R"({"a":{"$date":{"$numberLong":"-312753293750"}}})"},
      {"date(January 2, 2006)", "\"May 5, 2020\"", R"({"a":{"$date":"2020-05-05T00:00:00Z"}})"},
      {"int32()", "",
       "the column 'a' is empty, which is not a value of type int32; the option to ignore blanks "
       "omits such a field"},
  }));
  INFO(c.type << ": " << c.value);
  CHECK(of_type(c.type, c.value) == c.result);
}

TEST_CASE("Dotted columns make documents within the document", "[import][csv]") {
  CHECK(document("a.b,c,a.d.e,a.d.f", "1,2,3,4") == R"({"a":{"b":1,"d":{"e":3,"f":4}},"c":2})");
  CHECK(document("a.0,a.1", "1,2") == R"({"a":{"0":1,"1":2}})");
}

TEST_CASE("What a record of CSV lacks is missing, and nothing may be too much", "[import][csv]") {
  CHECK(document("a,b.c,b.d", "1") == R"({"a":1})");
  CHECK(document("a,b.c,b.d", "1,2") == R"({"a":1,"b":{"c":2}})");
  CHECK(document("a,b", "1,2,3") == "3 values for 2 columns");
}

TEST_CASE("Blanks of CSV can be ignored", "[import][csv]") {
  const csv::Options ignoring{.ignore_blanks = true};
  CHECK(document("a,b.c,b.d,e", "1,,,\"\"", ignoring) == R"({"a":1})");
  CHECK(document("a,b", ",", ignoring) == "{}");
  CHECK(document("a.int32()", "", {.columns_have_types = true, .ignore_blanks = true}) == "{}");
}

TEST_CASE("Indexed columns of CSV make arrays, as long as they have values", "[import][csv]") {
  struct Case {
    const char *header, *record, *json;
  };
  const Case c = GENERATE(values<Case>({
      {"t[0],t[1],n", "a,b,1", R"({"t":["a","b"],"n":1})"},
      {"t[1],t[0]", "b,a", R"({"t":["a","b"]})"},
      {"n,t[0],t[1],t[2]", "1,a,,", R"({"n":1,"t":["a"]})"},
      {"n,t[0],t[1],t[2]", "1,,,c", R"({"n":1,"t":["","","c"]})"},
      {"n,t[0],t[1]", "1,,", R"({"n":1})"},
      {"n,t[0],t[1]", "1", R"({"n":1})"},
      {"a[0].c,a[0].z,a[1].c,a[1].z", "Graz,8010,Wien,",
       R"({"a":[{"c":"Graz","z":8010},{"c":"Wien","z":""}]})"},
      {"a[0].c,a[1].c", "Graz,", R"({"a":[{"c":"Graz"}]})"},
      {"m[0][0],m[0][1],m[1][0]", "1,2,3", R"({"m":[[1,2],[3]]})"},
      {"x.t[0],x.n", "1,2", R"({"x":{"t":[1],"n":2}})"},
      {"t[EUR],t[],t[01],[0]", "1,2,3,4", R"({"t[EUR]":1,"t[]":2,"t[01]":3,"[0]":4})"},
  }));
  INFO(c.header << ": " << c.record);
  CHECK(document(c.header, c.record) == c.json);
}

TEST_CASE("An element of CSV is never moved to another index", "[import][csv]") {
  const csv::Options ignoring{.ignore_blanks = true};
  CHECK(document("t[0],t[1]", "a,", ignoring) == R"({"t":["a"]})");
  CHECK(document("t[0],t[1]", ",b", ignoring) ==
        "the column 't[0]' is empty and cannot be left out: elements of its array follow, which "
        "would move");
  CHECK(document("t[0].int32(),t[1].int32()", ",2", typed) ==
        "the column 't[0]' is empty, which is not a value of type int32; the option to ignore "
        "blanks omits such a field");
}

TEST_CASE("An older import has brackets as parts of names", "[import][csv]") {
  CHECK(document("t[0],t[1]", "a,b", {.arrays = false}) == R"({"t[0]":"a","t[1]":"b"})");
}

TEST_CASE("A header of CSV that names no document's fields is refused", "[import][csv]") {
  struct Case {
    const char* header;
    bool types;
    const char* fault;
  };
  const Case c = GENERATE(values<Case>({
      {"a,,b", false, "the column '': its name, or a part of it, is empty"},
      {"a..b", false, "the column 'a..b': its name, or a part of it, is empty"},
      {"a,b.", false, "the column 'b.': its name, or a part of it, is empty"},
      {"a.$oid", false, "the column 'a.$oid': a field name cannot begin with $"},
      {"a,b,a", false, "two columns are named 'a'"},
      {"a,a.b", false, "the columns 'a.b' and 'a' cannot be in one document"},
      {"a.b,a", false, "the columns 'a' and 'a.b' cannot be in one document"},
      {"a[0],a", false, "the columns 'a' and 'a[0]' cannot be in one document"},
      {"a[0],a.b", false, "the columns 'a.b' and 'a[0]' cannot be in one document"},
      {"a[0],a[0]", false, "two columns are named 'a[0]'"},
      {"a[1],b", false,
       "the column 'a[1]' is an element of an array that has no column for its element [0]"},
      {"a[0].b,a[2].b", false,
       "the column 'a[2].b' is an element of an array that has no column for its element [1]"},
      {"a,b\r1", false,
       "a carriage return is in the name of a column: some lines of the file end with it and some "
       "with a line feed; make all of them end alike"},
      {"\"a", false, "a value's closing quote is missing"},
      {"a,b.int32()", true, "the column 'a' has no type; 'a.auto()' infers the type of each value"},
      {"a.int()", true,
       "unknown type int(); the types are auto, string, int32, int64, double, decimal, boolean, "
       "date, binary and objectId"},
      {"a.int32(5)", true, "unknown type int32(5)"},
      {"a.binary(base32)", true, "unknown type binary(base32)"},
      {"a.date_ms(yyyy)", true,
       "the type date_ms is not supported: give the layout as date(2006-01-02 15:04:05)"},
      {"a.date(2006-01)", true,
       "the date layout '2006-01' lacks the year 2006, the month 01 or the day 02"},
      {"a.date(2006-01-02 3PM)", true,
       "the date layout '2006-01-02 3PM' has '3PM', which is not supported"},
  }));
  INFO(c.header);
  CHECK(document(c.header, "1", {.columns_have_types = c.types}) ==
        std::string("F: the header (the first line): ") + c.fault);
}

TEST_CASE("A header of CSV is text in UTF-8, and not too deep", "[import][csv]") {
  CHECK(document("\xFF\xFE"
                 "a",
                 "1")
            .find("it is not UTF-8 text") != std::string::npos);
  std::string deep = "a";
  for (int i = 0; i < 100'000; ++i) deep += ".a";
  CHECK(document(deep, "1").find("more than 100 parts") != std::string::npos);
}

TEST_CASE("A record that is the header again is no document", "[import][csv]") {
  for (const char* again : {"id,name", "\"id\",name", "\xEF\xBB\xBFid,name"})
    CHECK(document("id,name", again) == "the header again, which is no document");
  CHECK(document("id,name", "id,names") == R"({"id":"id","name":"names"})");
  CHECK(document("id,name", "id") == R"({"id":"id"})");
  CHECK(document("id.string(),n.int32()", "id.string(),n.int32()", {.columns_have_types = true}) ==
        "the header again, which is no document");
}

}  // namespace csv_table_test

// CSV and TSV, sound and broken, cut into records.
#include "splitting/csv_splitter.hpp"

#include <fmt/format.h>

#include <random>
#include <string>
#include <vector>

#include "catch.hpp"

namespace splitting_csv_splitter_test {

using namespace profilestore;
using namespace std::string_literals;
using splitting::CsvSplitter;

namespace {

constexpr csv::Style comma{',', true}, tsv{'\t', false};

bool anything(std::string_view) { return true; }

/// "a,b|c,d"; what is no record ends with "!".
std::string pieces_of(const std::string& source, const csv::Style& style = comma) {
  CsvSplitter splitter(source, style, csv::start_of(source), anything, {});
  std::string text;
  while (const auto piece = splitter.next(std::string_view::npos)) {
    CHECK(source.substr(piece->offset, piece->bytes.size()) == piece->bytes);
    if (!text.empty()) text += '|';
    text += piece->bytes;
    if (!piece->usable) text += '!';
  }
  return text;
}

std::string values_of(const std::string& record, const csv::Style& style = comma) {
  std::vector<std::string> values;
  const auto extent = csv::read_record(record, style, &values);
  if (extent.fault != nullptr) return extent.fault;
  CHECK(extent.end <= record.size());
  return fmt::format("{}", fmt::join(values, "|"));
}

std::string random_source(std::mt19937& chance) {
  const std::vector<std::string> pieces{"a",  "\"",    "\"\"", ",",    "\n", "\r\n",
                                        "\r", "\"x\"", "1",    "\n\n", "\t", "\"b\nc\""};
  std::string text = chance() % 4 == 0 ? "\xEF\xBB\xBF" : "";
  for (std::size_t left = chance() % 40; left > 0; --left) text += pieces[chance() % pieces.size()];
  return text;
}

}  // namespace

TEST_CASE("Records of CSV are pieces, whatever ends their lines", "[import][csv]") {
  struct Case {
    const char* name;
    std::string source, pieces;
  };
  const Case c = GENERATE(values<Case>({
      {"nothing", "", ""},
      {"a byte order mark alone", "\xEF\xBB\xBF", ""},
      {"empty lines alone", "\n\r\n\r\r\n\n", ""},
      {"lines of either end, and none at the end", "a,b\nc\r\nd", "a,b|c|d"},
      {"empty lines between", "\n\na\n\n\r\nb\n\n", "a|b"},
      {"a byte order mark",
       "\xEF\xBB\xBF"
       "a,b\nc",
       "a,b|c"},
      {"separators and ends of lines in quotes", "\"a,\r\nb\",c\nd", "\"a,\r\nb\",c|d"},
      {"doubled quotes", "\"a\"\"\nb\"\nc", "\"a\"\"\nb\"|c"},
      {"empty values", ",\n\"\"\n,,", ",|\"\"|,,"},
      {"white space is a value", " \n\t\n", " |\t"},
      {"a quote within a plain value", "a\"b\nc", "a\"b|c"},
      {"a carriage return within a line", "a\rb\nc", "a\rb|c"},
      {"a carriage return that begins a line", "a\n\rb\nc", "a|\rb|c"},
      {"a quote that is not closed", "a\n\"b,c\nd\ne", "a|\"b,c!|d|e"},
      {"a quote that another record's closes", "\"a\nb,\"c\"\nd", "\"a!|b,\"c\"|d"},
      {"something behind a closing quote", "\"a\"b,c\nd", "\"a\"b,c!|d"},
      {"a quote alone at the end", "a\n\"", "a|\"!"},
  }));
  INFO(c.name);
  CHECK(pieces_of(c.source) == c.pieces);
}

TEST_CASE("A record of CSV gives its values without their quotes", "[import][csv]") {
  CHECK(values_of("a,b") == "a|b");
  CHECK(values_of("a,") == "a|");
  CHECK(values_of(R"("a ""b"", c",d)") == R"(a "b", c|d)");
  CHECK(values_of("\"a\r\nb\",\"\"") == "a\r\nb|");
  CHECK(values_of("a\"b, \"c\"") == "a\"b| \"c\"");
  CHECK(values_of("\"a") == "a value's closing quote is missing");
  CHECK(values_of("\"a\" ,b") == "text follows a value's closing quote");
}

TEST_CASE("In TSV a quote is a character as any other", "[import][csv]") {
  CHECK(pieces_of("\"a\tb\nc,d\te", tsv) == "\"a\tb|c,d\te");
  CHECK(values_of("\"a\tb, c\t", tsv) == "\"a|b, c|");
}

TEST_CASE("Each byte of CSV is of one piece, or ends a line", "[import][csv]") {
  const auto seed = std::random_device{}();
  INFO("seed " << seed);
  std::mt19937 chance(seed);
  for (int i = 0; i < 2000; ++i) {
    const std::string source = random_source(chance);
    INFO("source " << source);
    const csv::Style style = i % 2 == 0 ? comma : tsv;
    CsvSplitter splitter(source, style, csv::start_of(source), anything, {});
    std::size_t at = source.starts_with("\xEF") ? 3 : 0;
    const auto only_ends = [&](std::size_t end) {
      const std::string between = source.substr(at, end - at);
      return between.find_first_not_of("\r\n") == std::string::npos;
    };
    while (const auto piece = splitter.next(std::string_view::npos)) {
      REQUIRE(piece->offset >= at);
      REQUIRE_FALSE(piece->bytes.empty());
      REQUIRE(only_ends(piece->offset));
      const std::string before = source.substr(0, piece->offset);
      REQUIRE(piece->line == 1 + std::count(before.begin(), before.end(), '\n'));
      REQUIRE(piece->usable == (csv::read_record(piece->bytes, style, nullptr).fault == nullptr));
      at = piece->offset + piece->bytes.size();
    }
    REQUIRE(only_ends(source.size()));
  }
}

TEST_CASE("A quote without end does not make the cutting of CSV slow", "[import][csv]") {
  std::string source;
  for (int i = 0; i < 200'000; ++i) source += i % 2 == 0 ? "\"a,b\n" : "\"\",c\n";
  const std::string pieces = pieces_of(source + "\"");
  CHECK(std::count(pieces.begin(), pieces.end(), '|') > 100'000);
}

}  // namespace splitting_csv_splitter_test

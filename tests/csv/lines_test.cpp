// What ends the lines of CSV.
#include <string>

#include "catch.hpp"
#include "csv/record.hpp"

namespace csv_lines_test {

using namespace profilestore;
using namespace std::string_literals;

TEST_CASE("Lines of CSV end with a carriage return only where no line feed ends one", "[csv]") {
  CHECK(csv::line_end_of("a,b\r1,2\r", true) == '\r');
  CHECK(csv::line_end_of("a,b\r1,\"x\ny\"\r", true) == '\r');
  CHECK(csv::line_end_of("\"a\nb\",c\r1,2", true) == '\r');
  CHECK(csv::line_end_of("a,b\r\n1,2\r\n", true) == '\n');
  CHECK(csv::line_end_of("a,b\r\r\n1,2", true) == '\n');
  CHECK(csv::line_end_of("a,b\n1,2\r3,4", true) == '\n');
  CHECK(csv::line_end_of("a,b\r1,2\n", true) == '\n');
  CHECK(csv::line_end_of("a\tb\r1\t\"2\n", false) == '\n');
  CHECK(csv::line_end_of("a,b", true) == '\n');
  CHECK(csv::line_end_of("a,b\r", true) == '\n');
  CHECK(csv::line_end_of("", true) == '\n');
}

TEST_CASE("A record ends with its line, whichever that is", "[csv]") {
  const csv::Style mac{',', true, '\r'};
  std::vector<std::string> values;
  CHECK(csv::read_record("a,\"x\ny\"\r1,2", mac, &values).end == 7);
  CHECK(values == std::vector<std::string>{"a", "x\ny"});
  CHECK(csv::behind_empty_lines("\r\r\ra", 0, mac) == 3);
  CHECK(csv::behind_empty_lines("\r\r\ra", 0, {',', true}) == 0);
}

}  // namespace csv_lines_test

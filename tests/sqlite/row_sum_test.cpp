#include "sqlite/row_sum.hpp"

#include "catch.hpp"

namespace sqlite_row_sum_test {

using profilestore::sqlite::StoredRow;
using profilestore::sqlite::sum_of;

TEST_CASE("The sums of documents are what they were", "[sqlite][sums]") {
  CHECK(sum_of(3, {.row = 7, .text = R"({"_id":1})"}) == 3455012470663097075);
  CHECK(sum_of(3, {.row = 7, .text = R"({"_id":1})", .origin = "0123456789abcdef"}) ==
        4257739066540342746);
}

TEST_CASE("A sum is of the collection, the row, the text and the origin", "[sqlite][sums]") {
  const StoredRow row{.row = 7, .text = "text", .origin = "origin"};
  const auto sum = sum_of(3, row);
  CHECK(sum_of(4, row) != sum);
  CHECK(sum_of(3, {.row = 8, .text = "text", .origin = "origin"}) != sum);
  CHECK(sum_of(3, {.row = 7, .text = "texu", .origin = "origin"}) != sum);
  CHECK(sum_of(3, {.row = 7, .text = "text", .origin = "origim"}) != sum);
  CHECK(sum_of(3, {.row = 7, .text = "textorigin"}) != sum);
  CHECK(sum_of(7, {.row = 3, .text = "text", .origin = "origin"}) != sum);
  CHECK(sum_of(3, {.row = 7, .text = "text", .origin = "origin", .sum = 5}) == sum);
}

}  // namespace sqlite_row_sum_test

// The table of figures, and turns.
#include "bench/table.hpp"

#include <algorithm>

#include "bench/turns.hpp"
#include "catch.hpp"

namespace bench_table_test {

using namespace bench;

TEST_CASE("A median is the middle, or the mean of the two in the middle", "[bench]") {
  CHECK(median({3}) == 3);
  CHECK(median({9, 1, 5}) == 5);
  CHECK(median({4, 1, 3, 2}) == 2.5);
}

TEST_CASE("A row misses its mark by its median, not by its spread", "[bench]") {
  const struct {
    Mark mark;
    std::vector<double> ratios;
    bool missed;
  } cases[] = {
      {at_least(0.85), {0.2, 0.85, 2}, false},
      {at_least(0.85), {0.84, 0.849, 2}, true},
      {at_most(2), {1, 2, 9}, false},
      {at_most(2), {1, 2.01, 9}, true},
      {{}, {0.001}, false},
  };
  for (const auto& each : cases) {
    const Row row{"x", each.mark, each.ratios};
    CHECK(misses(row) == each.missed);
    CHECK((line_of(row).find("missed") != std::string::npos) == each.missed);
  }
}

TEST_CASE("A line has what, mark, median with spread, ours and floor", "[bench]") {
  std::string line =
      line_of({"upsert", at_least(0.85), {0.4, 0.5, 0.6}, {0.7, 0.75, 1}, "12,345/s", "25,000/s"});
  std::erase(line, ' ');
  CHECK(line == "|upsert|≥0.85|0.50(0.40–0.60)|0.75|12,345/s|25,000/s|missed|");
  line = line_of({"open", at_most(2), {14.04}, {}, "1.5 ms", "110 µs"});
  std::erase(line, ' ');
  CHECK(line == "|open|≤2|14.0(14.0–14.0)||1.5ms|110µs|missed|");
}

TEST_CASE("A row without a turn is no row that reached its mark", "[bench]") {
  CHECK_THAT(line_of({"import", at_least(0.6)}), has_part("not measured"));
}

TEST_CASE("Each line of the table has as many columns as its heading", "[bench]") {
  const auto columns = [](const std::string& text) {
    return std::count(text.begin(), text.end(), '|');
  };
  const auto head = heading();
  const auto first = head.substr(0, head.find('\n'));
  CHECK(columns(first) == columns(head.substr(first.size() + 1)));
  CHECK(columns(first) == columns(line_of({"a", {}, {1}, {2}, "", ""})));
  CHECK(columns(first) == columns(line_of({"a"})));
}

TEST_CASE("Numbers and durations are short, with their units", "[bench]") {
  CHECK(number_text(0.0123) == "0.0123");
  CHECK(number_text(12.345) == "12.3");
  CHECK(number_text(999.6) == "1,000");
  CHECK(number_text(123) == "123");
  CHECK(number_text(1234567.8) == "1,234,568");
  CHECK(duration_text(47.25) == "47.2 s");
  CHECK(duration_text(0.0015) == "1.5 ms");
  CHECK(duration_text(0.0001) == "100 µs");
}

TEST_CASE("The sides take turns, who begins alternates, and the first of each is not counted",
          "[bench]") {
  std::string order;
  double floor = 0, ours = 0;
  const Speeds speeds = in_turns(
      3,
      [&] {
        return order += 'f', Speed{floor += 10, 1};
      },
      [&] {
        return order += 'o', Speed{ours += 1, 4};
      });
  CHECK(order == "fofooffo");
  CHECK(speeds.ratios() == std::vector<double>{0.1, 0.1, 0.1});
  CHECK(speeds.floor.front().by_clock == 20);
  CHECK(speeds.processor_ratios() == std::vector<double>{4, 4, 4});
}

TEST_CASE("Each turn has a ratio of its own, so a slow machine makes none lower", "[bench]") {
  const Speeds alike{{{10, 10}, {20, 20}, {5, 5}}, {{5, 5}, {10, 10}, {2.5, 0}}};
  CHECK(alike.ratios() == std::vector<double>{0.5, 0.5, 0.5});
  CHECK(alike.processor_ratios().empty());  // it is not known of the last turn
}

TEST_CASE("A side that did nothing is an error, and no ratio", "[bench]") {
  CHECK_THROWS_WITH((Speeds{{{0, 0}}, {{1, 1}}}.ratios()), has_part("did nothing"));
  CHECK_THROWS_WITH((Speeds{{{1, 1}}, {{0, 0}}}.ratios()), has_part("did nothing"));
}

TEST_CASE("Work is called until the time is over, and once at least", "[bench]") {
  int calls = 0;
  CHECK(calls_a_second(0, [&] { ++calls; }).by_clock > 0);
  CHECK(calls == 1);
  const Spent spent = time_of([&] { ++calls; });
  CHECK(calls == 2);
  CHECK(spent.by_processor >= 0);
  const Speed speed = 10 / Spent{2, 5};
  CHECK(speed.by_clock == 5);
  CHECK(speed.by_processor == 2);
}

}  // namespace bench_table_test

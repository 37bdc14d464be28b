#include "histories/checker.hpp"

#include "catch.hpp"

namespace histories_checker_test {

using namespace histories;

namespace {

using History = std::vector<Operation>;

Operation done(std::int64_t number, Kind kind, std::int64_t begin, std::int64_t end,
               std::int64_t value, std::vector<std::int64_t> values = {}) {
  return {number, kind, 1, begin, end, Outcome::done, value, std::move(values)};
}

Operation unknown(std::int64_t number, Kind kind, std::int64_t begin) {
  return {.number = number, .kind = kind, .key = 1, .begin = begin};
}

Final versions(std::int64_t last) { return {.versions = {{1, last}}}; }
Final counters(std::int64_t last) { return {.counters = {{1, last}}}; }
Final lists(std::vector<std::int64_t> last) { return {.lists = {{1, std::move(last)}}}; }

}  // namespace

TEST_CASE("A history that one store can have has no anomalies", "[histories][checker]") {
  const auto bump = Kind::bump, look = Kind::look, count = Kind::count, append = Kind::append,
             list = Kind::list;
  CHECK(anomalies({}, {}, 0).empty());
  CHECK(anomalies({done(1, bump, 0, 5, 1), done(2, bump, 1, 4, 2)}, versions(2), 0).empty());
  CHECK(anomalies({done(1, bump, 0, 1, 1), unknown(2, bump, 2)}, versions(1), 0).empty());
  CHECK(anomalies({done(1, bump, 0, 1, 1), unknown(2, bump, 2)}, versions(2), 0).empty());
  CHECK(anomalies({done(1, bump, 0, 1, 1), done(2, look, 2, 3, 1)}, versions(1), 0).empty());
  CHECK(anomalies({done(1, bump, 0, 3, 1), done(2, look, 1, 2, 0)}, versions(1), 0).empty());
  CHECK(anomalies({done(1, count, 0, 1, 0), unknown(2, count, 0)}, counters(2), 0).empty());
  CHECK(anomalies({done(1, append, 0, 9, 0), done(2, append, 0, 9, 0), done(3, list, 1, 9, 0, {2})},
                  lists({2, 1}), 0)
            .empty());
  CHECK(anomalies({done(1, Kind::sum, 0, 1, 100)}, {.sum = 100}, 100).empty());
}

TEST_CASE("A history that no store can have is told", "[histories][checker]") {
  const auto bump = Kind::bump, look = Kind::look, count = Kind::count, append = Kind::append,
             list = Kind::list;
  struct Case {
    const char* what;
    History history;
    Final final;
    const char* told;
  };
  const std::vector<Case> cases{
      {"two became one version",
       {done(1, bump, 0, 9, 1), done(2, bump, 0, 9, 1)},
       versions(2),
       "became version 1 twice"},
      {"an update is lost",
       {done(1, bump, 0, 1, 1), done(2, bump, 2, 3, 2)},
       versions(1),
       "is 1, but 2 were done"},
      {"an update of nobody", {done(1, bump, 0, 1, 1)}, versions(2), "is 2, but 1 were done"},
      {"versions go back",
       {done(1, bump, 0, 1, 2), done(2, bump, 2, 3, 1)},
       versions(2),
       "1 was told after 2"},
      {"a look behind",
       {done(1, bump, 0, 1, 1), done(2, look, 2, 3, 0)},
       versions(1),
       "0 was told after 1"},
      {"a look at what was taken back",
       {unknown(1, bump, 0), done(2, look, 2, 3, 1)},
       versions(0),
       "was seen as 1, beyond 0"},
      {"a count is lost", {done(1, count, 0, 1, 0)}, counters(0), "is 0, but 1 were done"},
      {"a count too many", {done(1, count, 0, 1, 0)}, counters(2), "is 2, but 1 were done"},
      {"an append is lost", {done(1, append, 0, 1, 0)}, lists({}), "has lost 1"},
      {"an append twice", {done(1, append, 0, 1, 0)}, lists({1, 1}), "has 1 twice"},
      {"appends in another order",
       {done(1, append, 0, 1, 0), done(2, append, 2, 3, 0)},
       lists({2, 1}),
       "1 was told after 2"},
      {"a list seen otherwise",
       {done(1, append, 0, 9, 0), done(2, append, 0, 9, 0), done(3, list, 1, 9, 0, {1})},
       lists({2, 1}),
       "was seen otherwise"},
      {"a list seen too late",
       {done(1, append, 0, 1, 0), done(2, list, 2, 3, 0, {})},
       lists({1}),
       "0 was told after 1"},
      {"what was not done is there",
       {{.number = 1,
         .kind = append,
         .key = 1,
         .begin = 0,
         .end = 1,
         .outcome = Outcome::not_done}},
       lists({1}),
       "which was not done"},
      {"a sum of a moment between", {done(1, Kind::sum, 0, 1, 99)}, {.sum = 0}, "held 99"},
      {"a sum in the end", {}, {.sum = 1}, "hold 1 in the end"},
      {"two documents", {}, {.doubled = {"two documents"}}, "two documents"}};
  for (const Case& one : cases) {
    INFO(one.what);
    std::string told;
    for (const std::string& anomaly : anomalies(one.history, one.final, 0)) told += anomaly + "\n";
    CHECK_THAT(told, has_part(one.told));
  }
}

}  // namespace histories_checker_test

// Verdicts, one set of facts each.
#include "import/verdict.hpp"

#include <string>
#include <vector>

#include "catch.hpp"

using namespace profilestore;
using importing::GroupFacts;
using importing::verdict_of;

TEST_CASE("A verdict follows from what is seen", "[import][verdict]") {
  struct Case {
    const char* name;
    GroupFacts facts;
    std::vector<std::string> verdict;
    const char* because;
  };
  constexpr std::int64_t day = 86'400, ms = 1000;
  const Case c = GENERATE_COPY(values<Case>({
      {"two tabs",
       {.documents = 2,
        .created = {100, 100},
        .processes = 1,
        .contents = 1,
        .identities = 1,
        .updates = 2},
       {"create race"},
       "created 1970-01-01T00:01:40Z to 1970-01-01T00:01:40Z by one process, 1 of 1 within 2 s"},
      {"several processes, seconds apart",
       {.documents = 4,
        .created = {100, 104, 108, 113},
        .processes = 3,
        .contents = 4,
        .updates = 4},
       {"create race"},
       "by 3 processes, 3 of 3 within 5 s"},
      {"one process, equal contents, seconds apart: sent again",
       {.documents = 3, .created = {100, 104, 230}, .processes = 1, .contents = 1, .updates = 3},
       {"retry"},
       "3 equal documents within 2 min, at most 2 min apart"},
      {"equal contents, days apart",
       {.documents = 2, .created = {0, 3 * day}, .processes = 2, .contents = 1, .updates = 1},
       {"re-import"},
       "2 equal documents, up to 3 days apart"},
      {"one _id twice",
       {.documents = 2,
        .created = {5, 5},
        .processes = 1,
        .same_id = true,
        .contents = 2,
        .updates = 2},
       {"re-import"},
       "the same _id"},
      {"equal contents, no times",
       {.documents = 2, .contents = 1, .updates = 1},
       {"re-import"},
       "equal but for"},
      {"a race, then one update over all of them",
       {.documents = 3,
        .created = {100, 101, 102},
        .processes = 2,
        .contents = 3,
        .updates = 1,
        .updated = 9000 * ms},
       {"create race", "bulk update"},
       "; then all 3 were updated at 1970-01-01T02:30:00Z"},
      {"updatedAt from their making is no bulk update",
       {.documents = 2,
        .created = {100, 100},
        .processes = 2,
        .contents = 1,
        .updates = 1,
        .updated = 100 * ms + 999},
       {"create race"},
       "within 2 s"},
      {"a bulk update alone",
       {.documents = 2,
        .created = {0, 40 * day},
        .processes = 1,
        .contents = 2,
        .updates = 1,
        .updated = 50 * day * ms},
       {"bulk update"},
       "all 2 were updated"},
      {"two people",
       {.documents = 2,
        .created = {100, 100},
        .processes = 2,
        .contents = 2,
        .identities = 2,
        .updates = 2},
       {"distinct people"},
       "2 different identities"},
      {"nothing to go by",
       {.documents = 2, .contents = 2, .updates = 2},
       {"unknown"},
       "2 different contents; their _ids tell no times"},
      {"one after the other",
       {.documents = 3,
        .created = {0, 40 * day, 80 * day},
        .processes = 1,
        .contents = 3,
        .updates = 3},
       {"unknown"},
       "created over 80 days, up to 40 days apart"},
  }));
  CAPTURE(c.name);
  const auto verdict = verdict_of(c.facts);
  CHECK(verdict.names == c.verdict);
  CHECK_THAT(verdict.because, Catch::Contains(c.because));
}

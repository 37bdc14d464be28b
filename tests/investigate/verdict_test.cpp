// What the documents of one key look like, and how they are judged.
#include "investigate/verdict.hpp"

#include <string>
#include <vector>

#include "catch.hpp"

namespace investigate_verdict_test {

using namespace profilestore;
using investigating::DocumentTrace;
using investigating::judge;

namespace {

/// A document made at a second of 1970 by a process; -1: its `_id` is no ObjectId.
struct Made {
  int second;
  int process = 1;
  int content = 1;
  std::int64_t updated = -1;  ///< milliseconds; -1: none
  int identity = 0;
  int id = 0;  ///< 0: its own
};

std::vector<DocumentTrace> copies_of(const std::vector<Made>& made) {
  std::vector<DocumentTrace> copies;
  for (const Made& one : made) {
    DocumentTrace copy;
    copy.id = one.id != 0 ? static_cast<std::uint64_t>(one.id) : 1000 + copies.size();
    copy.content = static_cast<std::uint64_t>(one.content);
    copy.identity = static_cast<std::uint64_t>(one.identity);
    if (one.updated >= 0) copy.updated = one.updated;
    if (one.second >= 0) copy.created = static_cast<std::uint32_t>(one.second);
    copy.process[0] = static_cast<std::uint8_t>(one.process);
    copies.push_back(copy);
  }
  return copies;
}

struct Case {
  const char* fact;
  std::vector<Made> made;
  const char* title;
};

}  // namespace

TEST_CASE("A group is judged by when its documents were made, and by what they hold",
          "[import][verdict]") {
  const std::vector<Case> cases{
      {"different content within 5 s", {{100}, {105, 2, 2}}, "create race"},
      {"different content 6 s apart", {{100}, {106, 2, 2}}, "unknown"},
      {"one process can race with itself", {{100, 1, 1}, {100, 1, 2}}, "create race"},
      {"half of the gaps are close", {{0}, {1, 1, 2}, {900, 1, 3}}, "create race"},
      {"less than half of them are", {{0}, {1, 1, 2}, {900, 1, 3}, {1800, 1, 4}}, "unknown"},
      {"long in all, each close to the one before",
       {{0}, {4, 2, 2}, {8, 1, 3}, {12, 2, 4}},
       "create race"},
      {"equal content within 2 s", {{100}, {102, 2}}, "create race"},
      {"equal content 3 s apart", {{100}, {103}}, "retry"},
      {"equal content 10 minutes apart", {{100}, {700, 2}}, "retry"},
      {"equal content more than 10 minutes apart", {{100}, {701}}, "re-import"},
      {"the longest gap decides", {{100}, {101}, {5000}}, "re-import"},
      {"the same _id twice", {{100, 1, 1, -1, 0, 7}, {100, 1, 1, -1, 0, 7}}, "re-import"},
      {"the same _id twice with other content",
       {{100, 1, 1, -1, 0, 7}, {100, 1, 2, -1, 0, 7}},
       "re-import"},
      {"a race that was put in twice",
       {{100, 1, 1, -1, 0, 7}, {101, 1, 2, -1, 0, 8}, {100, 1, 1, -1, 0, 7}, {101, 1, 2, -1, 0, 8}},
       "re-import and create race"},
      {"the same _id twice, and another much later",
       {{100, 1, 1, -1, 0, 7}, {100, 1, 1, -1, 0, 7}, {9000, 1, 2}},
       "re-import"},
      {"equal content and the same _id, far apart",
       {{100, 1, 1, -1, 0, 7}, {100, 1, 1, -1, 0, 7}, {9000}},
       "re-import"},
      {"identities differ", {{100, 1, 1, -1, 5}, {101, 1, 2, -1, 6}}, "distinct people"},
      {"one identity, and none", {{100, 1, 1, -1, 5}, {101, 1, 2}}, "create race"},
      {"no ObjectIds, equal content", {{-1}, {-1}}, "unknown"},
      {"an ObjectId and none", {{100}, {-1, 1, 2}}, "unknown"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.fact);
    CHECK(judge(copies_of(one.made)).title == one.title);
  }
}

TEST_CASE("One moment of update for all after the last was created is a bulk update",
          "[import][verdict]") {
  const std::vector<Case> cases{
      {"after a race",
       {{100, 1, 1, 900'000}, {101, 2, 2, 900'000}},
       "create race followed by a bulk update"},
      {"after a retry",
       {{100, 1, 1, 900'000}, {130, 1, 1, 900'000}},
       "retry followed by a bulk update"},
      {"where nothing tells how they came to be",
       {{-1, 1, 1, 900'000}, {-1, 1, 2, 900'000}},
       "bulk update"},
      {"of distinct people",
       {{100, 1, 1, 900'000, 5}, {101, 1, 2, 900'000, 6}},
       "distinct people followed by a bulk update"},
      {"not the moment of their creation",
       {{100, 1, 1, 101'000}, {100, 2, 2, 101'000}},
       "create race"},
      {"not if one was created later", {{100, 1, 1, 900'000}, {1000, 1, 2, 900'000}}, "unknown"},
      {"not if one differs", {{100, 1, 1, 900'000}, {101, 1, 2, 900'001}}, "create race"},
      {"not if one has none", {{100, 1, 1, 900'000}, {101, 1, 2}}, "create race"},
      {"not of one document that is there twice",
       {{100, 1, 1, 900'000, 0, 7}, {100, 1, 1, 900'000, 0, 7}},
       "re-import"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.fact);
    CHECK(judge(copies_of(one.made)).title == one.title);
  }
}

TEST_CASE("A verdict says what it rests upon", "[import][verdict]") {
  const auto judgement = judge(copies_of({{101, 2, 2, 3'700'500, 5},
                                          {100, 1, 1, 3'700'500, 5},
                                          {104, 1, 3, 3'700'500, 5},
                                          {110, 1, 3, 3'700'500, 5}}));
  CHECK(judgement.names() == Value::parse(R"(["createRace", "bulkUpdate"])"));
  CHECK(
      judgement.says ==
      "4 documents were created from 1970-01-01T00:01:40Z to 1970-01-01T00:01:50Z (10 s) by 2 "
      "processes, 2 of 3 at most 5 s after the previous one: concurrent requests found no "
      "document, and each inserted one. One update at 1970-01-01T01:01:40.500Z changed all 4 of "
      "them, 59 min 50 s after the last was created; its time does not tell which is the newest.");
  CHECK(judgement.evidence == Value::parse(R"({
    "ids": 4, "contents": 3, "identities": 1,
    "created": {"documents": 4, "first": {"$date": "1970-01-01T00:01:40Z"},
      "last": {"$date": "1970-01-01T00:01:50Z"}, "seconds": 10, "close": 2, "longestGap": 6,
      "processCount": 2, "processes": [{"process": "0100000000", "documents": 3},
                                       {"process": "0200000000", "documents": 1}]},
    "updated": {"documents": 4, "distinct": 1, "sharedBy": 4,
      "value": {"$date": "1970-01-01T01:01:40.500Z"}}})"));
}

TEST_CASE("A group that is only counted is judged alike, without its evidence",
          "[import][verdict]") {
  const std::vector<Made> made{{100}, {101, 1, 2}, {102, 2, 3, 3'700'500}};
  const auto whole = judge(copies_of(made));
  const auto counted = judge(copies_of(made), investigating::Detail::verdicts);
  CHECK(counted.verdicts == whole.verdicts);
  CHECK(counted.title == whole.title);
  CHECK(counted.evidence.is_null());
}

TEST_CASE("A group without ObjectIds and updates has no evidence of them", "[import][verdict]") {
  const auto judgement = judge(copies_of({{-1}, {-1, 1, 2}}));
  CHECK(judgement.evidence == Value::parse(R"({"ids": 2, "contents": 2, "identities": 0,
    "created": null, "updated": null})"));
  CHECK(judgement.says ==
        "0 of 2 documents have an ObjectId as _id, so the creation times of the others are "
        "unknown; their content differs.");
}

}  // namespace investigate_verdict_test

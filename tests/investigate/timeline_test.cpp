// When documents were created, and what they share.
#include "investigate/timeline.hpp"

#include <vector>

#include "catch.hpp"

namespace investigate_timeline_test {

using namespace profilestore;
using investigating::bucket_seconds;
using investigating::DocumentTrace;
using investigating::Timeline;

namespace {

DocumentTrace made(std::uint32_t second, std::uint8_t process) {
  DocumentTrace copy;
  copy.created = second;
  copy.process[4] = process;
  return copy;
}

}  // namespace

TEST_CASE("Buckets are as narrow as sixty of them allow", "[import][timeline]") {
  CHECK(bucket_seconds(0, 0) == 1);
  CHECK(bucket_seconds(0, 59) == 1);
  CHECK(bucket_seconds(0, 60) == 5);
  CHECK(bucket_seconds(100, 400) == 15);
  CHECK(bucket_seconds(0, 59 * 86'400) == 86'400);
  CHECK(bucket_seconds(0, 60 * 86'400) == 7 * 86'400);
  CHECK(bucket_seconds(0, 4'294'967'295) == 3650 * INT64_C(86'400));
}

TEST_CASE("A timeline has the buckets that are not empty, gaps within groups, and processes",
          "[import][timeline]") {
  Timeline timeline;
  timeline.add({made(112, 1), made(100, 1), made(101, 2)});
  timeline.add({made(300, 1), made(300, 1), DocumentTrace{}});
  CHECK(timeline.report() == Value::parse(R"({
    "documents": 5, "first": {"$date": "1970-01-01T00:01:40Z"},
    "last": {"$date": "1970-01-01T00:05:00Z"}, "bucketSeconds": 5,
    "buckets": [{"from": {"$date": "1970-01-01T00:01:40Z"}, "documents": 2},
                {"from": {"$date": "1970-01-01T00:01:50Z"}, "documents": 1},
                {"from": {"$date": "1970-01-01T00:05:00Z"}, "documents": 2}],
    "gaps": [{"upToSeconds": 1, "documents": 2}, {"upToSeconds": 5, "documents": 0},
             {"upToSeconds": 60, "documents": 1}, {"upToSeconds": 600, "documents": 0},
             {"upToSeconds": 3600, "documents": 0}, {"upToSeconds": 86400, "documents": 0},
             {"upToSeconds": null, "documents": 0}],
    "processCount": 2, "processes": [{"process": "0000000001", "documents": 4},
                                     {"process": "0000000002", "documents": 1}]})"));
}

TEST_CASE("Documents without ObjectIds have no timeline", "[import][timeline]") {
  Timeline timeline;
  timeline.add({DocumentTrace{}, DocumentTrace{}});
  CHECK(timeline.report().is_null());
}

}  // namespace investigate_timeline_test

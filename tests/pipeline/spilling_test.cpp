// Groups and sorts of more than fits into memory. tests/bench/aggregate_bench has the large one.
#include <fmt/format.h>
#include <sys/resource.h>

#include "pipeline_cases.hpp"

namespace pipeline_spilling_test {

using namespace pipeline_cases;

namespace {

constexpr int documents = 20'000, keys = 15'000;

Subject with_profiles() {
  Subject subject;
  std::vector<Document> profiles;
  for (int i = 0; i < documents; ++i) {
    profiles.push_back({{"_id", i},
                        {"userId", fmt::format("user-{:06}", i % keys)},
                        {"n", i * 7919 % documents},
                        {"bio", std::string(200, 'b')}});
    if (profiles.size() == 2000) subject.collection.insert_many(std::exchange(profiles, {}));
  }
  return subject;
}

// What a sanitizer keeps of freed memory counts, too.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr long most_more = 500;
#else
constexpr long most_more = 50;
#endif

// In MiB.
long peak_memory() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

}  // namespace

TEST_CASE("Many groups come out once each, whatever fits into memory", "[pipeline][spill]") {
  Subject subject = with_profiles();
  const std::string pipeline = R"([
      {"$group":{"_id":"$userId","count":{"$sum":1},"ids":{"$push":"$_id"}}},
      {"$match":{"count":{"$gt":1}}},
      {"$group":{"_id":null,"groups":{"$sum":1},"least":{"$min":"$ids"},"of":{"$sum":"$count"}}}])";
  const std::string expected = R"({"_id":null,"groups":5000,"least":[0,15000],"of":10000})";
  CHECK(subject.run(pipeline) == expected);
  const long before = peak_memory();
  CHECK(subject.run(pipeline, {.memory_limit = 256 * 1024}) == expected);
  CHECK(peak_memory() - before < most_more);
}

TEST_CASE("A sort of more than fits into memory is an order of all", "[pipeline][spill]") {
  Subject subject = with_profiles();
  for (const std::size_t memory : {std::size_t{100} << 20, std::size_t{64} << 10}) {
    int expected = 0;
    for (const Document& document : subject.collection.aggregate(
             ejson::parse_pipeline(R"([{"$sort":{"n":1}},{"$project":{"n":1}}])"),
             {.memory_limit = memory})) {
      REQUIRE(document.at("n") == expected);
      ++expected;
    }
    CHECK(expected == documents);
  }
}

TEST_CASE("A single value of a group has a bound", "[pipeline][spill]") {
  Subject subject;
  for (int i = 0; i < 70; ++i)
    subject.collection.insert_one({{"_id", i}, {"text", std::string(1 << 20, 't')}});
  CHECK(subject.code_of(R"([{"$group":{"_id":null,"all":{"$push":"$text"}}}])", "$push") == 146);
  CHECK(subject.code_of(R"([{"$facet":{"all":[]}}])", "$facet") == 146);
}

}  // namespace pipeline_spilling_test

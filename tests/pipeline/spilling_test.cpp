// Groups and sorts of more than fits into memory. tests/bench/aggregate_bench has the large one.
#include <fmt/format.h>
#include <malloc.h>

#include <fstream>
#include <functional>
#include <stdexcept>
#include <string>

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
                        {"bio", std::string(1000, 'b')}});
    if (profiles.size() == 2000) subject.collection.insert_many(std::exchange(profiles, {}));
  }
  return subject;
}

// A sanitizer keeps freed memory: there the results are looked at alone.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool is_measured = false;
#else
constexpr bool is_measured = true;
#endif

// KiB, as /proc tells it of this process.
long told_of_process(const std::string& name) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with(name)) return std::stol(line.substr(name.size()));
  throw std::runtime_error("/proc/self/status has no " + name);
}

// By how many KiB the process is larger at its peak, whatever ran in it before.
long growth_of(const std::function<void()>& run) {
  ::malloc_trim(0);
  std::ofstream("/proc/self/clear_refs") << 5;  // the peak begins anew
  const long before = told_of_process("VmRSS:");
  run();
  return told_of_process("VmHWM:") - before;
}

}  // namespace

TEST_CASE("Many groups come out once each, whatever fits into memory", "[pipeline][spill]") {
  Subject subject = with_profiles();
  const std::string pipeline = R"([
      {"$group":{"_id":"$userId","all":{"$push":"$$ROOT"}}},
      {"$group":{"_id":null,"groups":{"$sum":1},"least":{"$min":"$all._id"},
                 "of":{"$sum":{"$size":"$all"}}}}])";
  const std::string expected = R"({"_id":null,"groups":15000,"least":[0,15000],"of":20000})";
  const long spilled =
      growth_of([&] { CHECK(subject.run(pipeline, {.memory_limit = 256 * 1024}) == expected); });
  const long whole = growth_of([&] { CHECK(subject.run(pipeline) == expected); });
  INFO("KiB: " << spilled << " with the bound, " << whole << " without");
  if (is_measured) CHECK(whole > 3 * spilled);
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
    subject.collection.insert_one(
        {{"_id", i},
         {"text", std::string(1 << 20, 't')},
         {"own", {{"of" + std::to_string(i), std::string(1 << 20, 'o')}}}});
  CHECK(subject.code_of(R"([{"$group":{"_id":null,"all":{"$mergeObjects":"$own"}}}])",
                        "$mergeObjects") == 146);
  CHECK(subject.code_of(R"([{"$group":{"_id":null,"all":{"$push":"$text"}}}])", "$push") == 146);
  CHECK(subject.code_of(R"([{"$facet":{"all":[]}}])", "$facet") == 146);
}

}  // namespace pipeline_spilling_test

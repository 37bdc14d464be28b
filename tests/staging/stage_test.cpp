// The first pass finds the same, however its reading is shared.
#include "staging/stage.hpp"

#include <fmt/format.h>

#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "bson_bytes.hpp"
#include "catch.hpp"
#include "store/temporary_store.hpp"

namespace staging_stage_test {

using namespace profilestore;
using staging::ChunkOptions;

namespace {

const staging::ImportSchema schema{{catalog::IndexEntry{UniqueIndex{"_id"}},
                                    catalog::IndexEntry{UniqueIndex{{"userId"}, Missing::reject}}},
                                   {},
                                   1,
                                   merge::Rules::parse("complete,newest:updatedAt")};

std::string text_of(const staging::Stage& stage) {
  std::ostringstream text;
  for (const merge::Candidate& one : stage.candidates) {
    text << fmt::format("{} {}+{} line {} rank {} verbatim {} key", int{one.source}, one.offset,
                        one.length, one.line, one.rank, one.verbatim);
    for (const auto byte : one.key) text << fmt::format("{:02x}", byte);
    for (const auto byte : one.content) text << fmt::format("{:02x}", byte);
    text << (one.outcome == merge::Outcome::quarantine ? stage.reasons.at(one.rank) : "") << '\n';
  }
  for (const auto score : stage.scores) text << score << ' ';
  for (const auto other : stage.others) text << other << ' ';
  return text.str();
}

std::string read(const std::string& text, const ChunkOptions& sharing) {
  temporary::Folder folder;
  std::ofstream(folder / "source") << text;
  std::vector<sources::Source> sources;
  sources.emplace_back((folder / "source").string());
  sources.emplace_back((folder / "source").string());
  return text_of(staging::stage(sources, schema, {}, sharing));
}

// What an export may be made of: `habit` is what most of it is.
std::string random_source(std::mt19937& chance, int habit) {
  const std::vector<std::string> pieces{
      "{{\"_id\":{},\"userId\":\"u{}\",\"text\":\"}}{{\"}}\n",
      "{{\n  \"_id\": {},\n  \"userId\": \"u{}\"\n}}\n",
      "{{\"_id\":{},\"userId\":\"u{}\"}},\n",
      "{{\"_id\":{},\"userId\":\"u{}\",\n{{\"cut\":1\n",
      "{{\"_id\":{},\n\"userId\":\"u{}\",\"inner\":\n{{\"a\":1}}}}\n",
      "{{\"_id\":{},\"userId\":\"u{}\"\n",
      "{{\"_id\":{},\"userId\":\"u{}\",\"a\":}}\n",
      "no object {} {}\n",
      "{{\"_id\":{0},\"userId\":null}}{{\"_id\":\"{0}\",\"userId\":\"u{1}\"}}\n",
      "{{_id: {}, userId: 'u{}}}'}}\n",
      "{{\n  _id: NumberLong({}),\n  userId: nope('u{{{}') }}\n",
      "/* {}\n{{\"_id\":{}}}\n*/ # {{\n",
      "],[\n",
      "[[{{\"_id\":{}}},\n{{\"_id\":{}}}],\n",
      "null, {}, \"{}\n",
      "\xEF\xBB\xBF",
  };
  std::string text = chance() % 4 == 0 ? "[\n" : "";
  const int count = 3 + static_cast<int>(chance() % 30);
  for (int i = 0; i < count; ++i) {
    const std::size_t which =
        chance() % 6 == 0 ? chance() % pieces.size() : static_cast<std::size_t>(habit);
    text += fmt::format(fmt::runtime(pieces[which]), i, chance() % 9);
  }
  return text;
}

}  // namespace

TEST_CASE("However the reading of a source is shared, it finds the same", "[import][stage]") {
  std::mt19937 chance(20261123);
  for (int round = 0; round < 400; ++round) {
    const std::string text = random_source(chance, static_cast<int>(chance() % 4));
    const std::string alone = read(text, {.threads = 1, .chunk_bytes = 1 << 20});
    INFO(text);
    for (const std::size_t bytes : {1u, 40u, 200u})
      REQUIRE(read(text, {.threads = 3, .chunk_bytes = bytes}) == alone);
    REQUIRE(read(text, {.threads = 1, .chunk_bytes = 40}) == alone);
  }
}

TEST_CASE("However the reading of a source of BSON is shared, it finds the same",
          "[import][stage]") {
  std::mt19937 chance(20261124);
  for (int round = 0; round < 200; ++round) {
    std::string bytes;
    for (int i = 0, count = 3 + static_cast<int>(chance() % 30); i < count; ++i)
      bytes += bson_bytes::of(
          fmt::format(R"({{"_id": {}, "userId": "u{}", "in": {{}}}})", i, chance() % 9));
    // In every other round some bytes are broken.
    for (unsigned i = 0; round % 2 == 1 && i < 1 + chance() % 3; ++i)
      bytes[chance() % bytes.size()] = static_cast<char>(chance());
    const std::string alone = read(bytes, {.threads = 1, .chunk_bytes = 1 << 20});
    INFO("round " << round);
    for (const std::size_t size : {1u, 7u, 200u})
      REQUIRE(read(bytes, {.threads = 3, .chunk_bytes = size}) == alone);
    REQUIRE(read(bytes, {.threads = 1, .chunk_bytes = 40}) == alone);
  }
}

TEST_CASE("The reading tells how far it has come, part by part", "[import][stage]") {
  temporary::Folder folder;
  std::ofstream(folder / "source") << "{\"_id\":1,\"userId\":1}\n{\"_id\":2,\"userId\":2}\n";
  std::vector<sources::Source> sources;
  sources.emplace_back((folder / "source").string());
  std::vector<std::uint64_t> documents, done;
  staging::stage(sources, schema,
                 [&](const StepProgress& progress) {
                   CHECK(progress.total == 42);
                   documents.push_back(progress.documents);
                   done.push_back(progress.done);
                 },
                 {.threads = 2, .chunk_bytes = 1});
  CHECK(documents == std::vector<std::uint64_t>{1, 2});
  CHECK(done == std::vector<std::uint64_t>{21, 42});
}

}  // namespace staging_stage_test

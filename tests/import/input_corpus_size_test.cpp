// Documents that are deep or large, or many of one key.
#include <cstdlib>
#include <fstream>

#include "import/input_corpus.hpp"
#include "staging/stage.hpp"

namespace import_input_corpus_size_test {

using namespace input_corpus;

namespace {

std::string repeated(const std::string& text, std::size_t times) {
  std::string all;
  all.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

/// A document of so many levels; it is the first itself.
std::string nested(std::size_t levels, const std::string& open, const std::string& close) {
  return "{\"u\":1,\"in\":" + repeated(open, levels - 2) + "{}" + repeated(close, levels - 2) + "}";
}

/// A document whose normal form has so many bytes.
std::string large(std::size_t size) {
  const std::string begin = R"({"_id":1,"u":1,"t":")", end = "\"}";
  return begin + std::string(size - begin.size() - end.size(), 'x') + end;
}

/// All of what is large, which takes minutes.
bool in_full() { return std::getenv("PROFILESTORE_LARGE") != nullptr; }

// Lines of such a length are cut alike by all that is smaller.
Setting few_sharings() {
  Setting setting;
  setting.sharings = {{.threads = 2, .chunk_bytes = 4096}};
  if (in_full())
    setting.sharings = {{.threads = 1, .chunk_bytes = 1 << 20},
                        {.threads = 2, .chunk_bytes = 4096},
                        {.threads = 2, .chunk_bytes = 1}};
  return setting;
}

const std::string too_deep = "nested more than 100 levels deep";
const std::string too_large = "larger than 16 MiB";

}  // namespace

TEST_CASE("Input corpus: a document has at most 100 levels", "[import][corpus]") {
  const std::string object = "{\"in\":", array = "[";
  std::vector<Case> cases;
  for (const std::size_t levels : {99, 100}) {
    cases.push_back(kept(fmt::format("{} documents", levels), nested(levels, object, "}")));
    cases.push_back(kept(fmt::format("{} arrays", levels), nested(levels, array, "]")));
  }
  for (const std::size_t levels : {101, 1000, 100'000}) {
    cases.push_back(
        line(fmt::format("{} documents", levels), nested(levels, object, "}"), too_deep));
    cases.push_back(line(fmt::format("{} arrays", levels), nested(levels, array, "]"), too_deep));
  }
  const std::string open = "{\"u\":1,\"in\":" + repeated(object, 100'000);
  cases.push_back(line("100,000 documents, none closed", open, too_deep));
  check(cases);
}

TEST_CASE("Input corpus: a document has at most 16 MiB", "[import][corpus]") {
  constexpr std::size_t most = max_document_bytes;
  check({kept("16 MiB less one byte", large(most - 1)), kept("16 MiB", large(most)),
         line("16 MiB and one byte", large(most + 1), too_large),
         kept("16 MiB, spelled longer",
              large(most - 1).replace(0, 1, "{" + std::string(1 << 20, ' ')))},
        few_sharings());
}

TEST_CASE("Input corpus: a document that the _id makes too large is set aside",
          "[import][corpus]") {
  const std::string begin = R"({"u":1,"t":")", end = "\"}";
  const std::size_t id = std::string(R"("_id":{"$oid":"000000000000000000000000"},)").size();
  const auto of = [&](std::size_t size) {
    return begin + std::string(size - begin.size() - end.size(), 'x') + end;
  };
  check(
      {
          kept("16 MiB with its _id", of(max_document_bytes - id)),
          line("16 MiB without its _id", of(max_document_bytes - id + 1),
               "the document takes 16777217 bytes, more than 16777216"),
      },
      few_sharings());
}

TEST_CASE("Input corpus: very many fields of one document", "[import][corpus]") {
  const int count = in_full() ? 1'000'000 : 50'000;
  std::string fields;
  for (int i = 0; i < count; ++i) fields += fmt::format(",\"f{}\":1", i);
  const std::string document = "{\"u\":1" + fields;
  const std::string twice = "duplicate field name in one object";
  check(
      {
          kept("each of another name", document + "}"),
          line("the last of the first one's name", document + ",\"f0\":1}", twice),
          line("all of one name", "{\"u\":1" + repeated(",\"a\":1", 50'000) + "}", twice),
      },
      few_sharings());
}

TEST_CASE("Input corpus: very many documents of one key", "[import][corpus]") {
  const int count = in_full() ? 1'000'000 : 20'000;
  Case many{"of one key", {}};
  for (int i = 0; i < count; ++i) {
    std::string document = fmt::format("{{\"u\":1,\"n\":{}}}", i);
    many.stretches.push_back(i == 0 ? live(std::move(document)) : merged(std::move(document)));
    many.stretches.push_back(gap("\n"));
  }
  check({many}, few_sharings());
}

TEST_CASE(
    "Input corpus: a document of 256 MiB, or 1 GiB, is one piece, and those around it are kept",
    "[import][corpus]") {
  const std::uint64_t size = in_full() ? 1 << 30 : 1 << 28;
  const std::string before = "{\"u\":1}\n", begin = "{\"u\":2,\"t\":\"", end = "\"}",
                    behind = "\n{\"u\":3}\n";
  temporary::Folder folder;
  const std::string source = (folder / "source").string();
  std::ofstream file(source, std::ios::binary);
  file << before << begin;
  file.seekp(static_cast<std::streamoff>(before.size() + size - end.size()));  // a hole
  file << end << behind;
  file.close();
  const auto sources = sources::open_sources({source}, {});
  const staging::ImportSchema schema{{catalog::IndexEntry{UniqueIndex{"_id"}},
                                      catalog::IndexEntry{UniqueIndex{{"u"}, Missing::reject}}},
                                     {},
                                     1,
                                     merge::Rules::parse("complete")};
  for (const ChunkOptions& sharing : few_sharings().sharings) {
    const auto stage = staging::stage(sources, schema, {}, sharing);
    REQUIRE(stage.candidates.size() == 3);
    CHECK(stage.candidates[1].offset == before.size());
    CHECK(stage.candidates[1].length == size);
    CHECK(stage.reasons == std::vector<std::string>{"larger than the maximum size of a document"});
    CHECK(stage.candidates[2].offset == before.size() + size + 1);
  }
  const auto report = import_files(folder / "s.db", {source}, fixture::by("u"));
  CHECK(report.ledger == Ledger{3, 2, 0, 0, 0, 0, 1});
  const auto proof = verify_import(Store::open(folder / "s.db"), report.id);
  CHECK(proof.proven());
  CHECK(proof.bytes.quarantined == size);
}

}  // namespace import_input_corpus_size_test

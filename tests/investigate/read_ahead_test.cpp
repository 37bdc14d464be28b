#include "investigate/read_ahead.hpp"

#include <fmt/format.h>

#include <profilestore/error.hpp>

#include "catch.hpp"
#include "store/temporary_store.hpp"

namespace investigate_read_ahead_test {

using namespace profilestore;
using investigating::ReadAhead;
using investigating::SourceDocument;

namespace {

struct Written : temporary::Folder {
  explicit Written(const std::string& text) {
    temporary::write_file(*this / "source.json", text);
    source.emplace((*this / "source.json").string());
    source->read_as({});
  }
  std::optional<sources::Source> source;
};

std::string lines(int count) {
  std::string text;
  for (int i = 0; i < count; ++i)
    text += fmt::format("{{ \"_id\": {}, \"u\": \"{}\" }}\n", i, i % 7);
  return text;
}

}  // namespace

TEST_CASE("What is read ahead comes in the order of the source, each once",
          "[import][read-ahead]") {
  constexpr int count = 5000;  // many batches
  const Written written(lines(count));
  ReadAhead documents(*written.source, {"u"});
  int i = 0;
  bool all_there = true;
  while (const SourceDocument* document = documents.next()) {
    all_there =
        all_there && document->usable &&
        document->normal == fmt::format(R"({{"_id":{},"u":"{}"}})", i, i % 7) &&
        document->fields == Document{{"u", std::to_string(i % 7)}} &&
        investigating::document_at(*written.source, document->offset, document->length).at("_id") ==
            i;
    ++i;
  }
  CHECK(all_there);
  CHECK(i == count);
  CHECK(documents.next() == nullptr);
}

TEST_CASE("A piece that is no document is told, without one", "[import][read-ahead]") {
  const Written written("{\"_id\":1,\"u\":\"a\"}\nbroken\n{\"_id\":2}\n");
  ReadAhead documents(*written.source, {"u"});
  std::vector<std::string> told;
  while (const SourceDocument* document = documents.next())
    told.push_back(fmt::format("{} {} {}", document->offset, document->normal,
                               document->fields.is_null() ? "null" : document->fields.dump()));
  CHECK(told == std::vector<std::string>{R"(0 {"_id":1,"u":"a"} {"u":"a"})", "18  null",
                                         R"(25 {"_id":2} {})"});
}

TEST_CASE("Who has enough of what is read ahead leaves, and the reading ends",
          "[import][read-ahead]") {
  const Written written(lines(20'000));
  {
    ReadAhead documents(*written.source, {});
    CHECK(documents.next() != nullptr);
  }
  {
    const ReadAhead none(*written.source, {});  // not even one
  }
  const Written empty("");
  CHECK(ReadAhead(*empty.source, {}).next() == nullptr);
}

}  // namespace investigate_read_ahead_test

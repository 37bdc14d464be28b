#include "sqlite/mark.hpp"

#include "catch.hpp"

namespace sqlite_mark_test {

using namespace profilestore::sqlite;

TEST_CASE("A mark is found in the bytes of a page", "[sqlite][head]") {
  const std::string store(32, 'a');
  const std::string text = text_of({store, 0x1f, true});
  CHECK(text == "profilestore:" + store + ":000000000000001f:u");
  const std::string newer = text_of({store, 0x20, false});
  struct Case {
    std::string bytes;
    std::optional<std::uint64_t> sequence;
  };
  const std::vector<Case> cases{
      {"", {}},
      {"profilestore:", {}},
      {text.substr(0, text.size() - 1), {}},
      {text, 0x1f},
      {std::string(100, '\0') + text + "x", 0x1f},
      {newer + text, 0x20},  // an older one where no row is
      {text + newer, 0x20},
      {"profilestore:" + std::string(32, 'A') + ":0000000000000001:u", {}},
      {"profilestore:" + store + ":0000000000000001:x", {}},
      {"profilestore:" + store + ":000000000000000g:u", {}},
      {"profilestore:profilestore:" + text, 0x1f},
  };
  for (const Case& one : cases) {
    INFO(one.bytes);
    const auto mark = mark_in(one.bytes);
    CHECK(mark.has_value() == one.sequence.has_value());
    if (mark && one.sequence) CHECK(mark->sequence == *one.sequence);
    if (mark) CHECK(mark->store == store);
  }
  CHECK(mark_in(text)->in_use);
  CHECK_FALSE(mark_in(newer)->in_use);
}

}  // namespace sqlite_mark_test

#include "sqlite/files/head_file.hpp"

#include "catch.hpp"
#include "store/temporary_store.hpp"

namespace sqlite_head_file_test {

using namespace profilestore::sqlite;

namespace {

Head head_of(std::uint64_t sequence, char store = 'a') {
  return {std::string(32, store), sequence, false};
}

}  // namespace

TEST_CASE("A head mark is read as it was written", "[sqlite][head]") {
  temporary::Folder folder;
  const auto store = folder / "s.db";
  CHECK(read_head(store).state == HeadState::none);
  REQUIRE(write_head(store, head_of(3)));
  const HeadFile file = read_head(store);
  REQUIRE(file.state == HeadState::sound);
  CHECK(file.head.store == std::string(32, 'a'));
  CHECK(file.head.sequence == 3);
  CHECK_FALSE(file.head.durable);
  CHECK(file.head.time > 1'700'000'000);
  REQUIRE(write_head(store, head_of(2)));  // never back
  CHECK(read_head(store).head.sequence == 3);
  REQUIRE(write_head(store, head_of(4)));
  CHECK(read_head(store).head.sequence == 4);
  REQUIRE(write_new_head(store, head_of(1, 'b')));
  CHECK(read_head(store).head.sequence == 1);
}

TEST_CASE("A torn write of a head mark leaves the one before", "[sqlite][head]") {
  temporary::Folder folder;
  const auto store = folder / "s.db";
  for (std::uint64_t sequence = 1; sequence < 6; ++sequence) {
    REQUIRE(write_head(store, head_of(sequence)));
    if (sequence == 1) continue;
    const std::string whole = temporary::contents(head_path(store));
    for (const std::size_t half : {std::size_t{0}, std::size_t{4096}}) {
      std::string torn = whole;
      for (std::size_t i = 30; i < 80; ++i) torn.at(half + i) = 'x';
      temporary::write_file(head_path(store), torn);
      const HeadFile file = read_head(store);
      REQUIRE(file.state == HeadState::sound);
      CHECK(file.head.sequence + 1 >= sequence);
    }
    temporary::write_file(head_path(store), whole);
  }
}

TEST_CASE("No bit of a head mark turns unnoticed", "[sqlite][head]") {
  temporary::Folder folder;
  const auto store = folder / "s.db";
  REQUIRE(write_head(store, head_of(3)));
  const std::string whole = temporary::contents(head_path(store));
  for (std::size_t at = 0; at + 1 < whole.size(); ++at)
    for (int bit = 0; bit < 8; ++bit) {
      std::string damaged = whole;
      damaged[at] = static_cast<char>(damaged[at] ^ (1 << bit));
      temporary::write_file(head_path(store), damaged);
      INFO(at << ", bit " << bit);
      const HeadFile file = read_head(store);
      CHECK((file.state == HeadState::damaged ||
             (file.head.store == std::string(32, 'a') && file.head.sequence == 3)));
    }
}

TEST_CASE("What is no file is no head mark that can be read", "[sqlite][head]") {
  temporary::Folder folder;
  const auto store = folder / "s.db";
  temporary::write_file(folder / "elsewhere", "");
  std::filesystem::create_symlink(folder / "elsewhere", head_path(store));
  CHECK(read_head(store).state == HeadState::unreadable);
  CHECK_FALSE(write_head(store, head_of(1)));
  CHECK(temporary::contents(folder / "elsewhere").empty());
  std::filesystem::remove(head_path(store));
  std::filesystem::create_hard_link(folder / "elsewhere", head_path(store));
  CHECK_FALSE(write_head(store, head_of(1)));
  CHECK(temporary::contents(folder / "elsewhere").empty());
  std::filesystem::remove(head_path(store));
  std::filesystem::create_directory(head_path(store));
  CHECK(read_head(store).state == HeadState::unreadable);
  CHECK_FALSE(write_head(store, head_of(1)));
}

}  // namespace sqlite_head_file_test

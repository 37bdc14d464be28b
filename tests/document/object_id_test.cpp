// ObjectIds: their 12 bytes, and that no two are the same.
#include <profilestore/object_id.hpp>

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <set>
#include <thread>
#include <vector>

#include "catch.hpp"

namespace document_object_id_test {

using namespace profilestore;

namespace {

std::uint32_t counter_of(const ObjectId& id) {
  const auto& bytes = id.bytes();
  return static_cast<std::uint32_t>(bytes[9] << 16 | bytes[10] << 8 | bytes[11]);
}

ObjectId from_hex(const char* hex) { return ObjectId::from_hex(hex).value(); }

// The process's part of an ObjectId that a forked child makes.
std::string process_of_child() {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const pid_t child = ::fork();
  if (child == 0) {
    const ObjectId id = ObjectId::generate();
    const auto written = ::write(ends[1], id.bytes().data(), id.bytes().size());
    ::_exit(written == static_cast<ssize_t>(id.bytes().size()) ? 0 : 1);
  }
  ::close(ends[1]);
  ObjectId::Bytes bytes{};
  const auto count = ::read(ends[0], bytes.data(), bytes.size());
  ::close(ends[0]);
  int status = -1;
  ::waitpid(child, &status, 0);
  REQUIRE(child > 0);
  REQUIRE(status == 0);
  REQUIRE(count == static_cast<ssize_t>(bytes.size()));
  return ObjectId(bytes).process();
}

}  // namespace

TEST_CASE("An ObjectId is 4 bytes of time, 5 of the process, 3 of a counter, big-endian",
          "[document][object_id]") {
  const ObjectId id = from_hex("57e193d7a9cc81b4027498b5");
  CHECK(id.bytes() ==
        ObjectId::Bytes{0x57, 0xE1, 0x93, 0xD7, 0xA9, 0xCC, 0x81, 0xB4, 0x02, 0x74, 0x98, 0xB5});
  CHECK(id.time() == std::chrono::sys_seconds{std::chrono::seconds{1474401239}});
  CHECK(id.process() == "a9cc81b402");
  CHECK(counter_of(id) == 0x7498B5);
  // The time is unsigned: it lasts until 2106.
  CHECK(from_hex("ffffffff0000000000000000").time() ==
        std::chrono::sys_seconds{std::chrono::seconds{4294967295}});
  CHECK(from_hex("000000000000000000000000").time() == std::chrono::sys_seconds{});
}

TEST_CASE("An ObjectId bears the present time", "[document][object_id]") {
  const auto second = [] {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  };
  const auto before = second();
  const auto time = ObjectId::generate().time();
  const auto after = second();
  CHECK(before <= time);
  CHECK(time <= after);
}

TEST_CASE("Hexadecimal text and ObjectId become each other", "[document][object_id]") {
  CHECK(from_hex("57e193d7a9cc81b4027498b5").to_hex() == "57e193d7a9cc81b4027498b5");
  CHECK(from_hex("57E193D7A9CC81B4027498B5").to_hex() == "57e193d7a9cc81b4027498b5");
  CHECK(from_hex("00000000000000000000000f").bytes()[11] == 15);
  const ObjectId id = ObjectId::generate();
  CHECK(ObjectId::from_hex(id.to_hex()) == id);
}

TEST_CASE("Text that is not 24 hexadecimal digits is no ObjectId", "[document][object_id]") {
  using namespace std::string_literals;
  for (const std::string& hex : std::vector<std::string>{
           "", "5", "57e193d7a9cc81b4027498b", "57e193d7a9cc81b4027498b5a",
           "57e193d7a9cc81b4027498bg", "g7e193d7a9cc81b4027498b5", "57e193d7a9cc81b4027498b ",
           " 7e193d7a9cc81b4027498b5", "0x57e193d7a9cc81b4027498", "-7e193d7a9cc81b4027498b5",
           "57e193d7-a9cc81b4027498b", "57e193d7a9cc81b4027498\xC3\xA9",
           "57e193d7a9cc81b4027498b\0"s, "57e193d7a9cc81b4027498b5\0"s,
           // Beside the digits and letters in ASCII.
           "57e193d7a9cc81b4027498b/", "57e193d7a9cc81b4027498b:", "57e193d7a9cc81b4027498b@",
           "57e193d7a9cc81b4027498bG", "57e193d7a9cc81b4027498b`"}) {
    INFO(hex);
    CHECK_FALSE(ObjectId::from_hex(hex));
  }
}

TEST_CASE("A value holds an ObjectId only as its wrapper", "[document][object_id]") {
  const ObjectId id = from_hex("57e193d7a9cc81b4027498b5");
  CHECK(Value(id).dump() == R"({"$oid":"57e193d7a9cc81b4027498b5"})");
  CHECK(Value{{"_id", id}}.dump() == R"({"_id":{"$oid":"57e193d7a9cc81b4027498b5"}})");
  CHECK(ObjectId::from_value(Value(id)) == id);
  for (const char* text :
       {R"("57e193d7a9cc81b4027498b5")", "null", "5", "{}", "[]", R"({"$oid":"57e193d7"})",
        R"({"$oid":5})", R"({"$oid":null})", R"({"oid":"57e193d7a9cc81b4027498b5"})",
        R"({"$oid":"57e193d7a9cc81b4027498b5","x":1})",
        R"({"_id":{"$oid":"57e193d7a9cc81b4027498b5"}})"}) {
    INFO(text);
    CHECK_FALSE(ObjectId::from_value(Value::parse(text)));
  }
}

TEST_CASE("ObjectIds compare by their bytes: by time first", "[document][object_id]") {
  CHECK(from_hex("57e193d7ffffffffffffffff") < from_hex("57e193d80000000000000000"));
  CHECK(from_hex("7fffffff0000000000000000") < from_hex("800000000000000000000000"));
  CHECK(from_hex("57e193d7a9cc81b4027498b5") == from_hex("57E193D7A9CC81B4027498B5"));
}

TEST_CASE("The counter goes up by one with each ObjectId, and from its greatest value to zero",
          "[document][object_id]") {
  ObjectId last = ObjectId::generate();
  const std::string process = last.process();
  bool by_one = true, one_process = true;
  std::uint32_t counter = counter_of(last);
  do {
    const ObjectId id = ObjectId::generate();
    by_one = by_one && counter_of(id) == ((counter + 1) & 0xFFFFFF);
    one_process = one_process && std::equal(id.bytes().begin() + 4, id.bytes().begin() + 9,
                                            last.bytes().begin() + 4);
    counter = counter_of(id);
  } while (by_one && one_process && counter != 0);
  CHECK(by_one);
  CHECK(one_process);
  const ObjectId after = ObjectId::generate();
  CHECK(counter_of(after) == 1);
  CHECK(after.process() == process);
}

TEST_CASE("Threads of one process never make the same ObjectId", "[document][object_id]") {
  constexpr std::size_t threads = 8, each = 100'000;
  std::vector<std::vector<ObjectId>> made(threads);
  std::vector<std::thread> running;
  for (auto& mine : made)
    running.emplace_back([&mine] {
      mine.reserve(each);
      for (std::size_t i = 0; i < each; ++i) mine.push_back(ObjectId::generate());
    });
  for (std::thread& thread : running) thread.join();
  std::vector<ObjectId> all;
  for (const auto& mine : made) all.insert(all.end(), mine.begin(), mine.end());
  REQUIRE(all.size() == threads * each);
  std::sort(all.begin(), all.end());
  CHECK(std::adjacent_find(all.begin(), all.end()) == all.end());
}

TEST_CASE("A forked child draws random bytes of its own", "[document][object_id][fork]") {
  const std::string parent = ObjectId::generate().process();  // the parent has drawn before
  std::set<std::string> processes{parent};
  for (int i = 0; i < 5; ++i) processes.insert(process_of_child());
  CHECK(processes.size() == 6);
  CHECK(ObjectId::generate().process() == parent);
}

}  // namespace document_object_id_test

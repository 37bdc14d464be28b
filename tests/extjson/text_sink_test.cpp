#include "extjson/text_sink.hpp"

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <random>

#include "catch.hpp"
#include "extjson/fault.hpp"
#include "store/seed.hpp"

namespace extjson_text_sink_test {

using namespace profilestore::extjson;
using nlohmann::json;

namespace {

template <class Tell>
std::string told(Tell&& tell) {
  NormalText text{1 << 20};
  tell(text);
  return std::string(text.text());
}

std::string real(double number) {
  return told([&](Sink& out) { out.bare(number); });
}
std::string string(const std::string& text) {
  return told([&](Sink& out) { out.string(text); });
}

}  // namespace

TEST_CASE("Doubles are spelled as nlohmann's dump() spells them", "[extjson][text]") {
  for (const double number :
       {0.0, -0.0, 1.0, -1.5, 0.1, 1e15, 1e16, 123456789012345680.0, 1e-5, 5e-324, 1.7e308, 1e30,
        std::numeric_limits<double>::min(), std::numeric_limits<double>::max(), 9007199254740993.0})
    CHECK(real(number) == json(number).dump());
  const std::uint64_t seed = first_seed();
  INFO("PROFILESTORE_SEED=" << seed);
  std::mt19937_64 random(seed);
  for (int i = 0; i < 20'000; ++i) {
    const std::uint64_t bits = random();
    double number = 0;
    std::memcpy(&number, &bits, sizeof number);
    if (i % 2 == 0) number = std::round(std::fmod(number, 1e6) * 100) / 100;
    if (std::isfinite(number) && real(number) != json(number).dump()) FAIL(json(number).dump());
  }
}

TEST_CASE("Every character is escaped as nlohmann's dump() does, at every place of a string",
          "[extjson][text]") {
  for (int c = 0; c < 0x80; ++c)
    for (std::size_t size = 1; size <= 20; ++size)
      for (std::size_t at = 0; at < size; ++at) {
        std::string text(size, 'x');
        text[at] = static_cast<char>(c);
        if (string(text) != json(text).dump()) FAIL(json(text).dump());
      }
  for (const std::string text : {"", "é€😀", "\xC2\x80\xEF\xBF\xBF", "\"\"\\\\\"", "a\nb\nc"})
    CHECK(string(text) == json(text).dump());
}

TEST_CASE("Commas stand between values and nowhere else", "[extjson][text]") {
  CHECK(told([](Sink& out) {
          out.begin_object(2);
          out.name("a,:[{");
          out.begin_array(3);
          out.begin_object(0);
          out.end_object();
          out.begin_array(0);
          out.end_array();
          out.string(":");
          out.null();
          out.end_array();
          out.name("");
          out.boolean(false);
          out.end_object();
        }) == R"({"a,:[{":[{},[],":",null],"":false})");
}

TEST_CASE("A text beyond its limit stops growing", "[extjson][text]") {
  NormalText text{100'000};
  const std::string piece(1000, 'x');
  const auto fill = [&] {
    text.begin_array(0);
    for (int i = 0; i < 1000; ++i) text.string(piece);
  };
  CHECK_THROWS_AS(fill(), Fault);
  CHECK(text.size() < 110'000);
  text.clear();
  text.string(piece);
  CHECK(text.text() == '"' + piece + '"');
}

}  // namespace extjson_text_sink_test

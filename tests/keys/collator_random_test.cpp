// Sort keys of random strings: equal exactly if ICU's comparison, which is MongoDB's, calls the
// strings equal; for every locale that is accepted, and in several threads.
#include <unicode/ucol.h>
#include <cstdlib>
#include <profilestore/error.hpp>
#include <random>
#include <thread>
#include <vector>

#include "catch.hpp"
#include "keys/collator.hpp"

namespace keys_collator_random_test {

using namespace profilestore;
using namespace std::string_literals;
using keys::Collator;

namespace {

icu::LocalUCollatorPointer open(const char* locale, Collation collation) {
  UErrorCode status = U_ZERO_ERROR;
  icu::LocalUCollatorPointer collator(ucol_open(locale, &status));
  ucol_setAttribute(collator.getAlias(), UCOL_STRENGTH,
                    std::vector{UCOL_PRIMARY, UCOL_SECONDARY, UCOL_TERTIARY}.at(
                        static_cast<std::size_t>(collation.strength - 1)),
                    &status);
  ucol_setAttribute(collator.getAlias(), UCOL_CASE_LEVEL, collation.case_level ? UCOL_ON : UCOL_OFF,
                    &status);
  REQUIRE(U_SUCCESS(status));
  return collator;
}

// As MongoDB compares strings.
bool equal(const UCollator* collator, const std::string& a, const std::string& b) {
  UErrorCode status = U_ZERO_ERROR;
  const auto order = ucol_strcollUTF8(collator, a.data(), static_cast<std::int32_t>(a.size()),
                                      b.data(), static_cast<std::int32_t>(b.size()), &status);
  REQUIRE(U_SUCCESS(status));
  return order == UCOL_EQUAL;
}

void append(std::string& out, char32_t c) {
  const auto byte = [&](char32_t bits) { out += static_cast<char>(bits); };
  if (c < 0x80) return byte(c);
  if (c < 0x800) {
    byte(0xC0 | (c >> 6));
  } else if (c < 0x10000) {
    byte(0xE0 | (c >> 12));
    byte(0x80 | ((c >> 6) & 0x3F));
  } else {
    byte(0xF0 | (c >> 18));
    byte(0x80 | ((c >> 12) & 0x3F));
    byte(0x80 | ((c >> 6) & 0x3F));
  }
  byte(0x80 | (c & 0x3F));
}

// Spellings that are equal, or nearly so; a string is made of any number of them.
const std::vector<std::vector<std::string>>& families() {
  static const std::vector<std::vector<std::string>> all{
      {"a", "A", "ä", "Ä", "a\u0308", "A\u0308", "ａ", "ª", "à"},
      {"e", "E", "é", "É", "e\u0301", "E\u0301", "ê", "ế", "ê\u0301", "e\u0302\u0301"},
      {"s", "S", "ſ", "ss", "ß", "ẞ", "sS"},
      {"i", "I", "İ", "ı", "I\u0307", "i\u0307", "í"},
      {"σ", "ς", "Σ", "ϲ", "σ\u0301"},
      {"fi", "ﬁ", "FI", "ﬀ", "ff", "ffi", "ﬃ"},
      {"и", "й", "и\u0306", "И", "Й", "ё", "е\u0308", "е"},
      {"가", "가", "\u1100\u1161", "각", "\u1100\u1161\u11A8", "가\u11A8"},
      {"か", "カ", "ｶ", "が", "か\u3099", "ガ", "ｶﾞ"},
      {"1", "１", "¹", "①", "١", "½", "1⁄2"},
      {"", "\0"s, "\u200D", "\uFE0F", "\u00AD", "\u0301", "\u0323"},
      {" ", "\u00A0", "  ", "-", "‐", "_", "."},
      {"😀", "😁", "👩\u200D🚀", "👩🚀", "👍🏽", "👍"},
      {"中", "国", "國", "⼀", "一", "丽", "\U0002F800"},
      {"ö", "o\u0308", "Ö", "ø", "o", "œ", "oe", "æ", "ae", "ǽ"},
      {"ก", "เก", "กเ", "ال", "لا", "ﻻ", "א", "אּ"},
  };
  return all;
}

class Generator {
 public:
  explicit Generator(std::uint64_t seed) : random_(seed) {}

  std::size_t below(std::size_t bound) { return random_() % bound; }

  const std::string& one_of(const std::vector<std::string>& family) {
    return family[below(family.size())];
  }

  /// Two strings of the same families, so that they are often equal at some strength.
  std::pair<std::string, std::string> pair() {
    std::pair<std::string, std::string> made;
    for (std::size_t pieces = below(6); pieces > 0; --pieces) {
      const std::string any = below(4) == 0 ? character() : std::string();
      const auto& family = families()[below(families().size())];
      const std::string& piece = one_of(family);
      made.first += piece + any;
      made.second += (below(3) == 0 ? piece : one_of(family)) + any;
    }
    if (below(20) == 0) made.second += character();
    return made;
  }

 private:
  std::string character() {
    const std::size_t bounds[] = {0x80, 0x800, 0x3100, 0xD800, 0x110000};
    const auto c = static_cast<char32_t>(below(bounds[below(5)]));
    std::string out;
    append(out, c >= 0xD800 && c < 0xE000 ? U'x' : c);
    return out;
  }

  std::mt19937_64 random_;
};

// To replay: PROFILESTORE_SEED=<the seed that was printed>.
std::uint64_t first_seed() {
  const char* given = std::getenv("PROFILESTORE_SEED");
  return given == nullptr ? std::random_device{}() : std::strtoull(given, nullptr, 10);
}

}  // namespace

TEST_CASE("Two strings have one sort key exactly if ICU calls them equal, and its order",
          "[keys][collator][random]") {
  const std::uint64_t first = first_seed();
  for (const Collation& collation :
       {Collation{1}, Collation{2}, Collation{3}, Collation{1, true}, Collation{2, true}}) {
    const Collator collator(collation);
    const auto icu = open("", collation);
    std::size_t equals = 0, others = 0;
    for (std::uint64_t seed = first; seed < first + 20'000; ++seed) {
      const auto [a, b] = Generator(seed).pair();
      INFO("PROFILESTORE_SEED=" << seed << ": \"" << a << "\" and \"" << b << "\" at "
                                << document_of(collation));
      const bool same = equal(icu.getAlias(), a, b);
      equals += same && a != b;
      others += !same;
      REQUIRE((collator.sort_key(a) == collator.sort_key(b)) == same);
      REQUIRE((collator.sort_key(a) <=> collator.sort_key(b)) == collator.compare(a, b));
    }
    CHECK(equals > 250);
    CHECK(others > 500);
  }
}

TEST_CASE("Every locale that is accepted calls the same strings equal",
          "[keys][collator][locale][random]") {
  const std::uint64_t first = first_seed();
  std::size_t accepted = 0;
  for (std::int32_t i = 0; i < ucol_countAvailable(); ++i) {
    const char* locale = ucol_getAvailable(i);
    try {
      collation_of({{"locale", locale}, {"strength", 1}});
    } catch (const InvalidInput& error) {
      CHECK(std::string(error.what()).find("'"s + locale + "'") != std::string::npos);
      continue;
    }
    ++accepted;
    for (const Collation& collation : {Collation{1}, Collation{2}, Collation{3}}) {
      const Collator collator(collation);
      const auto own = open(locale, collation);
      for (std::uint64_t seed = first; seed < first + 200; ++seed) {
        const auto [a, b] = Generator(seed).pair();
        INFO("PROFILESTORE_SEED=" << seed << ": " << locale);
        REQUIRE((collator.sort_key(a) == collator.sort_key(b)) == equal(own.getAlias(), a, b));
      }
    }
  }
  CHECK(accepted > 15);
}

TEST_CASE("One collator serves several threads", "[keys][collator][threads]") {
  const Collator collator(Collation{2});
  std::vector<std::string> texts, expected;
  for (std::uint64_t seed = 0; seed < 2000; ++seed) texts.push_back(Generator(seed).pair().first);
  for (const std::string& text : texts) expected.push_back(collator.sort_key(text));

  std::vector<std::size_t> wrong(4);
  {
    std::vector<std::jthread> threads;
    for (std::size_t id = 0; id < wrong.size(); ++id)
      threads.emplace_back([&, id, copy = collator] {
        const Collator& mine = id % 2 == 0 ? collator : copy;
        for (int round = 0; round < 10; ++round)
          for (std::size_t i = 0; i < texts.size(); ++i)
            wrong[id] += mine.sort_key(texts[i]) != expected[i];
      });
  }
  CHECK(wrong == std::vector<std::size_t>(wrong.size()));
}

}  // namespace keys_collator_random_test

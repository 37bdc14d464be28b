// Which texts are one key under which steps, and the forms that are stored.
#include "keys/normaliser.hpp"

#include <random>
#include <string>
#include <vector>

#include "catch.hpp"
#include "document/type.hpp"
#include "keys/key.hpp"

namespace keys_normaliser_test {

using namespace profilestore;
using keys::Normaliser;

namespace {

using Steps = std::vector<Normalise::Step>;

struct Form {
  Steps steps;
  std::string text, form;
};

}  // namespace

TEST_CASE("texts have these normal forms") {
  const Form c = GENERATE(values<Form>({
      {{}, " Ana ", " Ana "},
      {{Normalise::trim}, "  Ana Berg \t\n", "Ana Berg"},
      {{Normalise::trim}, "\u00a0Ana\u200b\ufeff", "Ana"},
      {{Normalise::trim}, "\u202aAna\u202c", "Ana"},
      {{Normalise::trim}, "\u200b \u00a0", ""},
      {{Normalise::fold_case}, "ANA", "ana"},
      {{Normalise::fold_case}, "STRASSE", "strasse"},
      {{Normalise::fold_case}, "Straße", "strasse"},
      {{Normalise::fold_case}, "ΣΊΣΥΦΟΣ", "σίσυφοσ"},
      {{Normalise::fold_case}, "Béa", "béa"},
      {{Normalise::fold_case}, " A", " a"},
      {{Normalise::nfc}, "ju\u0308rgen", "j\u00fcrgen"},
      {{Normalise::nfc}, "JU\u0308", "J\u00dc"},
      {{Normalise::nfc, Normalise::fold_case}, "JU\u0308", "j\u00fc"},
      {{Normalise::nfc}, "\u212b", "\u00c5"},
      {{Normalise::nfc}, "\uff21", "\uff21"},
      {{Normalise::email}, " Ana@Example.ORG ", "ana@example.org"},
      {{Normalise::email}, "Ju\u0308rgen@BÜRO.example", "jürgen@xn--bro-hoa.example"},
      {{Normalise::email}, "jürgen@xn--bro-hoa.EXAMPLE", "jürgen@xn--bro-hoa.example"},
      {{Normalise::email}, "a@\"@\uff4f\uff52\uff47\u3002example", "a@\"@org.example"},
      {{Normalise::email}, "anna.berg+shop@gmail.com", "anna.berg+shop@gmail.com"},
      {{Normalise::email}, "No Address", "no address"},
      {{Normalise::email}, "@Host", "@host"},
      {{Normalise::email}, "ana@", "ana@"},
      {{Normalise::email}, "ana@\u00fc\u200d.example", "ana@\u00fc\u200d.example"},
      {{Normalise::gmail}, "Anna.Berg+shop@GoogleMail.com", "annaberg@gmail.com"},
      {{Normalise::gmail}, "annaberg@gmail.com", "annaberg@gmail.com"},
      {{Normalise::gmail}, "anna.berg+x@example.org", "anna.berg+x@example.org"},
      {{Normalise::gmail}, "+x@gmail.com", "+x@gmail.com"},
      {{Normalise::gmail}, "...@gmail.com", "...@gmail.com"},
      {{Normalise::gmail}, "anna.berg@mail.gmail.com", "anna.berg@mail.gmail.com"},
      {{Normalise::digits}, "+43 (660) 123-45/6", "+43660123456"},
      {{Normalise::digits}, "0043 660 123456", "+43660123456"},
      {{Normalise::digits}, "+44 (0)20 7946.0958", "+442079460958"},
      {{Normalise::digits}, "(020) 7946 0958", "02079460958"},
      {{Normalise::digits}, "\u202a+43\u00a0660\u2011123\u202c", "+43660123"},
      {{Normalise::digits}, "\uff0b\uff14\uff13 660", "+43660"},
      {{Normalise::digits}, "\u0669\u0661\u0660", "910"},
      {{Normalise::digits}, "(+43) 660", "+43660"},
      {{Normalise::digits}, "unknown", "unknown"},
      {{Normalise::digits}, "call 12", "call 12"},
      {{Normalise::digits}, "+", "+"},
      {{Normalise::digits}, "- -", "- -"},
      {{Normalise::digits}, "1+2", "1+2"},
      {{Normalise::digits}, "", ""},
  }));
  CAPTURE(c.text);
  const Normaliser normaliser(c.steps);
  CHECK(normaliser.text(c.text) == c.form);
  CHECK(normaliser.text(c.form) == c.form);
}

TEST_CASE("values of other types are one key with texts, or are left alone") {
  const Normaliser digits({Normalise::digits}), ids({Normalise::hex_id, Normalise::trim}),
      folded({Normalise::fold_case});
  const Value id = {{"$oid", "60a1b2c3d4e5f60718293a4b"}};
  CHECK(digits.value(4366012) == "4366012");
  CHECK(digits.value(4366012.0) == "4366012");
  CHECK(digits.value({{"$numberLong", "43660"}}) == "43660");
  CHECK(digits.value({{"$numberDecimal", "43660"}}) == "43660");
  CHECK(digits.value(1.5) == 1.5);
  CHECK(digits.value(-5) == -5);
  CHECK(digits.value({{"$numberDouble", "NaN"}}) == Value{{"$numberDouble", "NaN"}});
  CHECK(digits.value(true) == true);
  CHECK(ids.value("60A1B2C3D4E5F60718293A4B ") == id);
  CHECK(ids.value(id) == id);
  CHECK(ids.value("60a1b2c3d4e5f60718293a4") == "60a1b2c3d4e5f60718293a4");
  CHECK(folded.value({{"Name", "ANA"}, {"all", {"A", 1}}}) ==
        Value{{"Name", "ana"}, {"all", {"a", 1}}});
  CHECK(folded.value({{"$symbol", "ANA"}}) == "ana");
  CHECK(folded.value(id) == id);
  CHECK(folded.value(nullptr).is_null());
}

TEST_CASE("an index has a normal form for each of its paths") {
  const keys::Indexer both(UniqueIndex{
      {"tenant", "email"}, Missing::collide, "", {}, {}, {{"email", {Normalise::email}}}});
  const auto key = [&](const Document& document) { return both.extract(document).key; };
  const Document ana{{"tenant", "A"}, {"email", "ana@x.org"}};
  CHECK(key(ana) == key({{"tenant", "A"}, {"email", " ANA@X.org"}}));
  CHECK(key(ana) != key({{"tenant", "a"}, {"email", "ana@x.org"}}));
  CHECK_FALSE(both.equals_under(std::nullopt));
  CHECK_FALSE(both.icu_version().empty());
}

TEST_CASE("elements of arrays have normal forms, and equal ones are one key") {
  const keys::Indexer index(
      UniqueIndex{"emails.address", Missing::collide, "", {}, {}, {Normalise::email}});
  const auto found = index.extract(
      {{"emails",
        {{{"address", "A@x.org"}}, {{"address", "a@X.org "}}, {{"address", "b@x.org"}}}}});
  CHECK(found.state == keys::State::several);
  CHECK(found.keys.size() == 2);
}

TEST_CASE("a collation compares the normal forms") {
  const keys::Indexer index(
      UniqueIndex{"name", Missing::collide, "", {}, Collation{.strength = 1}, {Normalise::trim}});
  const auto part = [&](const Value& value) { return index.part_of(0, value); };
  CHECK(part(" Bea") == part("BÉA "));
  CHECK(part("Bea") != part("Be a"));
}

TEST_CASE("two texts have one key exactly if their normal forms are equal, whatever Unicode has") {
  const std::vector<std::string> pieces{
      "a",          "A",       "\u00e9",     "e\u0301",         "\u00df", "ss",      "\u1e9e",
      "\u0130",     "i\u0307", "\u03a3",     "\u03c2",          "\u212a", "k",       ".",
      "+",          "@",       "@gmail.com", "@GoogleMail.com", "\u0345", "\u03b1",  "\u1fb3",
      "\u1fbc",     "\uff21",  " ",          "\u00a0",          "\u200b", "0",       "1",
      "\u0661",     "(0)",     "-",          "\u3002",          "x.org",  "b\u00fc", "\U00010400",
      "\U00010428", "\u0149",  "\u02bcn",    "\ufb03"};
  const std::vector<Steps> all{
      {Normalise::trim},      {Normalise::nfc},
      {Normalise::fold_case}, {Normalise::nfc, Normalise::fold_case},
      {Normalise::email},     {Normalise::gmail},
      {Normalise::digits},    {Normalise::trim, Normalise::digits, Normalise::hex_id}};
  std::mt19937 random(20);
  const auto text = [&] {
    std::string made;
    for (std::size_t left = random() % 6; left > 0; --left)
      made += pieces[random() % pieces.size()];
    return made;
  };
  std::size_t equal = 0;
  for (int i = 0; i < 40'000; ++i) {
    const std::string a = text(), b = text();
    const Steps& steps = all[static_cast<std::size_t>(i) % all.size()];
    const Normaliser normaliser(steps);
    Normalise normalise;
    normalise.add("", steps);
    const keys::Indexer index(UniqueIndex{"k", Missing::collide, "", {}, {}, normalise});
    const std::string form_a = normaliser.text(a), form_b = normaliser.text(b);
    CAPTURE(i, a, b, form_a, form_b);
    REQUIRE(normaliser.text(form_a) == form_a);
    REQUIRE((form_a == form_b) == (index.part_of(0, a) == index.part_of(0, b)));
    equal += a != b && form_a == form_b ? 1 : 0;
  }
  CHECK(equal > 80);
}

}  // namespace keys_normaliser_test

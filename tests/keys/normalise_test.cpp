// The steps of an index as it is written, compared and kept.
#include <profilestore/normalise.hpp>

#include <profilestore/error.hpp>
#include <profilestore/index.hpp>

#include "catch.hpp"

namespace keys_normalise_test {

using namespace profilestore;

TEST_CASE("steps are written as a list of names, or by path") {
  struct Case {
    Value written;
    Value back;
  };
  const Case c = GENERATE(values<Case>({
      {"email", {"email"}},
      {Value::array({"case", "trim", "case"}), {"trim", "case"}},
      {Value::array({"hex-id"}), Value::array({"hex-id"})},
      {{{"email", {"case", "trim"}}, {"phone", "digits"}},
       {{"email", {"trim", "case"}}, {"phone", Value::array({"digits"})}}},
  }));
  CHECK(value_of(normalise_of(c.written)) == (c.back.is_object() ? c.back : Value(c.back)));
}

TEST_CASE("what is no list of steps is refused by name") {
  struct Case {
    Value written;
    std::string says;
  };
  const Case c = GENERATE(values<Case>({
      {"mail", "'mail' is no step; the steps are trim, nfc, case, email, gmail, digits, hex-id"},
      {Value::array(), "write a list of steps"},
      {Value::object(), "write a list of steps"},
      {5, "write a list of steps"},
      {nullptr, "write a list of steps"},
      {Value::array({1}), "1 is no name of a step"},
      {{{"email", 1}}, "write a list of steps"},
      {{{"email", {"Trim"}}}, "'Trim' is no step"},
  }));
  CAPTURE(c.written.dump());
  try {
    (void)normalise_of(c.written);
    FAIL("taken");
  } catch (const InvalidInput& refused) {
    CHECK(refused.code() == 2);
    CHECK_THAT(refused.what(), has_part(c.says));
  }
}

TEST_CASE("steps of every path are those of each") {
  const Paths paths{"tenant", "email"};
  CHECK(Normalise{Normalise::trim}.over(paths) ==
        Normalise{{"tenant", {Normalise::trim}}, {"email", {Normalise::trim}}});
  CHECK(Normalise{{"email", {Normalise::email}}}.over(paths).at("tenant").empty());
  CHECK(Normalise{}.over(paths).empty());
  CHECK_THROWS_AS((Normalise{{"mail", {Normalise::trim}}}.over(paths)), InvalidInput);
}

}  // namespace keys_normalise_test

// Checks of one wrapper after the other: each form is a field's value, an array's element, and a
// value that an application built.
#pragma once

#include <string>
#include <vector>

#include "catch.hpp"
#include "extjson/reading.hpp"

namespace wrapper_forms {

struct Form {
  std::string given, expected;
};

/// Whatever way `given` is read, it becomes `expected`, which then stays.
inline void check(const std::vector<Form>& forms) {
  for (const auto& [given, expected] : forms) {
    INFO(given);
    CHECK(reading::normal("{\"x\": " + given + "}") == "{\"x\":" + expected + "}");
    CHECK(reading::normal("{\"x\":[" + given + "]}") == "{\"x\":[" + expected + "]}");
    CHECK(profilestore::parse("{\"x\":" + given + "}").dump() == "{\"x\":" + expected + "}");
    CHECK(profilestore::extjson::normalise(profilestore::Document::parse("{\"x\":" + given + "}"))
              .dump() == "{\"x\":" + expected + "}");
    CHECK(profilestore::extjson::normalise_value(profilestore::Value::parse(given)).dump() ==
          expected);
    CHECK(reading::normal("{\"x\":" + expected + "}") == "{\"x\":" + expected + "}");
  }
}

inline void check_unchanged(const std::vector<std::string>& forms) {
  for (const std::string& form : forms) check({{form, form}});
}

// Catch2's own matcher has another name in each of its versions.
inline auto contains_text(const std::string& part) {
#ifdef CATCH_VERSION_MAJOR
#if CATCH_VERSION_MAJOR >= 3
  return Catch::Matchers::ContainsSubstring(part);
#else
  return Catch::Matchers::Contains(part);
#endif
#endif
}

/// A refusal that names the wrapper, of text and of an application's value.
inline void check_refused(const std::string& name, const std::vector<std::string>& forms) {
  for (const std::string& form : forms) {
    INFO(form);
    CHECK_THAT(reading::reason("{\"x\": " + form + "}"), Catch::Matchers::StartsWith(name + ": "));
    CHECK_THROWS_WITH(profilestore::extjson::normalise_value(profilestore::Value::parse(form)),
                      Catch::Matchers::StartsWith(name + ": "));
    CHECK_THROWS_WITH(profilestore::extjson::normalise(
                          profilestore::Document::parse("{\"x\":{\"y\":[0," + form + "]}}")),
                      Catch::Matchers::StartsWith("x.y.1") && contains_text(name + ": "));
  }
}

}  // namespace wrapper_forms

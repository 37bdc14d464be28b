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
    CHECK(profilestore::ejson::parse("{\"x\":" + given + "}").dump() == "{\"x\":" + expected + "}");
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

/// What is said of an application's document; empty if it is taken.
inline std::string refusal(const profilestore::Document& document) {
  try {
    profilestore::extjson::normalise(document);
  } catch (const profilestore::InvalidInput& error) {
    return error.what();
  }
  return {};
}

/// A refusal that names the wrapper, of text and of an application's value.
inline void check_refused(const std::string& name, const std::vector<std::string>& forms) {
  for (const std::string& form : forms) {
    INFO(form);
    CHECK_THAT(reading::reason("{\"x\": " + form + "}"), Catch::Matchers::StartsWith(name + ": "));
    CHECK_THROWS_AS(profilestore::extjson::normalise_value(profilestore::Value::parse(form)),
                    profilestore::InvalidInput);
    const std::string what =
        refusal(profilestore::Document::parse("{\"x\":{\"y\":[0," + form + "]}}"));
    INFO(what);
    CHECK(what.starts_with("x.y.1"));
    CHECK(what.find(": " + name + ": ") != std::string::npos);
  }
}

}  // namespace wrapper_forms

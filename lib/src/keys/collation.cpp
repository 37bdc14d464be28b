#include <profilestore/collation.hpp>

#include <fmt/format.h>
#include <unicode/ucol.h>
#include <unicode/uset.h>
#include <unicode/uvernum.h>
#include <algorithm>
#include <array>
#include <profilestore/error.hpp>

#include "document/type.hpp"
#include "keys/key.hpp"

namespace profilestore {
namespace {

using document::Type;

// MongoDB's numbers for what is wrong with a collation.
constexpr int bad_value = 2;
constexpr int type_mismatch = 14;
constexpr int incompatible_version = 161;
constexpr int missing_field = 40414;
constexpr int unknown_field = 40415;

[[noreturn]] void refuse(int code, const std::string& message) {
  throw InvalidInput(code, message);
}

void expect(Type expected, std::string_view name, const Value& value) {
  const Type type = document::type_of(value);
  if (expected == Type::int32 ? document::is_number(type) : type == expected) return;
  refuse(type_mismatch,
         fmt::format("BSON field 'collation.{}' is the wrong type '{}', expected type '{}'", name,
                     document::alias(type), document::alias(expected)));
}

// MongoDB's words for a field; the first is the default, and the only one this library has.
using Words = std::array<std::string_view, 3>;

void expect_default(const Words& words, std::string_view name, const Value& value) {
  expect(Type::string, name, value);
  const auto& word = value.get_ref<const std::string&>();
  if (word == words.front()) return;
  if (word.empty() || std::find(words.begin(), words.end(), word) == words.end())
    refuse(bad_value,
           fmt::format("Enumeration value '{}' for field 'collation.{}' is not a valid value.",
                       word, name));
  refuse(bad_value, fmt::format("collation {} '{}' is not supported", name, word));
}

void expect_false(std::string_view name, const Value& value) {
  expect(Type::boolean, name, value);
  if (value.get<bool>()) refuse(bad_value, fmt::format("collation {} is not supported", name));
}

int strength_of(const Value& value) {
  expect(Type::int32, "strength", value);
  const keys::Part part = keys::encode(value);  // one integer, whatever its type
  const auto* strength = std::get_if<std::int64_t>(&part);
  if (strength == nullptr || *strength < 1 || *strength > 5)
    refuse(bad_value,
           fmt::format("Field 'strength' must be an integer 1 through 5. Got: {}", value.dump()));
  if (*strength > 3)
    refuse(bad_value, fmt::format("collation strength {} is not supported", *strength));
  return static_cast<int>(*strength);
}

// MongoDB names its own ICU in every collation that it lists; the keys are made here in any case.
constexpr std::string_view version_of_mongodb = "57.1";

void expect_known_version(const Value& value) {
  expect(Type::string, "version", value);
  const auto& version = value.get_ref<const std::string&>();
  if (version != U_ICU_VERSION && version != version_of_mongodb)
    refuse(
        incompatible_version,
        fmt::format("Requested collation version {} but the only available collator version was {}",
                    version, U_ICU_VERSION));
}

/// What a document says; its locale is looked at when its other fields are known to be right.
struct Parsed {
  Collation collation;
  const std::string* locale = nullptr;
};

void parse_field(Parsed& parsed, std::string_view name, const Value& value) {
  if (name == "locale") {
    expect(Type::string, name, value);
    parsed.locale = &value.get_ref<const std::string&>();
  } else if (name == "strength") {
    parsed.collation.strength = strength_of(value);
  } else if (name == "caseLevel") {
    expect(Type::boolean, name, value);
    parsed.collation.case_level = value.get<bool>();
  } else if (name == "caseFirst") {
    expect_default({"off", "lower", "upper"}, name, value);
  } else if (name == "alternate") {
    expect_default({"non-ignorable", "shifted"}, name, value);
  } else if (name == "maxVariable") {
    expect_default({"punct", "space"}, name, value);
  } else if (name == "numericOrdering" || name == "normalization" || name == "backwards") {
    expect_false(name, value);
  } else if (name == "version") {
    expect_known_version(value);
  } else {
    refuse(unknown_field, fmt::format("BSON field 'collation.{}' is an unknown field.", name));
  }
}

Parsed parse_fields(const Document& document) {
  Parsed parsed;
  for (const auto& [name, value] : document.items())
    if (!value.is_null()) parse_field(parsed, name, value);  // MongoDB: null is a missing field
  if (parsed.locale == nullptr)
    refuse(missing_field, "BSON field 'collation.locale' is missing but a required field");
  return parsed;
}

constexpr std::array compared_attributes{
    UCOL_FRENCH_COLLATION,   UCOL_ALTERNATE_HANDLING, UCOL_CASE_FIRST,       UCOL_CASE_LEVEL,
    UCOL_NORMALIZATION_MODE, UCOL_STRENGTH,           UCOL_NUMERIC_COLLATION};

// Whether the collator takes the same strings for equal as the root's does. It may put scripts in
// another order: Russian's puts Cyrillic first.
bool equals_as_root(const UCollator* collator, const UCollator* root, UErrorCode& status) {
  const icu::LocalUSetPointer tailored(ucol_getTailoredSet(collator, &status));
  return U_SUCCESS(status) && uset_isEmpty(tailored.getAlias()) &&
         std::all_of(compared_attributes.begin(), compared_attributes.end(), [&](auto attribute) {
           return ucol_getAttribute(collator, attribute, &status) ==
                  ucol_getAttribute(root, attribute, &status);
         });
}

[[noreturn]] void refuse_locale(const std::string& locale, std::string_view icu_name) {
  const bool known = !icu_name.empty() && icu_name != "root";
  refuse(bad_value, fmt::format("Field 'locale' is invalid: '{}'{}", locale,
                                known ? fmt::format(". Did you mean '{}'?", icu_name) : ""));
}

// MongoDB: validateLocaleID. ICU makes something of any name; it knows those that come back.
void check_locale(const std::string& locale) {
  if (locale.find('\0') != std::string::npos)
    refuse(bad_value, "Field 'locale' cannot contain null byte");
  if (locale.empty()) refuse(bad_value, "Field 'locale' cannot be the empty string");
  if (locale == "en") return;
  UErrorCode status = U_ZERO_ERROR;
  const icu::LocalUCollatorPointer collator(ucol_open(locale.c_str(), &status));
  const icu::LocalUCollatorPointer root(ucol_open("", &status));
  const char* name = ucol_getLocaleByType(collator.getAlias(), ULOC_VALID_LOCALE, &status);
  if (U_FAILURE(status) || name == nullptr || name != locale)
    refuse_locale(locale, U_FAILURE(status) || name == nullptr ? "" : name);
  if (!equals_as_root(collator.getAlias(), root.getAlias(), status))
    refuse(bad_value,
           fmt::format("collation locale '{}' is not supported: it has rules of its own", locale));
}

}  // namespace

Document document_of(const Collation& collation) {
  Document document{{"locale", collation.locale}};
  if (collation.case_level) document["caseLevel"] = true;
  document["strength"] = collation.strength;
  return document;
}

std::optional<Collation> collation_of(const Document& document) {
  if (!document::is_plain_object(document))
    refuse(type_mismatch,
           fmt::format("BSON field 'collation' is the wrong type '{}', expected type 'object'",
                       document::alias(document::type_of(document))));
  if (document.empty())
    refuse(bad_value, "The field 'collation' cannot be an empty object: it names a locale");
  Parsed parsed = parse_fields(document);
  if (*parsed.locale == "simple") return std::nullopt;
  check_locale(*parsed.locale);
  parsed.collation.locale = *parsed.locale;
  return parsed.collation;
}

}  // namespace profilestore

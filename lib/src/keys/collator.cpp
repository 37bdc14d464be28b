#include "keys/collator.hpp"

#include <fmt/format.h>
#include <unicode/ucol.h>
#include <unicode/ustring.h>
#include <unicode/uversion.h>

#include <cassert>
#include <new>
#include <profilestore/error.hpp>

#include "keys/icu.hpp"

namespace profilestore::keys {
namespace {

constexpr UChar32 replacement = 0xFFFD;

UColAttributeValue icu_strength_of(const Collation& collation) {
  return static_cast<UColAttributeValue>(UCOL_PRIMARY + collation.strength - 1);
}

std::shared_ptr<UCollator> open(const Collation& collation) {
  UErrorCode status = U_ZERO_ERROR;
  const std::shared_ptr<UCollator> collator(ucol_open("", &status), ucol_close);
  ucol_setAttribute(collator.get(), UCOL_STRENGTH, icu_strength_of(collation), &status);
  ucol_setAttribute(collator.get(), UCOL_CASE_LEVEL, collation.case_level ? UCOL_ON : UCOL_OFF,
                    &status);
  check_icu(status, "ICU has no collator");
  return collator;
}

std::u16string utf16_of(std::string_view text) {
  std::u16string out(text.size(), u'\0');  // never more units than bytes
  std::int32_t length = 0;
  UErrorCode status = U_ZERO_ERROR;
  u_strFromUTF8WithSub(out.data(), static_cast<std::int32_t>(out.size()), &length, text.data(),
                       static_cast<std::int32_t>(text.size()), replacement, nullptr, &status);
  assert(U_SUCCESS(status));
  out.resize(static_cast<std::size_t>(length));
  return out;
}

}  // namespace

Collator::Collator(const Collation& collation) {
  Collation of_any_locale = collation;  // they all compare alike
  of_any_locale.locale = "en";
  collation_of(document_of(of_any_locale));  // refuses what no document may say
  collator_ = open(collation);
}

std::string Collator::sort_key(std::string_view text) const {
  const std::u16string source = utf16_of(text);
  std::string key(3 * source.size() + 16, '\0');  // most keys; a longer one is made twice
  const auto fill = [&] {
    const std::int32_t size = ucol_getSortKey(
        collator_.get(), source.data(), static_cast<std::int32_t>(source.size()),
        reinterpret_cast<std::uint8_t*>(key.data()), static_cast<std::int32_t>(key.size()));
    if (size <= 0) throw std::bad_alloc();  // ICU's only failure here
    return static_cast<std::size_t>(size);
  };
  std::size_t size = fill();
  if (size > key.size()) {
    key.resize(size);
    size = fill();
  }
  key.resize(size - 1);  // without ICU's closing NUL, as MongoDB
  return key;
}

std::weak_ordering Collator::compare(std::string_view a, std::string_view b) const {
  UErrorCode status = U_ZERO_ERROR;
  const UCollationResult order =
      ucol_strcollUTF8(collator_.get(), a.data(), static_cast<std::int32_t>(a.size()), b.data(),
                       static_cast<std::int32_t>(b.size()), &status);
  if (U_FAILURE(status)) throw std::bad_alloc();  // ICU's only failure here
  return static_cast<int>(order) <=> 0;
}

std::string Collator::version() const {
  UVersionInfo version{};
  char text[U_MAX_VERSION_STRING_LENGTH];
  ucol_getVersion(collator_.get(), version);
  u_versionToString(version, text);
  return text;
}

}  // namespace profilestore::keys

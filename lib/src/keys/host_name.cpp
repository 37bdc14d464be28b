#include "keys/host_name.hpp"

#include <unicode/uidna.h>

#include <memory>

#include "keys/icu.hpp"
#include "keys/unicode.hpp"

namespace profilestore::keys {
namespace {

const UIDNA* idna() {
  static const auto opened = [] {
    UErrorCode status = U_ZERO_ERROR;
    const std::shared_ptr<UIDNA> made(
        uidna_openUTS46(UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ,
                        &status),
        uidna_close);
    check_icu(status, "ICU has no names of hosts");
    return made;
  }();
  return opened.get();
}

}  // namespace

std::string host_name(std::string_view name) {
  constexpr std::size_t longest = 1024;  // DNS: 253 bytes
  if (is_ascii(name) || name.size() > longest) return std::string(name);
  UErrorCode status = U_ZERO_ERROR;
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  std::string ascii(8 * longest, '\0');
  const std::int32_t length =
      uidna_nameToASCII_UTF8(idna(), name.data(), static_cast<std::int32_t>(name.size()),
                             ascii.data(), static_cast<std::int32_t>(ascii.size()), &info, &status);
  if (U_FAILURE(status) || info.errors != 0) return std::string(name);
  ascii.resize(static_cast<std::size_t>(length));
  return ascii.find('@') == ascii.npos ? ascii : std::string(name);  // a fullwidth one
}

}  // namespace profilestore::keys

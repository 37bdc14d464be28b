// The one form of a host's name.
#pragma once

#include <string>
#include <string_view>

namespace profilestore::keys {

/// IDNA's form in ASCII (UTS #46, nontransitional): "büro.example" -> "xn--bro-hoa.example". As it
/// is, for a name that IDNA refuses. REQUIRES: `name` is valid UTF-8, and case is folded.
std::string host_name(std::string_view name);

}  // namespace profilestore::keys

// "email=email:userId=_id": by what a user is looked up, and what that gives.
#pragma once

#include <string>
#include <string_view>

#include "document/path.hpp"

namespace profilestore::staging {

struct UserKey {
  std::string text;
  document::Path profile, user;  ///< say the same
  document::Path target, from;   ///< the target, of the profile, gets what the user has at `from`

  /// Throws InvalidInput for what is no such text.
  static UserKey parse(std::string_view text);
};

}  // namespace profilestore::staging

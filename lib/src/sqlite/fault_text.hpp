// What a failure of SQLite means for a store, in words: what, where, and what to do next.
#pragma once

#include <string>
#include <string_view>

namespace profilestore::sqlite {

struct Fault {
  int code;                    ///< SQLite's extended result code
  std::string_view doing;      ///< a phrase: "committing"
  std::string path = {};       ///< of the store; empty: unknown
  int system = 0;              ///< the errno of the call that failed, if there was one
  std::string_view said = {};  ///< what SQLite says of a statement's text; empty: nothing more
};

/// Fault::doing of a COMMIT. Whatever fails to be written then may be on the disk all the same.
inline constexpr std::string_view committing = "committing a transaction";

/// "/x/p.db: the store is damaged; … (SQLite 11, committing: database disk image is malformed)".
/// Holds no values that were bound.
std::string text_of(const Fault& fault);

}  // namespace profilestore::sqlite

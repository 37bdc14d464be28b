// The users beside an import: whose a profile is that names no user.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace profilestore {

/// An export of users, in which an import looks up whose a document is.
struct UserLookup {
  std::string file;  ///< as a source of an import; empty: none

  /// "PROFILE=USER:TARGET=FROM", dotted paths: a document that has nothing, or null, at TARGET is
  /// that of the user whose USER says the same as its PROFILE, and gets that user's FROM as its
  /// TARGET. Strings are compared whatever their case, and without blanks around them.
  std::string key = "email=email:userId=_id";

  std::string type = {};  ///< of the file: "csv" or "tsv", as ImportOptions::type
};

/// What became of the documents that named no user.
struct Adoptions {
  std::int64_t adopted = 0;  ///< got what one user has
  // These are in the quarantine:
  std::int64_t nobodys = 0;    ///< no user says the same
  std::int64_t ambiguous = 0;  ///< several users do
  std::int64_t unknown = 0;    ///< they have nothing to look up by

  bool operator==(const Adoptions&) const = default;
};

}  // namespace profilestore

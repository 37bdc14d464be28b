// The users of an import: who owns a profile that names no user.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace profilestore {

/// An export of users, in which an import looks up the owners of documents.
struct UserLookup {
  std::string file;  ///< as a source of an import; empty: none

  /// "PROFILE=USER:TARGET=FROM", dotted paths: a document whose TARGET is missing or null belongs
  /// to the user whose USER equals its PROFILE, and gets that user's FROM as its TARGET. Strings
  /// are compared without case and surrounding blanks.
  std::string key = "email=email:userId=_id";

  std::string type = {};                 ///< of the file: see ImportOptions::type
  std::string delimiter = {};            ///< see ImportOptions::delimiter
  std::vector<std::string> fields = {};  ///< see ImportOptions::fields
  std::string encoding = {};             ///< see ImportOptions::encoding
  std::string at = {};                   ///< see ImportOptions::at
  std::string map_key = {};              ///< see ImportOptions::map_key
};

/// What happened to the documents that named no user.
struct Adoptions {
  std::int64_t adopted = 0;  ///< given the user that was found
  // These are in the quarantine:
  std::int64_t nobodys = 0;    ///< no user matches
  std::int64_t ambiguous = 0;  ///< several users match
  std::int64_t unknown = 0;    ///< no PROFILE to look up by, or no place for a TARGET

  bool operator==(const Adoptions&) const = default;
};

}  // namespace profilestore

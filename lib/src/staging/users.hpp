// The users of an import, and whose a document is that names none of them.
#pragma once

#include <memory>
#include <optional>
#include <profilestore/import.hpp>
#include <string>
#include <vector>

#include "extjson/reader.hpp"
#include "files/spill_vector.hpp"
#include "merge/identity_encoder.hpp"
#include "sources/progress_reporter.hpp"
#include "sources/source.hpp"
#include "staging/user_key.hpp"

namespace profilestore::staging {

/// The user that a document was given to; or why it was to none.
struct Adoption {
  enum class Answer { adopted, nobodys, ambiguous, unknown };
  Answer answer;
  std::string why_not = {};  ///< for the quarantine; empty if it was adopted
  // Of the user:
  Value id = {}, value = {};
  std::string source = {}, key = {}, target = {};
  std::uint64_t line = 0, offset = 0;
};

/// What is known of all of them: 32 bytes each, in a file beyond 4 MB.
class Users {
 public:
  /// Reads them. Null if no file is asked for.
  /// Throws InvalidInput for a key that is none, StorageFailure for what can't be read.
  static std::shared_ptr<const Users> read(const UserLookup& asked, const OnProgress& progress);

  const UserKey& key() const { return key_; }
  const std::vector<sources::Source>& sources() const { return sources_; }

  /// How many documents are in the file, and how many of those can be nobody's user: they are
  /// broken, or lack a field of the key.
  std::int64_t read_documents() const { return read_; }
  std::int64_t useless_documents() const {
    return read_ - static_cast<std::int64_t>(known_.size());
  }

  /// The top-level fields of a document that a lookup needs.
  std::vector<std::string> fields() const;

 private:
  friend class Adopter;

  struct Known {
    std::uint64_t sign;  ///< the beginning of its digest
    std::uint64_t offset;
    std::uint32_t length, line;
    std::uint16_t source;
  };

  explicit Users(const UserLookup& asked);
  void read(std::uint16_t number, sources::ProgressReporter& reporter);
  std::vector<std::string> user_fields() const;

  UserKey key_;
  std::vector<sources::Source> sources_;
  merge::IdentityEncoder encoder_;
  files::SpillVector<Known> known_;  ///< by sign, then place
  std::int64_t read_ = 0;
};

/// Looks users up. Not for several threads at once.
class Adopter {
 public:
  explicit Adopter(const Users& users);

  /// Of a document that names a user, nothing. `fields`: those of Users::fields().
  std::optional<Adoption> look_up(const Document& fields);

  /// Gives the document its target.
  void give(const Adoption& adoption, Document& document) const;

 private:
  Document fields_of(const Users::Known& known);

  const Users& users_;
  extjson::Reader reader_;
  std::string json_;
};

}  // namespace profilestore::staging

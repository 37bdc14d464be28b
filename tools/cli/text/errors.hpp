// Errors as the program reports them: as JSON for programs, as a sentence for people.
#pragma once

#include <profilestore/error.hpp>
#include <string>
#include <string_view>

#include "text/output.hpp"

namespace profilestore::cli {

/// A failure of the program itself, not of the library.
class Failure : public Error {
 public:
  Failure(std::string name, const std::string& message)
      : Error(0, message), name_(std::move(name)) {}
  const std::string& name() const noexcept { return name_; }

 private:
  std::string name_;
};

/// MongoDB's name of the error; its class ("Busy") if MongoDB has no number for it.
std::string name_of(const Error& error);

/// The members "code", "codeName", "message" of an error as JSON text without braces; for a
/// duplicate key also "keyPattern" and "keyValue", for a failed validation "errInfo".
std::string error_members(const Error& error, Flavour flavour);

/// [{"path":…,"rule":…}, …]
std::string details_text(const std::vector<RuleFailure>& failures);

/// {"ok":0,"code":…,"codeName":…,"message":…}
std::string error_text(const Error& error, Flavour flavour);

/// Whether an error of a command with --store is about the store rather than a source.
bool is_about_store(const StorageFailure& error);

}  // namespace profilestore::cli

// Errors as the program tells them: as JSON to a machine, as a sentence to a person.
#pragma once

#include <profilestore/error.hpp>
#include <string>
#include <string_view>

#include "output.hpp"

namespace profilestore::cli {

/// What keeps the program from doing what it was asked, and is no error of the library.
class Failure : public Error {
 public:
  Failure(std::string name, const std::string& message)
      : Error(0, message), name_(std::move(name)) {}
  const std::string& name() const noexcept { return name_; }

 private:
  std::string name_;
};

/// MongoDB's name of the error; for one that has no number in MongoDB, its class ("Busy").
std::string name_of(const Error& error);

/// The members "code", "codeName", "message" of an error as JSON text without braces; for a
/// duplicate key also "keyPattern" and "keyValue", for a document that fails "errInfo".
std::string error_members(const Error& error, Flavour flavour);

/// [{"path":…,"rule":…}, …]
std::string details_text(const std::vector<profilestore::Failure>& failures);

/// {"ok":0,"code":…,"codeName":…,"message":…}
std::string error_text(const Error& error, Flavour flavour);

/// Whether an error that came from a command with --store is about the store, not about a source.
bool is_about_store(const StorageFailure& error);

/// What a person can do about it, to stand behind the message; empty where there is nothing to say.
std::string_view advice_for(const StorageFailure& error);

}  // namespace profilestore::cli

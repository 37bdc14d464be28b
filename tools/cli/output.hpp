// What the program writes: results on standard output or to a file, messages on standard error.
#pragma once

#include <cstdint>
#include <cstdio>
#include <profilestore/document.hpp>
#include <profilestore/error.hpp>
#include <string>
#include <string_view>

namespace profilestore::cli {

enum class Flavour { relaxed, canonical };

/// Extended JSON on one line.
std::string text_of(const Document& document, Flavour flavour);

/// The same of any value: an `_id`, say.
std::string text_of_value(const Value& value, Flavour flavour);

/// An object or array of the program's own, on one line. What is no UTF-8 becomes U+FFFD.
std::string plain_text(const Value& value);

/// 3412 as "3,412".
std::string grouped(std::int64_t number);

/// "1 document", "3,412 documents".
std::string counted(std::int64_t number, std::string_view noun);

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
/// duplicate key also "keyPattern" and "keyValue".
std::string error_members(const Error& error, Flavour flavour);

/// {"ok":0,"code":…,"codeName":…,"message":…}
std::string error_text(const Error& error, Flavour flavour);

/// Writes `profilestore: <message>` on standard error.
void say(std::string_view message);

/// Where results go. A write that fails throws Failure ("OutputFailed"): no result is lost
/// silently.
class Output {
 public:
  Output() : file_(stdout), name_("standard output") {}
  /// Writes to the file at `path`, from its start; standard output if it is empty.
  explicit Output(const std::string& path);
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  void write(std::string_view text);
  void line(std::string_view text);
  void flush();

 private:
  [[noreturn]] void fail() const;

  std::FILE* file_;
  std::string name_;
};

}  // namespace profilestore::cli

// What the program writes: results on standard output or to a file, messages on standard error.
#pragma once

#include <cstdint>
#include <cstdio>
#include <memory>
#include <profilestore/document.hpp>
#include <string>
#include <string_view>

namespace profilestore::cli {

enum class Flavour { relaxed, canonical };

/// Extended JSON on one line.
std::string text_of(const Document& document, Flavour flavour);

/// The same for any value: an `_id`, say.
std::string text_of_value(const Value& value, Flavour flavour);

/// An object or array of the program itself, on one line. Invalid UTF-8 becomes U+FFFD.
std::string plain_text(const Value& value);

/// 3412 as "3,412".
std::string grouped(std::int64_t number);

/// "1 document", "3,412 documents".
std::string counted(std::int64_t number, std::string_view noun);

/// Writes `profilestore: <message>` to standard error.
void say(std::string_view message);

class InterruptGuard;
class NewFile;

/// Where results go. A failed write throws Failure ("OutputFailed"), so no result is lost silently.
class Output {
 public:
  Output();
  /// Replaces the file at `path` with the first flush(), see NewFile; writes to standard output if
  /// `path` is empty or "-". Until then Ctrl-C ends write(), as InterruptGuard has it, and leaves
  /// that file as it was.
  explicit Output(const std::string& path);
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  void write(std::string_view text);
  void line(std::string_view text);
  /// Call when all is written.
  void flush();

 private:
  [[noreturn]] void fail() const;

  std::FILE* file_ = stdout;
  std::string name_ = "standard output";
  std::unique_ptr<NewFile> new_;
  std::unique_ptr<InterruptGuard> interrupt_;
};

}  // namespace profilestore::cli

// What the program writes: results on standard output or to a file, messages on standard error.
#pragma once

#include <cstdint>
#include <cstdio>
#include <profilestore/document.hpp>
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

/// Writes `profilestore: <message>` on standard error.
void say(std::string_view message);

/// Where results go. A write that fails throws Failure ("OutputFailed"): no result is lost
/// silently.
class Output {
 public:
  Output() = default;
  /// Writes to the file at `path`, from its start; standard output if it is empty or "-".
  explicit Output(const std::string& path);
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  void write(std::string_view text);
  void line(std::string_view text);
  void flush();

 private:
  [[noreturn]] void fail() const;

  std::FILE* file_ = stdout;
  std::string name_ = "standard output";
};

}  // namespace profilestore::cli

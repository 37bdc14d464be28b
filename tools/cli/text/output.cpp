#include "text/output.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>

#include "text/errors.hpp"
#include "text/interrupt.hpp"
#include "text/new_file.hpp"

namespace profilestore::cli {

std::string text_of(const Document& document, Flavour flavour) {
  return flavour == Flavour::canonical ? ejson::canonical(document) : ejson::relaxed(document);
}

std::string text_of_value(const Value& value, Flavour flavour) {
  Document holder = Document::object();
  holder["v"] = value;
  const std::string text = text_of(holder, flavour);  // {"v":…}
  return text.substr(5, text.size() - 6);
}

std::string plain_text(const Value& value) {
  return value.dump(-1, ' ', false, Value::error_handler_t::replace);
}

std::string grouped(std::int64_t number) {
  std::string digits = std::to_string(number);
  const std::size_t sign = number < 0 ? 1 : 0;
  for (std::size_t at = digits.size(); at > sign + 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string counted(std::int64_t number, std::string_view noun) {
  return fmt::format("{} {}{}", grouped(number), noun, number == 1 ? "" : "s");
}

void say(std::string_view message) {
  const std::string line = fmt::format("profilestore: {}\n", message);
  std::fwrite(line.data(), 1, line.size(), stderr);
}

Output::Output() = default;

Output::Output(const std::string& path) {
  if (path.empty() || path == "-") return;
  name_ = path;
  new_ = std::make_unique<NewFile>(path);
  file_ = new_->made() ? std::fopen(new_->path().c_str(), "ab") : nullptr;
  if (file_ == nullptr) fail();
  if (new_->is_aside()) interrupt_ = std::make_unique<InterruptGuard>();
}

Output::~Output() {
  if (file_ != stdout) std::fclose(file_);
}

void Output::write(std::string_view text) {
  if (interrupt_) interrupt_->check();
  if (std::fwrite(text.data(), 1, text.size(), file_) != text.size()) fail();
}

void Output::line(std::string_view text) {
  write(text);
  write("\n");
}

void Output::flush() {
  if (std::fflush(file_) != 0 || (new_ && !new_->give_name())) fail();
}

void Output::fail() const {
  throw Failure(
      "OutputFailed",
      fmt::format("writing to {}: {}{}", name_, std::strerror(errno),
                  new_ && (!new_->made() || new_->is_aside()) ? "" : "; the output is incomplete"));
}

}  // namespace profilestore::cli

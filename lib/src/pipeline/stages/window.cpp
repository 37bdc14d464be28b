#include "pipeline/stages/window.hpp"

#include "numbers/numbers.hpp"
#include "pipeline/refusal.hpp"

namespace profilestore::pipeline {
namespace {

class Windowed : public Stream {
 public:
  Windowed(StreamPointer input, std::int64_t skip, std::int64_t limit)
      : input_(std::move(input)), skip_(skip), limit_(limit) {}

 private:
  std::optional<Document> read() override {
    for (; skip_ > 0; --skip_)
      if (!input_->next()) return std::nullopt;
    if (limit_ != 0 && given_ == limit_) return std::nullopt;
    ++given_;
    return input_->next();
  }

  StreamPointer input_;
  std::int64_t skip_, limit_, given_ = 0;
};

}  // namespace

StagePointer Window::parse_skip(const Value& specification, const Context&) {
  const auto number = expression::integral_of(specification);
  if (!number || *number < 0) refuse(5107200, "$skip", "takes a whole number that is not negative");
  auto window = std::make_shared<Window>();
  window->skip_ = *number;
  return window;
}

StagePointer Window::parse_limit(const Value& specification, const Context&) {
  const auto number = expression::integral_of(specification);
  if (!number || *number < 0) refuse(5107201, "$limit", "takes a whole number that is positive");
  if (*number == 0) refuse(15958, "$limit", "must be positive");
  auto window = std::make_shared<Window>();
  window->limit_ = *number;
  return window;
}

StreamPointer Window::over(StreamPointer input, const Run&) const {
  return std::make_unique<Windowed>(std::move(input), skip_, limit_);
}

}  // namespace profilestore::pipeline

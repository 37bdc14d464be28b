#include "match/place.hpp"

#include <algorithm>

namespace profilestore::match {
namespace {

constexpr std::size_t longest_operand = 100;  // bytes

// Not within a character.
std::string cut(std::string text) {
  if (text.size() <= longest_operand) return text;
  std::size_t end = longest_operand;
  while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

}  // namespace

bool Place::fail(const std::string& rule) const {
  if (!asks()) return false;
  RuleFailure failure{path(), rule};
  if (std::ranges::find(*failures_, failure) == failures_->end())
    failures_->push_back(std::move(failure));
  return false;
}

std::string Place::path() const {
  if (outer_ == nullptr) return "";
  std::string text = outer_->path();
  if (outer_->outer_ != nullptr) text += '.';
  return text += name_.data() == nullptr ? std::to_string(index_) : std::string(name_);
}

std::string rule_of(std::string_view name, const Value& operand) {
  const std::string text = operand.is_string() ? operand.get<std::string>() : operand.dump();
  return std::string(name) + ": " + cut(text);
}

}  // namespace profilestore::match

#include <array>
#include <profilestore/validation.hpp>

namespace profilestore {

// On disk: do not change.
std::string_view name_of(ValidationLevel level) {
  constexpr std::array<std::string_view, 3> names{"off", "strict", "moderate"};
  return names[static_cast<std::size_t>(level)];
}

std::string_view name_of(ValidationAction action) {
  return action == ValidationAction::error ? "error" : "warn";
}

std::optional<ValidationLevel> validation_level_of(std::string_view name) {
  for (const auto level :
       {ValidationLevel::off, ValidationLevel::strict, ValidationLevel::moderate})
    if (name_of(level) == name) return level;
  return std::nullopt;
}

std::optional<ValidationAction> validation_action_of(std::string_view name) {
  for (const auto action : {ValidationAction::error, ValidationAction::warn})
    if (name_of(action) == name) return action;
  return std::nullopt;
}

}  // namespace profilestore

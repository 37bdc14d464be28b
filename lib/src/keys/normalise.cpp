#include <profilestore/normalise.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <profilestore/error.hpp>
#include <profilestore/index.hpp>

namespace profilestore {
namespace {

using Steps = std::vector<Normalise::Step>;

// On disk: do not change. In the order of the steps.
constexpr std::array<std::string_view, 7> step_names{"trim",  "nfc",    "case",  "email",
                                                     "gmail", "digits", "hex-id"};

[[noreturn]] void refuse_normalise(const std::string& what) {
  throw InvalidInput(
      2, fmt::format("normalise: {}; the steps are {}", what, fmt::join(step_names, ", ")));
}

Steps steps_of(const Value& value) {
  if (value.is_string()) return {step_of(value.get_ref<const std::string&>())};
  if (!value.is_array() || value.empty())
    refuse_normalise("write a list of steps, as in [\"email\"], or {\"email\": [\"trim\"]}");
  Steps steps;
  for (const Value& name : value) {
    if (!name.is_string()) refuse_normalise(fmt::format("{} is no name of a step", name.dump()));
    steps.push_back(step_of(name.get_ref<const std::string&>()));
  }
  return steps;
}

Value names_of(const Steps& steps) {
  Value names = Value::array();
  for (const Normalise::Step step : steps) names.push_back(std::string(name_of(step)));
  return names;
}

}  // namespace

Normalise::Normalise(std::initializer_list<Step> steps) { add("", steps); }

Normalise::Normalise(std::initializer_list<std::pair<const std::string, std::vector<Step>>> steps) {
  for (const auto& [path, of_path] : steps) add(path, of_path);
}

void Normalise::add(const std::string& path, const std::vector<Step>& steps) {
  if (steps.empty()) return;
  std::vector<Step>& all = steps_[path];
  all.insert(all.end(), steps.begin(), steps.end());
  std::ranges::sort(all);
  all.erase(std::unique(all.begin(), all.end()), all.end());
}

std::vector<Normalise::Step> Normalise::at(const std::string& path) const {
  Normalise both;
  for (const std::string& name : {std::string(), path})
    if (const auto found = steps_.find(name); found != steps_.end()) both.add("", found->second);
  return both.empty() ? std::vector<Step>() : both.steps_.begin()->second;
}

Normalise Normalise::over(const Paths& paths) const {
  for (const auto& [path, steps] : steps_)
    if (!path.empty() && std::find(paths.begin(), paths.end(), path) == paths.end())
      throw InvalidInput(67, fmt::format("normalise: '{}' is no path of the index", path));
  Normalise result;
  for (const std::string& path : paths) result.add(path, at(path));
  return result;
}

std::string_view name_of(Normalise::Step step) {
  return step_names.at(static_cast<std::size_t>(step));
}

Normalise::Step step_of(std::string_view name) {
  const auto found = std::ranges::find(step_names, name);
  if (found == step_names.end()) refuse_normalise(fmt::format("'{}' is no step", name));
  return static_cast<Normalise::Step>(found - step_names.begin());
}

Value value_of(const Normalise& normalise) {
  const auto& all = normalise.steps();
  if (all.size() == 1 && all.begin()->first.empty()) return names_of(all.begin()->second);
  Value by_path = Value::object();
  for (const auto& [path, steps] : all) by_path[path] = names_of(steps);
  return by_path;
}

Normalise normalise_of(const Value& value) {
  Normalise normalise;
  if (!value.is_object() || value.empty()) {
    normalise.add("", steps_of(value));
    return normalise;
  }
  for (const auto& [path, steps] : value.items()) normalise.add(path, steps_of(steps));
  return normalise;
}

}  // namespace profilestore

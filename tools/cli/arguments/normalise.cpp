#include "arguments/normalise.hpp"

#include <fmt/format.h>

#include <profilestore/error.hpp>

namespace profilestore::cli {
namespace {

std::vector<Normalise::Step> steps_of(std::string_view argument, std::string_view list) {
  std::vector<Normalise::Step> steps;
  for (std::size_t at = 0; at <= list.size();) {
    const std::size_t comma = std::min(list.find(',', at), list.size());
    try {
      steps.push_back(step_of(list.substr(at, comma - at)));
    } catch (const InvalidInput& error) {
      throw InvalidInput(2, fmt::format("--normalise {}: {}", argument, error.what()));
    }
    at = comma + 1;
  }
  return steps;
}

}  // namespace

void add_normalise(CLI::App& app, std::vector<std::string>& arguments, const std::string& help) {
  app.add_option("--normalise", arguments,
                 help +
                     "PATH=STEP,STEP, or STEP for all paths: trim, case,\n"
                     "nfc, email (those three, and the host), gmail\n"
                     "(also its dots and +...), digits (telephone\n"
                     "numbers), hex-id (an ObjectId and its digits)")
      ->allow_extra_args(false)
      ->type_name("[PATH=]STEPS");
}

Normalise normalise_of(const std::vector<std::string>& arguments, const std::string& collection) {
  Normalise normalise;
  for (const std::string& argument : arguments) {
    const std::size_t equals = argument.rfind('=');
    if (equals == 0)
      throw InvalidInput(2, fmt::format("--normalise {}: write PATH=STEPS", argument));
    const auto steps = steps_of(
        argument, std::string_view(argument).substr(equals == argument.npos ? 0 : equals + 1));
    std::string path = equals == argument.npos ? "" : argument.substr(0, equals);
    if (!collection.empty() && path.starts_with(collection + ":"))
      path.erase(0, collection.size() + 1);
    normalise.add(path, steps);
  }
  return normalise;
}

}  // namespace profilestore::cli

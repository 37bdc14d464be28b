#include "arguments/normalise.hpp"

#include <fmt/format.h>

#include <profilestore/error.hpp>

#include "arguments/values.hpp"

namespace profilestore::cli {
namespace {

std::vector<Normalise::Step> steps_of(const std::string& argument, const std::string& list) try {
  std::vector<Normalise::Step> steps;
  for (const std::string& name : parts_of(list)) steps.push_back(step_of(name));
  return steps;
} catch (const InvalidInput& error) {
  throw InvalidInput(2, fmt::format("--normalise {}: {}", argument, error.what()));
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
    const auto steps =
        steps_of(argument, argument.substr(equals == argument.npos ? 0 : equals + 1));
    std::string path = equals == argument.npos ? "" : argument.substr(0, equals);
    if (!collection.empty() && path.starts_with(collection + ":"))
      path.erase(0, collection.size() + 1);
    normalise.add(path, steps);
  }
  return normalise;
}

}  // namespace profilestore::cli

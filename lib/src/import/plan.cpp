#include <profilestore/plan.hpp>

#include <fmt/format.h>

#include "import/plan_file.hpp"
#include "import/plan_options.hpp"
#include "import/run.hpp"

namespace profilestore {
namespace {

using importing::plan_moved;
using importing::PlanFile;

void compare_sources(const Value& there, const Value& now) {
  if (there.size() != now.size())
    plan_moved(fmt::format("the plan is for {} sources, not for {}", there.size(), now.size()));
  for (std::size_t i = 0; i < there.size(); ++i)
    if (there[i].value("sha256", "") != now[i].at("sha256").get<std::string>())
      plan_moved(
          fmt::format("{} has changed: its SHA-256 differs", now[i].at("name").get<std::string>()));
  for (std::size_t i = 0; i < there.size(); ++i)
    if (there[i].value("metadata", "") != now[i].value("metadata", ""))
      plan_moved(fmt::format("the .metadata.json beside {} has changed",
                             now[i].at("name").get<std::string>()));
}

void compare(const Value& there, const Value& now) {
  compare_sources(there.at("sources"), now.at("sources"));
  if (now.contains("users")) compare_sources(there.value("users", Value::array()), now["users"]);
  importing::compare_states(there.at("store"), now.at("store"));
}

std::vector<std::string> names_in(const Value& sources) {
  std::vector<std::string> names;
  for (const Value& source : sources) names.push_back(source.at("name").get<std::string>());
  return names;
}

}  // namespace

ImportReport plan_import(const std::filesystem::path& store,
                         const std::vector<std::string>& sources, const ImportOptions& options,
                         std::ostream& out) {
  ImportOptions dry = options;
  dry.dry_run = true;
  const importing::PlanObserver task{[](const Value&) {},
                                     [&](std::string_view line) {
                                       if (!(out << line << '\n'))
                                         throw StorageFailure(
                                             "the plan could not be written whole; nothing was "
                                             "imported. See whether its disk is full",
                                             0);
                                     }};
  ImportReport report = importing::run(store, sources, dry, &task);
  if (!out.flush())
    throw StorageFailure(
        "the plan could not be written whole; nothing was imported. See whether its disk is full",
        0);
  return report;
}

ImportReport apply_plan(const std::filesystem::path& store, const std::filesystem::path& plan,
                        const ApplyOptions& apply) {
  PlanFile file(plan);
  if (file.is_of_index())
    throw InvalidInput(
        2, fmt::format("{} is a plan of make_unique: apply_unique_plan applies it", plan.string()));
  file.check_header({"collection", "options", "sources", "store", "sha256"}, "import");
  const Value& header = file.header();
  ImportOptions options = importing::options_of(header.at("options"));
  options.collection = header.at("collection").get<std::string>();
  options.progress = apply.progress;
  importing::PlanObserver task{[&](const Value& bound) { compare(header, bound); },
                               [&](std::string_view line) { file.expect(line); }};
  // Sources may have other names by now.
  task.names = names_in(header.at("sources"));
  task.users = names_in(header.value("users", Value::array()));
  task.users_file = options.users.file;
  if (!apply.users.empty()) options.users.file = apply.users;
  task.end = [&] { return file.end(); };
  ImportReport report =
      importing::run(store, apply.sources.empty() ? task.names : apply.sources, options, &task);
  report.edited = file.edited();
  return report;
}

}  // namespace profilestore

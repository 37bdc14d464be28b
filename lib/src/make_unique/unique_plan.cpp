#include <profilestore/unique_plan.hpp>

#include <profilestore/error.hpp>

#include "catalog/catalog.hpp"
#include "history/created_index.hpp"
#include "import/plan_file.hpp"
#include "import/plan_options.hpp"
#include "make_unique/rules.hpp"
#include "make_unique/run.hpp"

namespace profilestore {
namespace {

using importing::PlanFile;

Value header_of(std::string_view collection, const Index& index, const MakeUniqueOptions& options,
                const Value& store) {
  Value header{
      {"plan", 1},
      {"collection", collection},
      {"index", history::description_of(index)},
      {"options",
       {{"rules", making_unique::rules_of(options).json()}, {"allowAbsent", options.allow_absent}}},
      {"store", store}};
  header["sha256"] = importing::sha256_of_header(header);
  return header;
}

[[noreturn]] void refuse_incomplete() {
  throw StorageFailure(
      "the plan could not be written whole; nothing was done. See whether its disk is full", 0);
}

UniqueIndex unique_of(const Index& index) {
  return {index.paths, index.missing, index.name, index.where, index.collation, index.normalise};
}

}  // namespace

MakeUniqueReport plan_unique(const Store& store, std::string_view collection,
                             const UniqueIndex& index, const MakeUniqueOptions& options,
                             std::ostream& out) {
  MakeUniqueOptions dry = options;
  dry.dry_run = true;
  const auto write = [&](std::string_view line) {
    if (!(out << line << '\n')) refuse_incomplete();
  };
  const making_unique::PlanObserver observer{
      [&](const Value& state) {
        write(header_of(collection, Index(index), options, state).dump());
      },
      write};
  MakeUniqueReport report = making_unique::run(store, collection, index, dry, &observer);
  if (!out.flush()) refuse_incomplete();
  return report;
}

bool is_unique_plan(const std::filesystem::path& plan) { return PlanFile(plan).is_of_index(); }

AppliedUniquePlan apply_unique_plan(const Store& store, const std::filesystem::path& plan,
                                    const OnProgress& progress) {
  PlanFile file(plan);
  if (!file.is_of_index())
    throw InvalidInput(2, plan.string() + " is a plan of an import: apply_plan applies it");
  file.check_header({"collection", "options", "store", "sha256"}, "index create --resolve");
  const Value& header = file.header();
  const auto collection = header.at("collection").get<std::string>();
  const Index index = history::index_of(header.at("index"));
  MakeUniqueOptions options;
  options.rules = header.at("options").at("rules");
  options.allow_absent = header.at("options").at("allowAbsent").get<bool>();
  options.progress = progress;
  const making_unique::PlanObserver observer{
      [&](const Value& state) {
        importing::compare_states(header.at("store"), state);
        file.expect(header_of(collection, index, options, state).dump());
      },
      [&](std::string_view line) { file.expect(line); }, [&] { return file.end(); }};
  AppliedUniquePlan applied{
      collection, making_unique::run(store, collection, unique_of(index), options, &observer)};
  applied.report.edited = file.edited();
  return applied;
}

}  // namespace profilestore

#include <profilestore/plan.hpp>

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "extjson/reader.hpp"
#include "import/plan_options.hpp"
#include "import/run.hpp"

namespace profilestore {
namespace {

[[noreturn]] void moved(const std::string& what) {
  throw PlanMoved(
      fmt::format("{}: the plan is out of date, create it again; nothing was done", what));
}

// What a part of a store's state is, to a person.
std::string_view told(std::string_view part) {
  if (part == "documents") return "the documents of the collection have changed";
  if (part == "indexes") return "the indexes of the collection have changed";
  if (part == "validator") return "the validator of the collection has changed";
  if (part == "imports") return "another import or an undo ran in the meantime";
  if (part == "decisions") return "the decisions about what are not duplicates have changed";
  return "the store has changed";
}

/// A file with a plan, line by line.
class PlanFile {
 public:
  explicit PlanFile(const std::filesystem::path& path) : in_(path, std::ios::binary) {
    std::string line;
    if (!in_)
      throw StorageFailure(fmt::format("cannot read the plan {}: {}; nothing was done",
                                       path.string(), std::strerror(errno)),
                           0);
    if (!std::getline(in_, line)) line.clear();
    header_ = Value::parse(line, nullptr, false);
    const bool is_plan = header_.is_object() && header_.value("plan", Value()) == 1;
    if (!is_plan)
      throw InvalidInput(
          2, fmt::format(
                 "{} is not an import plan; an import plan begins with a line {{\"plan\":1,…}}",
                 path.string()));
    for (const char* member : {"collection", "options", "sources", "store", "sha256"})
      if (!header_.contains(member))
        throw InvalidInput(2,
                           fmt::format("{}: its first line has no '{}'; create the plan again with "
                                       "import --plan",
                                       path.string(), member));
    if (header_.at("sha256") != importing::sha256_of_header(header_))
      moved("line 1 of the plan has changed: the plan was edited");
    in_.seekg(0);
  }

  const Value& header() const { return header_; }

  void expect(std::string_view line) {
    ++number_;
    std::string there;
    if (!std::getline(in_, there) || there != line)
      moved(
          fmt::format("line {} of the plan differs from what the import would do: the plan was "
                      "edited, or another version created it",
                      number_));
  }

  void expect_end() {
    if (in_.peek() != std::ifstream::traits_type::eof())
      moved(fmt::format(
          "line {} of the plan differs from what the import would do: the plan was edited",
          number_ + 1));
  }

 private:
  std::ifstream in_;
  Value header_;
  std::size_t number_ = 0;
};

void compare_sources(const Value& there, const Value& now) {
  if (there.size() != now.size())
    moved(fmt::format("the plan is for {} sources, not for {}", there.size(), now.size()));
  for (std::size_t i = 0; i < there.size(); ++i)
    if (there[i].value("sha256", "") != now[i].at("sha256").get<std::string>())
      moved(
          fmt::format("{} has changed: its SHA-256 differs", now[i].at("name").get<std::string>()));
  for (std::size_t i = 0; i < there.size(); ++i)
    if (there[i].value("metadata", "") != now[i].value("metadata", ""))
      moved(fmt::format("the .metadata.json beside {} has changed",
                        now[i].at("name").get<std::string>()));
}

void compare(const Value& there, const Value& now) {
  compare_sources(there.at("sources"), now.at("sources"));
  if (now.contains("users")) compare_sources(there.value("users", Value::array()), now["users"]);
  for (const auto& [part, digest] : now.at("store").items())
    if (there.at("store").value(part, "") != digest.get<std::string>())
      moved(std::string(told(part)));
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
  task.end = [&] { file.expect_end(); };
  return importing::run(store, apply.sources.empty() ? task.names : apply.sources, options, &task);
}

}  // namespace profilestore

#include "import/plan_file.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <profilestore/error.hpp>

#include "import/plan_options.hpp"

namespace profilestore::importing {
namespace {

// What a part of a store's state is, to a person.
std::string_view told(std::string_view part) {
  if (part == "documents") return "the documents of the collection have changed";
  if (part == "indexes") return "the indexes of the collection have changed";
  if (part == "validator") return "the validator of the collection has changed";
  if (part == "imports") return "another import or an undo ran in the meantime";
  if (part == "decisions") return "the decisions about what are not duplicates have changed";
  if (part == "references")
    return "other documents are referred to by the collection that the rules name";
  return "the store has changed";
}

}  // namespace

void plan_moved(const std::string& what) {
  throw PlanMoved(
      fmt::format("{}: the plan is out of date, create it again; nothing was done", what));
}

void compare_states(const Value& there, const Value& now) {
  for (const auto& [part, digest] : now.items())
    if (there.value(part, "") != digest.get<std::string>()) plan_moved(std::string(told(part)));
}

PlanFile::PlanFile(const std::filesystem::path& path)
    : path_(path.string()), in_(path, std::ios::binary) {
  std::string line;
  if (!in_)
    throw StorageFailure(
        fmt::format("cannot read the plan {}: {}; nothing was done", path_, std::strerror(errno)),
        0);
  if (!std::getline(in_, line)) line.clear();
  header_ = Value::parse(line, nullptr, false);
  const bool is_plan = header_.is_object() && header_.value("plan", Value()) == 1;
  if (!is_plan)
    throw InvalidInput(
        2,
        fmt::format("{} is not an import plan; an import plan begins with a line {{\"plan\":1,…}}",
                    path_));
  in_.seekg(0);
}

void PlanFile::check_header(std::initializer_list<const char*> members, const char* made_by) {
  for (const char* member : members)
    if (!header_.contains(member))
      throw InvalidInput(2, fmt::format("{}: its first line has no '{}'; create the plan again "
                                        "with {} --plan",
                                        path_, member, made_by));
  if (header_.at("sha256") != sha256_of_header(header_))
    plan_moved("line 1 of the plan has changed: the plan was edited");
}

void PlanFile::expect(std::string_view line) {
  ++number_;
  std::string there;
  if (!std::getline(in_, there) || there != line)
    plan_moved(
        fmt::format("line {} of the plan differs from what the import would do: the plan was "
                    "edited, or another version created it",
                    number_));
}

void PlanFile::expect_end() {
  if (in_.peek() != std::ifstream::traits_type::eof())
    plan_moved(fmt::format(
        "line {} of the plan differs from what the import would do: the plan was edited",
        number_ + 1));
}

}  // namespace profilestore::importing

#include "import/plan_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <profilestore/error.hpp>

#include "history/decided_id.hpp"
#include "import/plan_edit.hpp"
#include "import/plan_options.hpp"

namespace profilestore::importing {
namespace {

constexpr std::string_view all_that_may_be_edited =
    ", or edit nothing but which member of its line a survivor is";

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

// An editor may have ended it with CR LF, and begun the file with a mark: JSON is the same.
bool read_line(std::istream& in, bool is_first, std::string& line) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  if (!std::getline(in, line)) return false;
  if (line.ends_with('\r')) line.pop_back();
  if (is_first && line.starts_with(mark)) line.erase(0, mark.size());
  return true;
}

bool counts(std::string_view line) {
  return line.starts_with(R"({"plan":)") || line.starts_with(R"({"ledger":)");
}

bool is_of_same_group(std::string_view a, std::string_view b) {
  const auto key_of = [](std::string_view line) {
    return line.substr(0, line.find(R"(,"survivor":)"));
  };
  return key_of(a) == key_of(b);
}

}  // namespace

void plan_moved(const std::string& what, std::string_view otherwise) {
  throw PlanMoved(fmt::format("{}: the plan is out of date, create it again{}; nothing was done",
                              what, otherwise));
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
  if (!read_line(in_, true, line)) line.clear();
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
  const bool ended = !read_line(in_, number_ == 1, there);
  if (again_) return expect_again(line, there);
  if (!ended && there == line) return;
  auto edited = ended ? std::nullopt : edit_of(number_, line, there);
  if (!edited)
    plan_moved(
        fmt::format("line {} of the plan differs from what the import would do: the plan was "
                    "edited, or another version created it",
                    number_),
        all_that_may_be_edited);
  edited_.push_back(*std::move(edited));
}

// The counts of the whole, in the first or last line, are those of the choice now.
void PlanFile::expect_again(std::string_view line, std::string_view there) {
  check_claims(line);
  if (is_edited(number_) && is_of_same_group(line, there))
    return take_done(edited_[next_edited_++], line);
  if (line != there && !counts(line)) refuse_effect(number_);
}

// As it was planned, lines that join by an array of the store may say so.
void PlanFile::check_claims(std::string_view line) {
  const std::uint64_t other = claims_.add(number_, line);
  if (other == 0 || !(is_edited(number_) || is_edited(other))) return;
  refuse_edit(fmt::format(
      "line {0} and line {1} of the plan have to do with the same document of the store, "
      "which one of them would keep and the other replace. Choose another document in "
      "one of them",
      other, number_));
}

bool PlanFile::is_edited(std::uint64_t number) const {
  return std::ranges::binary_search(edited_, number, {}, &EditedGroup::line);
}

void PlanFile::refuse_effect(std::size_t number) const {
  constexpr std::size_t told = 5;
  std::vector<std::string> lines;
  for (const EditedGroup& group : edited_)
    if (lines.size() < told) lines.push_back(fmt::format("{}", group.line));
  if (edited_.size() > told) lines.emplace_back("…");
  refuse_edit(fmt::format(
      "line {} of the plan would not be done as it stands: it depends on which keys the "
      "survivors have that were edited in line {}. Take an edit back, or choose another "
      "document there",
      number, fmt::join(lines, ", ")));
}

std::shared_ptr<const merge::Chosen> PlanFile::end() {
  const bool has_more = in_.peek() != std::ifstream::traits_type::eof();
  if (has_more && again_) refuse_effect(number_ + 1);
  if (has_more)
    plan_moved(fmt::format(
                   "line {} of the plan differs from what the import would do: the plan was edited",
                   number_ + 1),
               all_that_may_be_edited);
  if (again_ || edited_.empty()) return nullptr;
  again_ = true;
  number_ = 0;
  in_.clear();
  in_.seekg(0);
  return chosen();
}

std::shared_ptr<const merge::Chosen> PlanFile::chosen() const {
  auto all = std::make_shared<merge::Chosen>();
  for (const EditedGroup& group : edited_) add_to(*all, group.chosen);
  return all;
}

void PlanFile::add_to(merge::Chosen& all, const Value& place) const {
  if (place.contains("store")) {
    all.stored.insert(history::id_key_of(place.at("_id")));
    return;
  }
  const Value& sources = header_.at("sources");
  for (std::size_t i = 0; i < sources.size(); ++i)
    if (sources[i].at("name") == place.at("source"))
      all.places.emplace(static_cast<std::uint16_t>(i + 1),
                         place.at("offset").get<std::uint64_t>());
}

}  // namespace profilestore::importing

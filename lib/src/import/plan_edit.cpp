#include "import/plan_edit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <profilestore/error.hpp>
#include <set>
#include <vector>

#include "extjson/reader.hpp"

namespace profilestore::importing {
namespace {

constexpr std::string_view place_names[] = {"store", "source", "line", "offset"};

const Value& at(const Value& member, std::string_view name) {
  static const Value nothing;
  const auto found = member.find(name);
  return found == member.end() ? nothing : *found;
}

bool have_same(const Value& a, const Value& b, std::string_view name) {
  return at(a, name).dump() == at(b, name).dump();
}

// Those of a line that could be its survivor but are not.
std::vector<Value> others_of(const Value& line) {
  std::vector<Value> others;
  const Value survivor = place_of(line.at("survivor"));
  // A source that was given twice has its documents in one place.
  std::set<std::string> places{survivor.dump()};
  const auto add = [&](const Value& member) {
    if (places.insert(place_of(member).dump()).second) others.push_back(member);
  };
  if (line.contains("replaces")) add(line["replaces"]);
  for (const Value& loser : line.at("losers")) add(loser);
  return others;
}

bool is_of_place(std::string_view name) {
  return name == "_id" || std::ranges::find(place_names, name) != std::end(place_names);
}

// Whether it has, besides a place, only what members of the line have.
bool says_no_more(const Value& edited, const Value& survivor, const std::vector<Value>& others) {
  return std::ranges::all_of(edited.items(), [&](const auto& item) {
    const auto has = [&](const Value& member) {
      return member.is_object() && member.contains(item.key()) &&
             member[item.key()].dump() == item.value().dump();
    };
    return is_of_place(item.key()) || has(survivor) || std::ranges::any_of(others, has);
  });
}

bool stands_at(const Value& edited, const Value& other) {
  return std::ranges::all_of(place_names,
                             [&](std::string_view name) { return have_same(edited, other, name); });
}

// What is not said of its place may be anything.
bool is_place_of(const Value& edited, const Value& survivor, const Value& other) {
  return std::ranges::all_of(place_names, [&](std::string_view name) {
    return !edited.contains(name) || have_same(edited, other, name) ||
           (survivor.is_object() && have_same(edited, survivor, name));
  });
}

// Those that the edited survivor may mean, the best guess alone if there is one.
std::vector<Value> meant_by(const Value& edited, const Value& survivor,
                            const std::vector<Value>& others) {
  std::vector<Value> meant;
  for (const Value& other : others) {
    if (!have_same(edited, other, "_id")) continue;
    if (stands_at(edited, other)) return {other};
    if (is_place_of(edited, survivor, other)) meant.push_back(other);
  }
  // What the sources have of the store's document, unchanged, is not meant beside it.
  const auto is_known = [](const Value& one) { return at(one, "outcome") == "unchanged"; };
  if (!std::ranges::all_of(meant, is_known)) std::erase_if(meant, is_known);
  return meant;
}

std::string ids_of(const Value& survivor, const std::vector<Value>& others) {
  constexpr std::size_t told = 5;
  std::vector<std::string> ids;
  if (survivor.is_object()) ids.push_back(survivor.at("_id").dump());
  for (const Value& other : others)
    if (const std::string id = other.at("_id").dump(); std::ranges::find(ids, id) == ids.end())
      ids.push_back(id);
  const std::size_t more = ids.size() > told ? ids.size() - told : 0;
  ids.resize(ids.size() - more);
  return fmt::format("{}{}", fmt::join(ids, ", "),
                     more > 0 ? fmt::format(" and {} more", more) : "");
}

// The text of the survivor in `there`, if all the rest of the line is as planned.
std::optional<std::string_view> edited_text(const Value& line, std::string_view planned,
                                            std::string_view there) {
  const std::string before = R"({"key":)" + line.at("key").dump() + R"(,"survivor":)";
  const std::size_t length = line.at("survivor").dump().size();
  const std::string_view after = planned.substr(before.size() + length);
  if (there.size() < before.size() + after.size() || !there.starts_with(before) ||
      !there.ends_with(after))
    return std::nullopt;
  return there.substr(before.size(), there.size() - before.size() - after.size());
}

std::optional<Value> read_survivor(std::string_view text) {
  try {
    return extjson::parse(text);
  } catch (const InvalidInput&) {
    return std::nullopt;
  }
}

[[noreturn]] void refuse_stranger(std::uint64_t number, const Value& edited, const Value& survivor,
                                  const std::vector<Value>& others) {
  refuse_edit(fmt::format(
      "line {} of the plan: its survivor was set to {}, but the group has no such document; its "
      "_ids are {}. Set the _id to one of them and leave the rest, or put the source, line and "
      "offset of that document there too",
      number, place_of(edited).dump(), ids_of(survivor, others)));
}

}  // namespace

void refuse_edit(const std::string& what) { throw PlanMoved(what + "; nothing was done"); }

Value place_of(const Value& member) {
  Value place;
  if (!member.is_object()) return place;
  for (const std::string_view name : place_names)
    if (member.contains(name)) place[name] = member[name];
  if (member.contains("_id")) place["_id"] = member["_id"];
  return place;
}

std::optional<EditedGroup> edit_of(std::uint64_t number, std::string_view planned,
                                   std::string_view there) {
  const Value line = Value::parse(planned);
  if (!line.contains("survivor")) return std::nullopt;
  const auto text = edited_text(line, planned, there);
  const auto edited = text ? read_survivor(*text) : std::nullopt;
  if (!edited || !edited->contains("_id")) return std::nullopt;
  const Value& survivor = line["survivor"];
  if (place_of(*edited).dump() == place_of(survivor).dump()) return std::nullopt;
  const std::vector<Value> others = others_of(line);
  if (!says_no_more(*edited, survivor, others)) return std::nullopt;
  const std::vector<Value> meant = meant_by(*edited, survivor, others);
  if (meant.empty()) refuse_stranger(number, *edited, survivor, others);
  if (meant.size() > 1)
    refuse_edit(
        fmt::format("line {} of the plan: several documents of the group have the _id {}: put the "
                    "source, line and offset of the one that is meant there too",
                    number, edited->at("_id").dump()));
  return EditedGroup{number, place_of(survivor), place_of(meant.front()), {}};
}

void take_done(EditedGroup& edited, std::string_view line) {
  edited.done = Value::parse(line);
  if (place_of(edited.done.at("survivor")).dump() == edited.chosen.dump()) return;
  std::string why = "the rules of its group do not admit it";
  for (const Value& loser : edited.done.at("losers"))
    if (place_of(loser).dump() == edited.chosen.dump()) {
      if (loser.contains("reason")) why = loser["reason"].get<std::string>();
      if (at(loser, "outcome") == "unchanged")
        why = "it is what the store's document was imported as: choose that one, or none";
    }
  refuse_edit(
      fmt::format("line {} of the plan: the document {} that was chosen there cannot "
                  "survive: {}. Choose another, or create the plan again",
                  edited.line, edited.chosen.at("_id").dump(), why));
}

}  // namespace profilestore::importing

#include "text/edited_groups.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "text/output.hpp"
#include "text/shell_word.hpp"

namespace profilestore::cli {
namespace {

std::string told(const Value& place, bool with_offset) {
  if (place.is_null()) return "none, all in conflict";
  const std::string id = place.at("_id").dump();
  if (place.contains("store")) return id + " of the store";
  const auto source = place.at("source").get<std::string>();
  std::string text = fmt::format("{} of {}:{}", id, source == "-" ? "standard input" : source,
                                 place.at("line").dump());
  return with_offset ? text + fmt::format(", byte {}", place.at("offset").dump()) : text;
}

std::string told(const EditedGroup& group) {
  const auto in_line = [](const Value& place) {
    return place.is_object() && place.contains("line")
               ? place.at("source").dump() + place.at("line").dump()
               : "";
  };
  const bool same_line =
      in_line(group.planned) == in_line(group.chosen) && !in_line(group.chosen).empty();
  return fmt::format("\n  line {}: {}, by hand, not {}", group.line, told(group.chosen, same_line),
                     told(group.planned, same_line));
}

}  // namespace

void add_edited(const std::vector<EditedGroup>& edited, Value& json) {
  for (const EditedGroup& group : edited)
    json["edited"].push_back({{"line", group.line},
                              {"planned", group.planned},
                              {"chosen", group.chosen},
                              {"done", group.done}});
}

std::string text_of_edited(const std::vector<EditedGroup>& edited, const std::string& store,
                           const std::string& collection) {
  constexpr std::size_t most = 10;
  if (edited.empty()) return "";
  const auto count = static_cast<std::int64_t>(edited.size());
  std::string text =
      fmt::format("{} edited in the plan, made again for the chosen survivor:",
                  count == 1 ? std::string("1 group was") : grouped(count) + " groups were");
  for (std::size_t i = 0; i < std::min(edited.size(), most); ++i) text += told(edited[i]);
  if (edited.size() > most)
    text += fmt::format("\n  and {} more; with --json all are listed",
                        grouped(count - static_cast<std::int64_t>(most)));
  return text + fmt::format(
                    "\nto keep {} in later imports too:\n"
                    "  profilestore keep {} --store {} --collection {}",
                    count == 1 ? "that document" : "such a document",
                    shell_word(edited.front().chosen.at("_id").dump()), shell_word(store),
                    shell_word(collection));
}

}  // namespace profilestore::cli

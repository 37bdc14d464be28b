#include "commands/export_redirects.hpp"

#include <fmt/format.h>

#include <profilestore/object_id.hpp>

namespace profilestore::cli {
namespace {

std::string line_of(const Redirect& one, Flavour flavour) {
  return fmt::format(R"({{"old":{},"survivor":{},"import":{}}})", text_of_value(one.old, flavour),
                     one.survivor ? text_of_value(*one.survivor, flavour) : "null",
                     Value(one.import_id).dump());
}

// An ObjectId as its digits and a text as it is; any other value as JSON.
std::string cell_of(const Value& id) {
  std::string text = id.is_string() ? id.get<std::string>() : text_of_value(id, Flavour::relaxed);
  if (const auto object_id = ObjectId::from_value(id)) text = object_id->to_hex();
  if (!text.empty() && text.find_first_of(",\"\r\n") == text.npos && text.front() != ' ' &&
      text.back() != ' ')
    return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

std::string record_of(const Redirect& one) {
  return cell_of(one.old) + "," + (one.survivor ? cell_of(*one.survivor) : "");
}

}  // namespace

void export_redirects(const Store& store, const std::string& collection, bool csv, Flavour flavour,
                      Output& out) {
  if (csv) out.line("old,survivor");
  std::int64_t gone = 0;
  const std::int64_t count = each_redirect(store, collection, [&](const Redirect& one) {
    out.line(csv ? record_of(one) : line_of(one, flavour));
    gone += !one.survivor;
  });
  out.flush();
  std::string said = fmt::format("exported {}", counted(count, "redirect"));
  if (gone > 0) said += fmt::format("; of {} the survivor is gone too", grouped(gone));
  say(said);
}

}  // namespace profilestore::cli

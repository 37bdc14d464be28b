#include "text/duplicates_text.hpp"

#include <fmt/format.h>

#include "text/shell_word.hpp"

namespace profilestore::cli {
namespace {

// {userId: 1} as `userId: 1`.
std::string key_text(const Document& key) {
  std::string text;
  for (const auto& [path, value] : key.items())
    text += fmt::format("{}{}: {}", text.empty() ? "" : ", ", path,
                        text_of_value(value, Flavour::relaxed));
  return text;
}

}  // namespace

std::string advice_on(const DuplicateKeys& found, const std::string& store,
                      const std::string& missing) {
  std::string keys;
  for (const auto& [path, direction] : found.key_pattern().items())
    keys += (keys.empty() ? "" : ",") + path;
  const DuplicateReport& report = found.report();
  return fmt::format(
      "collection {} holds duplicates of {}: {} shared by {}, so a unique index cannot be created; "
      "nothing was done. To see which of them would stay:\n"
      "  profilestore index create --store {} --collection {} --keys {} --unique --missing {} "
      "--resolve --dry-run\n"
      "Without --dry-run that archives the others and creates the index. The first: {}",
      found.collection(), keys,
      report.groups == 1 ? "1 key is" : grouped(report.groups) + " keys are",
      counted(report.documents, "document"), shell_word(store), shell_word(found.collection()),
      shell_word(keys), missing.empty() ? "reject" : missing, found.what());
}

Document json_of(const DuplicateReport& report) {
  Value largest = Value::array();
  for (const DuplicateGroup& group : report.largest)
    largest.push_back({{"key", group.key}, {"documents", group.documents}, {"ids", group.ids}});
  return {{"groups", report.groups},
          {"documents", report.documents},
          {"largest", largest},
          {"nullKeys", report.null_keys},
          {"missingKeys", report.missing_keys}};
}

void print(const DuplicateReport& report, Output& out) {
  const auto row = [&](std::int64_t count, std::string_view what) {
    out.line(fmt::format("{:>9}  {}", grouped(count), what));
  };
  row(report.groups, "keys shared by several documents");
  row(report.documents, "documents with a shared key");
  row(report.null_keys, "documents whose key is null");
  row(report.missing_keys, "documents that lack a value of the key");
  out.line("");
  out.line("documents  key");
  for (const DuplicateGroup& group : report.largest)
    out.line(fmt::format("{:>9}  {}", grouped(group.documents), key_text(group.key)));
  const std::int64_t more = report.groups - std::ssize(report.largest);
  if (more > 0) out.line(fmt::format("           and {} more", grouped(more)));
}

Document json_of(const UniqueGroup& group) {
  Value losers = Value::array();
  for (const UniqueGroup::Loser& loser : group.losers)
    losers.push_back({{"_id", loser.id}, {"rule", loser.rule}});
  Document json{{"key", group.key}, {"survivor", group.survivor}, {"losers", losers}};
  if (!group.taken.empty()) json["taken"] = Value::array();
  for (const UniqueGroup::Taken& taken : group.taken)
    json["taken"].push_back({{"field", taken.field}, {"rule", taken.rule}, {"from", taken.from}});
  if (group.parted.empty()) return json;
  json["parted"] = group.parted;
  json["reasons"] = group.reasons;
  return json;
}

std::string text_of(const UniqueGroup& group) {
  std::string text = fmt::format("{}\n  survivor  {}", key_text(group.key),
                                 text_of_value(group.survivor, Flavour::relaxed));
  for (const UniqueGroup::Loser& loser : group.losers)
    text +=
        fmt::format("\n  archived  {}  {}", text_of_value(loser.id, Flavour::relaxed), loser.rule);
  for (const UniqueGroup::Taken& taken : group.taken) {
    std::string from;
    for (const Value& id : taken.from)
      from += (from.empty() ? "" : ", ") + text_of_value(id, Flavour::relaxed);
    text += fmt::format("\n  takes  {}  {}  from {}", taken.field, taken.rule, from);
  }
  for (std::size_t i = 0; i < group.parted.size(); ++i)
    text += fmt::format("\n  quarantined  {}  {}", text_of_value(group.parted[i], Flavour::relaxed),
                        group.reasons[i]);
  return text;
}

}  // namespace profilestore::cli

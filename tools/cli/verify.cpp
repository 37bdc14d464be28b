// profilestore verify: where every document of an import is now.
#include <profilestore/import.hpp>

#include <fmt/format.h>

#include <memory>

#include "arguments.hpp"
#include "command.hpp"
#include "long_work.hpp"

namespace profilestore::cli {
namespace {

constexpr std::size_t shown_missing = 20;

struct Arguments {
  std::string import_id, store;
  std::vector<std::string> files;
  bool json = false;
};

std::string json_of(const VerifyReport& report) {
  Value missing = Value::array();
  for (const Unaccounted& piece : report.missing)
    missing.push_back({{"source", piece.source},
                       {"line", piece.line},
                       {"offset", piece.offset},
                       {"length", piece.length}});
  Value strays = Value::array();
  for (const Stray& stray : report.strays)
    strays.push_back(
        {{"source", stray.source}, {"offset", stray.offset}, {"length", stray.length}});
  Value json{{"proven", report.proven()},
             {"read", report.read},
             {"live", report.live},
             {"edited", report.edited},
             {"madeOf", report.made_of},
             {"archived", report.archived},
             {"quarantined", report.quarantined},
             {"takenBack", report.taken_back},
             {"missing", missing},
             {"changedSources", report.changed_sources},
             {"bytes",
              {{"documents", report.bytes.documents},
               {"separators", report.bytes.separators},
               {"quarantined", report.bytes.quarantined}}},
             {"strays", strays}};
  if (!report.undone.empty()) json["undone"] = report.undone;
  return plain_text(json);
}

void print(const VerifyReport& report, Output& out) {
  if (!report.undone.empty()) return;  // the sources were not read
  const auto row = [&](std::string_view name, std::int64_t count, std::string_view meaning) {
    out.line(fmt::format("  {:<11} {:>9}   {}", name, grouped(count), meaning));
  };
  out.line(fmt::format("{} read again, and found:", grouped(report.read)));
  row("live", report.live, "in the collection, as imported");
  row("edited", report.edited, "in the collection, changed since");
  if (report.made_of > 0)
    row("made of", report.made_of, "what is in the collection was made of it");
  row("archived", report.archived, "lost against another of their key");
  row("quarantined", report.quarantined, "no usable document, or in conflict");
  if (report.taken_back > 0) row("taken back", report.taken_back, "undone by their keys");
  row("missing", static_cast<std::int64_t>(report.missing.size()), "nowhere");
  for (std::size_t i = 0; i < std::min(report.missing.size(), shown_missing); ++i) {
    const Unaccounted& piece = report.missing[i];
    out.line(fmt::format("    {}, line {}, byte {}", piece.source, piece.line, piece.offset));
  }
  if (report.missing.size() > shown_missing) out.line("    … (--json has them all)");
  const auto bytes = [](std::uint64_t count) { return grouped(static_cast<std::int64_t>(count)); };
  out.line(fmt::format("bytes: {} of documents, {} between them, {} in quarantine",
                       bytes(report.bytes.documents), bytes(report.bytes.separators),
                       bytes(report.bytes.quarantined)));
  for (std::size_t i = 0; i < std::min(report.strays.size(), shown_missing); ++i)
    out.line(fmt::format("    {}, byte {}: {} that belong to nothing", report.strays[i].source,
                         report.strays[i].offset,
                         counted(static_cast<std::int64_t>(report.strays[i].length), "byte")));
  for (const std::string& source : report.changed_sources)
    out.line(fmt::format("{} is not what was imported: its SHA-256 differs", source));
  if (report.proven()) out.line("Every document of the import, and every byte, is accounted for.");
}

VerifyReport verified(const Arguments& arguments) {
  const Store store = open_existing(arguments.store);
  LongWork work;
  return verify(store, arguments.import_id, arguments.files, work.progress());
}

Status run(const Arguments& arguments) {
  const VerifyReport report = verified(arguments);
  Output out;
  if (arguments.json)
    out.line(json_of(report));
  else
    print(report, out);
  out.flush();
  if (report.proven()) return Status::done;
  if (!report.undone.empty()) {
    say(fmt::format("import {} was undone at {}: its documents are not in the store by it",
                    arguments.import_id, report.undone));
    return Status::failed;
  }
  const auto count = [](const auto& list, const char* noun) {
    return counted(std::ssize(list), noun);
  };
  say(fmt::format("import {} is not proven: {} missing, {} changed{}", arguments.import_id,
                  count(report.missing, "document"), count(report.changed_sources, "source"),
                  report.strays.empty() ? "" : ", " + count(report.strays, "stray span")));
  return Status::failed;
}

Run declare(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  app.add_option("IMPORT", arguments->import_id, "The import's id, as import printed it")
      ->required()
      ->type_name("");
  app.add_option("FILE", arguments->files,
                 "Where its sources are now, in the order of the\n"
                 "import; none: where they were")
      ->type_name("");
  add_store(app, arguments->store);
  add_json(app, arguments->json, "Print one JSON object");
  return [arguments] { return run(*arguments); };
}

}  // namespace

const Command verify_command{
    "verify", "Show that nothing of an import was lost",
    "Reads the sources of an import again and looks for each document in the store:\n"
    "it must be live, in the archive or in quarantine; and each byte must be of a\n"
    "document, between two, or in quarantine. Exit status 1 if one is not.",
    "  profilestore verify 1 --store profiles.db\n"
    "  profilestore verify 1 backup/creatorprofiles.json --store profiles.db --json",
    declare};

}  // namespace profilestore::cli

// profilestore verify: checks that every document of an import is accounted for.
#include <profilestore/import.hpp>

#include <fmt/format.h>

#include <memory>

#include "arguments/arguments.hpp"
#include "command.hpp"
#include "text/long_work.hpp"

namespace profilestore::cli {
namespace on_verify {

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
  for (const StrayBytes& stray : report.strays)
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
  if (report.bytes.outside > 0) json["bytes"]["outside"] = report.bytes.outside;
  if (!report.undone.empty()) json["undone"] = report.undone;
  return plain_text(json);
}

void print(const VerifyReport& report, Output& out) {
  if (!report.undone.empty()) return;  // the sources were not read
  const auto row = [&](std::string_view name, std::int64_t count, std::string_view meaning) {
    out.line(fmt::format("  {:<11} {:>9}   {}", name, grouped(count), meaning));
  };
  out.line(fmt::format("{} pieces read again:", grouped(report.read)));
  row("live", report.live, "in the collection, as imported");
  row("edited", report.edited, "in the collection, changed since the import");
  if (report.made_of > 0)
    row("combined", report.made_of, "in the collection, with values of others or of a user");
  row("archived", report.archived, "losers, in the archive");
  row("quarantined", report.quarantined, "unusable, or in conflict");
  if (report.taken_back > 0) row("undone", report.taken_back, "by undo --key");
  row("missing", static_cast<std::int64_t>(report.missing.size()), "not in the store");
  for (std::size_t i = 0; i < std::min(report.missing.size(), shown_missing); ++i) {
    const Unaccounted& piece = report.missing[i];
    out.line(fmt::format("    {}, line {}, byte {}", piece.source, piece.line, piece.offset));
  }
  if (report.missing.size() > shown_missing) out.line("    … (--json shows all)");
  const auto bytes = [](std::uint64_t count) { return grouped(static_cast<std::int64_t>(count)); };
  out.line(fmt::format("bytes: {} of documents, {} between documents, {} in quarantine",
                       bytes(report.bytes.documents), bytes(report.bytes.separators),
                       bytes(report.bytes.quarantined)));
  if (report.bytes.outside > 0)
    out.line(fmt::format("bytes outside of what --at names, which were not read: {}",
                         bytes(report.bytes.outside)));
  for (std::size_t i = 0; i < std::min(report.strays.size(), shown_missing); ++i)
    out.line(fmt::format("    {}, byte {}: {} unaccounted for", report.strays[i].source,
                         report.strays[i].offset,
                         counted(static_cast<std::int64_t>(report.strays[i].length), "byte")));
  for (const std::string& source : report.changed_sources)
    out.line(fmt::format("{} is not the file that was imported: its SHA-256 differs", source));
  if (report.proven()) out.line("Every document and every byte of the import is accounted for.");
}

VerifyReport verified(const Arguments& arguments) {
  const Store store = open_to_read(arguments.store);
  LongWork work;
  return verify_import(store, arguments.import_id, arguments.files, work.progress());
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
    say(fmt::format("import {} was undone at {}: there is nothing to verify", arguments.import_id,
                    report.undone));
    return Status::failed;
  }
  const auto count = [](const auto& list, const char* noun) {
    return counted(std::ssize(list), noun);
  };
  say(fmt::format("import {} failed verification: {} missing, {} changed{}", arguments.import_id,
                  count(report.missing, "document"), count(report.changed_sources, "source"),
                  report.strays.empty() ? "" : ", " + count(report.strays, "unaccounted span")));
  return Status::failed;
}

Run declare(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  app.add_option("IMPORT", arguments->import_id, "Id of the import, as import printed it")
      ->required()
      ->type_name("");
  app.add_option("FILE", arguments->files,
                 "Sources, in the order of the import, if they have\n"
                 "moved (default: the paths that the import read)")
      ->type_name("");
  add_store(app, arguments->store);
  add_json(app, arguments->json, "Print one JSON object");
  return [arguments] { return run(*arguments); };
}

}  // namespace on_verify

const Command verify_command{
    "verify", "Verify that an import lost nothing",
    "Reads the sources of an import again and looks for each document: it must be in\n"
    "the collection, the archive or the quarantine. Each byte must be part of a\n"
    "document, a separator, or in quarantine. If a document or a byte is missing, the\n"
    "exit status is 1.",
    "  profilestore verify 1 --store profiles.db\n"
    "  profilestore verify 1 backup/creatorprofiles.json --store profiles.db --json",
    on_verify::declare};

}  // namespace profilestore::cli

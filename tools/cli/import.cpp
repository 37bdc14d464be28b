// profilestore import: an export full of duplicates becomes a clean collection.
#include <profilestore/import.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <memory>

#include "arguments.hpp"
#include "command.hpp"
#include "import_report.hpp"
#include "import_rules.hpp"
#include "interrupt.hpp"
#include "ledger.hpp"
#include "source_type.hpp"
#include "terminal.hpp"

namespace profilestore::cli {
namespace {

struct Arguments {
  std::vector<std::string> files, unique;
  std::string store, missing;
  ImportReportRequest report;
  bool json = false;
  RulesArguments rules;
  ImportOptions options;
};

Value described(const SourceReport& source) {
  Value indexes = Value::array();
  for (const SourceIndex& index : source.indexes) {
    Value told{{"name", index.name}, {"unique", index.unique}, {"there", index.there}};
    if (!index.why_not.empty()) told["whyNot"] = index.why_not;
    indexes.push_back(told);
  }
  Value json{{"name", source.name},
             {"format", source.format},
             {"bytes", source.bytes},
             {"sha256", source.sha256}};
  if (!indexes.empty()) json["indexes"] = indexes;
  return json;
}

Value described(const ImportReport& report) {
  Value sources = Value::array();
  for (const SourceReport& source : report.sources) sources.push_back(described(source));
  Value json{{"import", report.id}, {"sources", sources}, {"ledger", json_of(report.ledger)}};
  add_rules(report, json);
  return json;
}

// As a shell takes it for one word.
std::string quoted(const std::string& text) {
  const auto plain = [](unsigned char c) {
    return std::isalnum(c) ||
           std::string_view("._/+,:@%-").find(static_cast<char>(c)) != std::string_view::npos;
  };
  if (!text.empty() && std::all_of(text.begin(), text.end(), plain)) return text;
  std::string word = "'";
  for (const char c : text) word += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return word + "'";
}

std::string where_it_went(const Arguments& arguments, const ImportReport& report) {
  if (arguments.options.dry_run) return "dry run: nothing was kept";
  return fmt::format("import {}: collection {} of {}", report.id, arguments.options.collection,
                     arguments.store);
}

void print(const SourceReport& source, const Arguments& arguments, Output& out) {
  out.line(fmt::format("{}: {}, {}\n  sha256 {}",
                       source.name == "-" ? "standard input" : source.name, source.format,
                       counted(static_cast<std::int64_t>(source.bytes), "byte"), source.sha256));
  for (const SourceIndex& index : source.indexes) {
    const std::string name =
        fmt::format("  {} {}: ", index.unique ? "unique index" : "index", index.name);
    if (!index.why_not.empty())
      out.line(name + "not made, " + index.why_not);
    else if (index.there)
      out.line(name + "there");
    else if (!arguments.options.indexes)
      out.line(name + "told by its metadata; --indexes makes it");
  }
}

void print(const Arguments& arguments, const ImportReport& report, Output& out) {
  for (const SourceReport& source : report.sources) print(source, arguments, out);
  if (const std::string rules = text_of_rules(report); !rules.empty()) out.line(rules);
  out.line(to_text(report.ledger));
  out.line(where_it_went(arguments, report));
  const std::int64_t aside = report.ledger.conflicted + report.ledger.quarantined;
  if (aside == 0 || arguments.options.dry_run) return;
  // Of all imports: what an earlier one has put there is not put there again.
  out.line(fmt::format("{} in quarantine; where they stood, and why:", grouped(aside)));
  out.line(
      fmt::format("  profilestore export --store {} --collection {} --quarantine "
                  "--with-reasons",
                  quoted(arguments.store), quoted(arguments.options.collection)));
}

void write(const Arguments& arguments, const ImportReportRequest& request,
           const ImportOptions& options, const ImportReport& report) {
  Output out;
  if (arguments.json)
    out.line(plain_text(described(report)));
  else
    print(arguments, report, out);
  out.flush();
  write_import_report(request, described(report), report.rules, options);
}

Status run(const Arguments& arguments) {
  ImportReportRequest request = arguments.report;
  request.store = arguments.store;
  request.files = arguments.files;
  check_import_report(request);
  ImportOptions options = arguments.options;
  for (const std::string& paths : arguments.unique)
    options.unique.push_back(paths_of("--unique", paths));
  set_rules(arguments.rules, options);
  if (!arguments.missing.empty()) options.missing = missing_of(arguments.missing);
  ImportReport report;
  {
    ProgressLine line;
    const InterruptGuard interrupt;
    options.progress = [&](const Progress& progress) {
      interrupt.check();
      line.show(progress);
    };
    report = import(arguments.store, arguments.files, options);
  }
  const bool clean = report.ledger.conflicted == 0 && report.ledger.quarantined == 0;
  return deliver(where_it_went(arguments, report), clean ? Status::done : Status::remainder,
                 [&] { write(arguments, request, options, report); });
}

Run declare(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  app.add_option("FILE", arguments->files,
                 "Exports: Extended JSON or BSON, CSV by --type,\n"
                 "packed or not; a folder of mongodump;\n"
                 "- is standard input")
      ->required()
      ->type_name("");
  add_store(app, arguments->store);
  add_collection(app, arguments->options.collection);
  add_unique(app, arguments->unique,
             "A unique index: userId, or a,b.c over two paths.\n"
             "Several times: several; the first one groups.\n"
             "None: documents are grouped by _id");
  app.add_option("--missing", arguments->missing,
                 "A missing or null key (default for a new\n"
                 "index: reject, to the quarantine); as MongoDB's\n"
                 "plain (collide) or sparse index; or any number\n"
                 "of them (distinct)")
      ->check(CLI::IsMember({"reject", "collide", "sparse", "distinct"}, CLI::ignore_case))
      ->type_name("RULE");
  add_rules(app, arguments->rules);
  app.add_flag("--indexes", arguments->options.indexes,
               "Make the indexes that the .metadata.json of a\n"
               "mongodump tells of");
  add_source_type(app, arguments->options);
  app.add_flag("--dry-run", arguments->options.dry_run, "Do everything but keep it");
  app.add_option("--report", arguments->report.path,
                 "Write a report to this file: a page if its name\n"
                 "ends in .html, else what --json prints; with an\n"
                 "investigation of what was imported")
      ->type_name("F.html|F.json");
  app.add_flag_callback(
      "--no-values", [arguments] { arguments->report.values = false; },
      "Leave the documents' values out of the report");
  add_json(app, arguments->json, "Print one JSON object");
  return [arguments] { return run(*arguments); };
}

}  // namespace

const Command import_command{
    "import", "Make exports full of duplicates a clean collection",
    "Of the documents that share a key one stays, the others go to the archive, byte\n"
    "for byte; what is no usable document goes to the quarantine. All or nothing: if\n"
    "it fails, the store is as before. The same file again changes nothing.",
    "  profilestore import creatorprofiles.json --store profiles.db \\\n"
    "      --collection creatorprofiles --unique userId\n"
    "  profilestore import users.json --store profiles.db --collection users \\\n"
    "      --unique email --keep complete:onboardingCompleted,newest:updatedAt\n"
    "  profilestore import dump/app/users.bson.gz --store profiles.db \\\n"
    "      --collection users --unique email --indexes\n"
    "  profilestore import users.json --store profiles.db --collection users \\\n"
    "      --unique userId --merge fill,union:tags --identity email\n"
    "  profilestore import users.csv --store profiles.db --collection users \\\n"
    "      --unique email --type csv --columns-have-types\n"
    "  mongoexport -d app -c users | profilestore import - --store profiles.db \\\n"
    "      --collection users --unique userId --json",
    declare};

}  // namespace profilestore::cli

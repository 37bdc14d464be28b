#include "access/export/plan.hpp"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <algorithm>
#include <fstream>
#include <profilestore/error.hpp>
#include <profilestore/plan.hpp>

#include "access/export/import_options.hpp"
#include "access/export/ledger.hpp"
#include "access/text.hpp"

namespace profiles::access {

using namespace profilestore;

namespace {

constexpr qint64 copied_at_once = 1 << 20;  // bytes

PlanMember member_of(const Value& told) {
  PlanMember member;
  member.in_store = told.value("store", false);
  if (told.contains("_id")) member.id = json(told["_id"]);
  if (told.contains("source")) member.source = plain(told["source"]);
  member.line = told.value("line", std::uint64_t{0});
  member.offset = told.value("offset", std::uint64_t{0});
  member.outcome = told.contains("outcome") ? plain(told["outcome"]) : QString();
  member.why = told.contains("reason") ? plain(told["reason"])
               : told.contains("rule") ? plain(told["rule"])
                                       : QString();
  return member;
}

PlanRow row_of(const Value& line, qint64 offset) {
  PlanRow row;
  row.key = listed(line["key"]);
  row.documents = static_cast<qint64>(line["losers"].size());
  row.offset = offset;
  if (line["survivor"].is_object()) {
    ++row.documents;
    if (line["survivor"].contains("_id")) row.survivor = plain(line["survivor"]["_id"]);
    row.rule = plain(line["survivor"].value("rule", Value("")));
  }
  for (const Value& loser : line["losers"])
    (loser.value("outcome", std::string()) == "conflicted" ? row.in_conflict : row.set_aside) += 1;
  if (line.contains("changes")) row.taken = static_cast<qint64>(line["changes"].size());
  return row;
}

void count_reason(const QString& reason, Plan& plan) {
  const auto known = std::find_if(plan.reasons.begin(), plan.reasons.end(),
                                  [&](const auto& one) { return one.first == reason; });
  if (known != plan.reasons.end())
    ++known->second;
  else
    plan.reasons.emplace_back(reason, 1);
}

Document parsed(const std::string& line) {
  Document document = Document::parse(line, nullptr, false);
  if (!document.is_object()) throw InvalidInput(2, "the file is not a plan of an import");
  return document;
}

}  // namespace

LedgerFacts ledger_of(const Ledger& ledger) {
  return {ledger.read,   ledger.inserted,   ledger.updated,    ledger.unchanged,
          ledger.merged, ledger.conflicted, ledger.quarantined};
}

Plan read_plan(const QString& file, const Control& control) {
  std::ifstream in(file.toStdString(), std::ios::binary);
  if (!in) throw StorageFailure("cannot read " + file.toStdString(), 0);
  Plan plan{file, {}, {}, {}};
  std::string line;
  qint64 offset = 0;
  for (bool first = true; std::getline(in, line); first = false) {
    if (control.stop().stop_requested()) throw Interrupted();
    const Document told = parsed(line);
    if (first) {
      if (!told.contains("plan") || !told.contains("ledger"))
        throw InvalidInput(2, "the file is not a plan of an import");
      if (told.contains("collection")) plan.collection = plain(told["collection"]);
      const Value& counts = told["ledger"];
      plan.ledger = {counts["read"],       counts["inserted"], counts["updated"],
                     counts["unchanged"],  counts["merged"],   counts["conflicted"],
                     counts["quarantined"]};
    } else if (told.contains("quarantined")) {
      count_reason(plain(told["quarantined"]["reason"]), plan);
    } else {
      plan.groups.push_back(row_of(told, offset));
    }
    offset += static_cast<qint64>(line.size()) + 1;
  }
  return plan;
}

Plan make_plan(const ImportSetup& setup, const QString& file, const Control& control) {
  const QString unfinished = file + QStringLiteral(".unfinished");
  try {
    std::ofstream out(unfinished.toStdString(), std::ios::binary | std::ios::trunc);
    if (!out) throw StorageFailure("cannot write " + file.toStdString(), 0);
    plan_import(setup.store.toStdString(), files_of(setup.sources), import_options(setup, control),
                out);
    out.close();
    if (!out) throw StorageFailure("cannot write " + file.toStdString(), 0);
    std::filesystem::rename(unfinished.toStdString(), file.toStdString());
  } catch (...) {
    QFile::remove(unfinished);
    throw;
  }
  return read_plan(file, control);
}

bool save_plan(const QString& file, const QString& to) {
  const QString from = QFileInfo(file).canonicalFilePath();
  if (!from.isEmpty() && from == QFileInfo(to).canonicalFilePath()) return true;
  QFile in(file);
  if (!in.open(QIODevice::ReadOnly)) throw StorageFailure("cannot read " + file.toStdString(), 0);
  QSaveFile out(to);
  bool good = out.open(QIODevice::WriteOnly);
  while (good && !in.atEnd()) {
    const QByteArray bytes = in.read(copied_at_once);
    good = !bytes.isEmpty() && out.write(bytes) == bytes.size();
  }
  if (!good || !out.commit()) throw StorageFailure("cannot write " + to.toStdString(), 0);
  return true;
}

PlanGroup group_of(const QString& file, qint64 offset) {
  std::ifstream in(file.toStdString(), std::ios::binary);
  in.seekg(offset);
  std::string line;
  if (!in || !std::getline(in, line))
    throw StorageFailure("the plan has changed since it was read: " + file.toStdString(), 0);
  const Document told = parsed(line);
  PlanGroup group{listed(told["key"]), {}, {}};
  if (told["survivor"].is_object()) {
    group.members.push_back(member_of(told["survivor"]));
    group.members.back().survivor = true;
  }
  for (const Value& loser : told["losers"]) group.members.push_back(member_of(loser));
  if (told.contains("changes"))
    for (const auto& [field, change] : told["changes"].items())
      group.changes.push_back({QString::fromStdString(field),
                               change.contains("from") ? plain(change["from"]) : QString(),
                               change.contains("to") ? plain(change["to"]) : QString()});
  return group;
}

Counted count_plan(const ImportSetup& setup, const Control& control) {
  ImportOptions options = import_options(setup, control);
  options.dry_run = true;
  const ImportReport report =
      import_files(setup.store.toStdString(), files_of(setup.sources), options);
  const Adoptions& owners = report.adoptions;
  return {ledger_of(report.ledger), owners.adopted,
          owners.nobodys + owners.ambiguous + owners.unknown};
}

}  // namespace profiles::access

#include "access/store/imports.hpp"

#include <QCoreApplication>
#include <QFileInfo>
#include <algorithm>
#include <profilestore/error.hpp>
#include <profilestore/imports.hpp>
#include <profilestore/object_id.hpp>
#include <profilestore/plan.hpp>
#include <profilestore/set_aside.hpp>

#include "access/export/import_options.hpp"
#include "access/export/ledger.hpp"
#include "access/text.hpp"

namespace profiles::access {

using namespace profilestore;

namespace {

struct ImportWords {
  Q_DECLARE_TR_FUNCTIONS(Imports)
};

ImportFacts facts_of_record(const ImportRecord& record) {
  ImportFacts facts{QString::fromStdString(record.id),
                    text_of(name_of(record.kind)),
                    QString::fromStdString(record.collection),
                    QString::fromStdString(record.started),
                    QString::fromStdString(record.undone),
                    record.undone_parts,
                    {},
                    ledger_of(record.ledger)};
  for (const SourceReport& source : record.sources)
    facts.sources << QString::fromStdString(source.name);
  return facts;
}

QString place(const std::string& source, std::uint64_t line) {
  return ImportWords::tr("%1, line %2")
      .arg(QFileInfo(QString::fromStdString(source)).fileName())
      .arg(line);
}

QString reason_in_words(LeftReason why) {
  switch (why) {
    case LeftReason::edited:
      return ImportWords::tr("it was changed since");
    case LeftReason::built_on:
      return ImportWords::tr("a later import builds on it");
    case LeftReason::clash:
      return ImportWords::tr("another document now has its key");
    case LeftReason::invalid:
      return ImportWords::tr("the validator would refuse it");
  }
  return {};
}

// An ObjectId's digits, JSON, or else a text.
Value key_from(const QString& text) {
  if (const auto id = ObjectId::from_hex(text.toStdString())) return Value(*id);
  try {
    return value_of(text);
  } catch (const InvalidInput&) {
    return Value(text.toStdString());
  }
}

}  // namespace

Applied apply(const QString& store, const QString& plan, const Control& control) {
  ApplyOptions options;
  options.progress = progress_of(control);
  const ImportReport report = apply_plan(store.toStdString(), plan.toStdString(), options);
  return {QString::fromStdString(report.id), ledger_of(report.ledger)};
}

std::vector<ImportFacts> imports_of(const StorePtr& store) {
  std::vector<ImportFacts> all;
  for (const ImportRecord& record : imports(store->store, {.limit = 0}))
    all.push_back(facts_of_record(record));
  std::reverse(all.begin(), all.end());
  return all;
}

Proof verify(const StorePtr& store, const QString& import, const Control& control) {
  const VerifyReport report =
      verify_import(store->store, import.toStdString(), {}, progress_of(control));
  Proof proof{report.proven(),
              report.read,
              report.live,
              report.edited,
              report.made_of,
              report.archived,
              report.quarantined,
              report.taken_back,
              0,
              {}};
  proof.bytes = report.bytes.documents + report.bytes.separators + report.bytes.quarantined +
                report.bytes.outside;
  for (const Unaccounted& piece : report.missing)
    proof.findings
        << ImportWords::tr("Nowhere in the store: %1.").arg(place(piece.source, piece.line));
  for (const StrayBytes& stray : report.strays)
    proof.findings << ImportWords::tr("%1 bytes of %2 are in no document.")
                          .arg(stray.length)
                          .arg(QFileInfo(QString::fromStdString(stray.source)).fileName());
  for (const std::string& source : report.changed_sources)
    proof.findings << ImportWords::tr("%1 is not what was imported.")
                          .arg(QFileInfo(QString::fromStdString(source)).fileName());
  if (!report.undone.empty())
    proof.findings << ImportWords::tr("The import was undone, so there is nothing to prove.");
  return proof;
}

Undone undo(const StorePtr& store, const QString& import, const QString& key,
            const Control& control) {
  UndoOptions options;
  if (!key.trimmed().isEmpty()) options.keys = {key_from(key.trimmed())};
  options.progress = progress_of(control);
  const UndoReport report = undo_import(store->store, import.toStdString(), options);
  Undone undone{report.removed,
                report.restored,
                report.merged,
                report.edited + report.built_on + report.clashes + report.invalid,
                {}};
  for (const LeftDocument& left : report.left)
    undone.findings
        << ImportWords::tr("%1 was left: %2.").arg(plain(left.id), reason_in_words(left.why));
  return undone;
}

std::vector<AsidePiece> set_aside_of(const StorePtr& store, const QString& collection,
                                     bool quarantine, const QString& import, qint64 after,
                                     int limit) {
  std::vector<AsidePiece> pieces;
  const SetAsidePage page{import.toStdString(), after, static_cast<std::size_t>(limit)};
  for (const SetAside& piece :
       set_aside(store->store, collection.toStdString(),
                 quarantine ? SetAsideKind::quarantine : SetAsideKind::archive, page))
    pieces.push_back(
        {piece.number, QString::fromStdString(piece.import_id),
         QFileInfo(QString::fromStdString(piece.source)).fileName(),
         QString::fromStdString(piece.reason), piece.line,
         piece.document ? pretty(*piece.document) : QString::fromStdString(piece.bytes),
         piece.survivor ? plain(*piece.survivor) : QString()});
  return pieces;
}

}  // namespace profiles::access

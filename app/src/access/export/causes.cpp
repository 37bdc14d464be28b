#include "access/export/causes.hpp"

#include <QCoreApplication>
#include <QDirIterator>
#include <QFileInfo>
#include <profilestore/import_dump.hpp>
#include <profilestore/investigate.hpp>
#include <profilestore/list_dump.hpp>
#include <set>

#include "access/export/import_options.hpp"
#include "access/text.hpp"

namespace profiles::access {

using namespace profilestore;

namespace {

struct CauseWords {
  Q_DECLARE_TR_FUNCTIONS(Causes)
};

quint64 size_of_files(const QStringList& paths) {
  quint64 bytes = 0;
  for (const QString& path : paths) {
    const QFileInfo info(path);
    if (!info.isDir()) {
      bytes += static_cast<quint64>(info.size());
      continue;
    }
    QDirIterator files(path, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
      files.next();
      bytes += static_cast<quint64>(files.fileInfo().size());
    }
  }
  return bytes;
}

void add_source(const QString& format, const QString& name, const QString& cut_off,
                SourceFacts& facts) {
  // What is in collections without documents tells nothing.
  if (!format.startsWith(u"empty") && !facts.formats.contains(format)) facts.formats << format;
  if (!cut_off.isEmpty()) facts.missing << QStringLiteral("%1: %2").arg(name, cut_off);
}

// A dry run of all collections of a dump, or of one of its databases; false if the sources are no
// dump of one.
bool look_at_dump(const QStringList& paths, const QString& database, const Reading& reading,
                  const Control& control, SourceFacts& facts) {
  const Store nowhere = Store::temporary();
  ImportDumpOptions options;
  options.usual.dry_run = true;
  options.usual.progress = progress_of(control);
  read_as(reading, options.usual);
  options.from = database.toStdString();
  const QString before = database.isEmpty() ? database : database + u'.';
  try {
    for (const ImportReport& report :
         import_dump(nowhere.path(), files_of(paths), options).imports) {
      facts.collections.push_back({before + QString::fromStdString(report.collection),
                                   report.ledger.read - report.ledger.quarantined});
      facts.unusable += report.ledger.quarantined;
      for (const SourceReport& source : report.sources)
        add_source(QString::fromStdString(source.format), QString::fromStdString(source.name),
                   QString::fromStdString(source.cut_off), facts);
    }
    return true;
  } catch (const InvalidInput&) {
    return false;  // "does not tell its collection", and the like: then it is one
  }
}

// The same of a dump of several databases.
bool look_at_databases(const QStringList& paths, const Reading& reading, const Control& control,
                       SourceFacts& facts) {
  std::set<std::string> databases;
  for (const DumpedCollection& one : list_dump(files_of(paths))) databases.insert(one.database);
  if (databases.size() < 2) return false;
  for (const std::string& name : databases)  // admin may have nothing to import
    look_at_dump(paths, QString::fromStdString(name), reading, control, facts);
  return !facts.collections.empty();
}

// What is left is read as one collection.
void look_at_one(const QStringList& paths, const Reading& reading, const Control& control,
                 SourceFacts& facts) {
  InvestigateOptions options;
  options.columns = 0;
  options.progress = progress_of(control);
  read_as(reading, options);
  const Document found = investigate(files_of(paths), options);
  facts.collections.push_back({{}, found["documents"]});
  facts.unusable = found["unusable"];
  for (const Value& source : found["sources"])
    add_source(plain(source["format"]), plain(source["name"]),
               source.contains("cutOff") ? plain(source["cutOff"]) : QString(), facts);
}

void add_timeline(const Value& timeline, CauseKey& key) {
  key.bar_seconds = timeline.value("bucketSeconds", std::int64_t{0});
  for (const Value& bucket : timeline["buckets"])
    key.timeline.push_back(
        {QDateTime::fromString(plain(bucket["from"]), Qt::ISODate), bucket["documents"]});
}

CauseKey key_of(const Value& told) {
  CauseKey key{plain(told["key"]),
               told["distinct"],
               0,
               told["groups"]["count"],
               told["groups"]["documents"],
               told["groups"]["largest"],
               {},
               {},
               {},
               0,
               {}};
  for (const char* kind : {"null", "missing", "empty", "blank", "placeholderDocuments"})
    key.nobody += told.value(kind, std::int64_t{0});
  if (told.contains("spellings"))
    for (const Value& found : told["spellings"])
      key.spellings.push_back(
          {listed(found["normalise"], u","), found["groups"], found["documents"]});
  for (const Value& verdict : told["verdicts"])
    key.verdicts << CauseWords::tr("%1 (groups: %2, documents: %3)")
                        .arg(plain(verdict["title"]))
                        .arg(verdict["groups"].get<std::int64_t>())
                        .arg(verdict["documents"].get<std::int64_t>());
  if (told["timeline"].is_object()) add_timeline(told["timeline"], key);
  for (const Value& group : told["largest"])
    key.examples.push_back({group["key"].is_array() ? listed(group["key"]) : plain(group["key"]),
                            group["documents"], plain(group["title"]), plain(group["says"])});
  return key;
}

}  // namespace

SourceFacts look_at(const QStringList& paths, const Reading& reading, const Control& control) {
  SourceFacts facts;
  facts.bytes = size_of_files(paths);
  if (paths.size() == 1 && is_store(paths.front())) {
    facts.store = true;
    return facts;
  }
  if (look_at_dump(paths, {}, reading, control, facts)) return facts;
  if (look_at_databases(paths, reading, control, facts)) return facts;
  look_at_one(paths, reading, control, facts);
  return facts;
}

Causes causes_of(const ImportSetup& setup, const QStringList& keys, int examples,
                 const Control& control) {
  InvestigateOptions options;
  for (const QString& key : keys) options.keys.push_back(paths_of(key));
  if (!setup.normalise.isEmpty() && !keys.isEmpty())
    options.normalise = normalise_from(setup.normalise);
  options.largest = static_cast<std::size_t>(examples);
  options.columns = 0;
  options.from = setup.from.toStdString();
  options.progress = progress_of(control);
  read_as(setup.reading, options);
  const Document told = investigate(files_of(setup.sources), options);
  Causes causes{told["documents"], told["unusable"], {}};
  for (const Value& key : told["keys"]) causes.keys.push_back(key_of(key));
  return causes;
}

}  // namespace profiles::access

#include "access/causes.hpp"

#include <QCoreApplication>
#include <QDirIterator>
#include <QFileInfo>
#include <profilestore/import_dump.hpp>
#include <profilestore/investigate.hpp>

#include "access/import_options.hpp"
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

void add_formats(const std::vector<SourceReport>& sources, QStringList& formats) {
  for (const SourceReport& source : sources) {
    const QString format = QString::fromStdString(source.format);
    if (!formats.contains(format)) formats << format;
  }
}

// A dry run of all collections of a dump; false if the sources are no dump.
bool look_at_dump(const QStringList& paths, const Control& control, SourceFacts& facts) {
  const Store nowhere = Store::temporary();
  ImportDumpOptions options;
  options.usual.dry_run = true;
  options.usual.progress = progress_of(control);
  try {
    for (const ImportReport& report :
         import_dump(nowhere.path(), files_of(paths), options).imports) {
      facts.collections.push_back({QString::fromStdString(report.collection), report.ledger.read});
      add_formats(report.sources, facts.formats);
    }
    return true;
  } catch (const InvalidInput&) {
    return false;  // "does not tell its collection", and the like: then it is one
  }
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
    key.verdicts << CauseWords::tr("%1: %2 groups, %3 documents")
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

SourceFacts look_at(const QStringList& paths, const Control& control) {
  SourceFacts facts;
  facts.bytes = size_of_files(paths);
  if (paths.size() == 1 && is_store(paths.front())) {
    facts.store = true;
    return facts;
  }
  if (look_at_dump(paths, control, facts)) return facts;
  InvestigateOptions options;
  options.columns = 0;
  options.progress = progress_of(control);
  const Document found = investigate(files_of(paths), options);
  facts.collections.push_back({{}, found["documents"]});
  for (const Value& source : found["sources"])
    if (const QString format = plain(source["format"]); !facts.formats.contains(format))
      facts.formats << format;
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
  const Document told = investigate(files_of(setup.sources), options);
  Causes causes{told["documents"], told["unusable"], {}};
  for (const Value& key : told["keys"]) causes.keys.push_back(key_of(key));
  return causes;
}

}  // namespace profiles::access

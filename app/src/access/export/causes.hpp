// What is in an export, and why there are duplicates in it.
#pragma once

#include <QDateTime>
#include <QString>
#include <QStringList>
#include <vector>

#include "access/export/setup.hpp"
#include "access/store.hpp"

namespace profiles::access {

/// A collection that an export has.
struct SourceCollection {
  QString name;  ///< empty: the export does not tell
  qint64 documents = 0;
};

/// What was chosen to be opened.
struct SourceFacts {
  bool store = false;  ///< a store; the rest is empty then
  quint64 bytes = 0;   ///< of the files
  QStringList formats;
  QStringList missing;  ///< what is cut off or damaged, a sentence each
  std::vector<SourceCollection> collections;
  qint64 unusable = 0;  ///< pieces that are no documents, in all of them
};

/// Reads the sources once and says what they are. Throws if they cannot be read.
SourceFacts look_at(const QStringList& paths, const Reading& reading, const Control& control);

/// Documents that share a key, and how they came about.
struct CauseGroup {
  QString key;  ///< as a person reads it
  qint64 documents = 0;
  QString verdict;  ///< "create race"
  QString says;     ///< why
};

struct Bar {
  QDateTime from;
  qint64 documents = 0;
};

/// What would be found if texts were normalised.
struct Spellings {
  QString normalise;
  qint64 groups = 0, documents = 0;
};

/// A field, or several, whose values could be unique.
struct CauseKey {
  QString key;  ///< "tenant,email"
  qint64 distinct = 0, nobody = 0;
  qint64 groups = 0, documents = 0, largest = 0;
  std::vector<Spellings> spellings;
  QStringList verdicts;  ///< "create race: 4 groups, 22 documents"
  std::vector<Bar> timeline;
  qint64 bar_seconds = 0;
  std::vector<CauseGroup> examples;
};

struct Causes {
  qint64 documents = 0, unusable = 0;
  std::vector<CauseKey> keys;
};

/// Investigates the setup's sources. With `keys` those, else what looks like keys. `examples`: how
/// many groups of each to tell.
Causes causes_of(const ImportSetup& setup, const QStringList& keys, int examples,
                 const Control& control);

}  // namespace profiles::access

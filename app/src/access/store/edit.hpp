// One document written: as a whole, if nobody else wrote it meanwhile.
#pragma once

#include <QString>
#include <vector>

#include "access/store.hpp"

namespace profiles::access {

/// A document before and after; empty text: there is none. An insert has no `before`, a deletion no
/// `after`. To undo it, write it the other way round.
struct Edit {
  QString collection;
  QString before, after;

  Edit undone() const { return {collection, after, before}; }
};

/// One field as three see it; empty text: it is not there.
struct ThreeWay {
  QString field;
  QString base, mine, theirs;
  bool both = false;  ///< both changed it, and not to the same
};

/// What came of it. With a conflict nothing was written.
struct Written {
  bool conflict = false;
  QString id;                    ///< `_id` of the document, as JSON
  Edit edit;                     ///< as it was done; to be undone
  QString theirs;                ///< with a conflict: as the document is now; empty: it is gone
  std::vector<ThreeWay> fields;  ///< with a conflict: those that are not equal everywhere
};

/// Writes `edit.after` in place of `edit.before`, in one transaction, if the document is still as
/// it was; else tells how it is now. Throws DuplicateKey, ValidationFailed, MalformedJson.
Written write_document(const StorePtr& store, const Edit& edit);

/// The document that has of each field what was chosen: `choices` names the fields that are to be
/// theirs. Those that only one side changed are that side's.
QString merged_text(const QString& base, const QString& mine, const QString& theirs,
                    const QStringList& choices);

}  // namespace profiles::access

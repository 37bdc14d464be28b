// Imports: done, looked back on, proven and undone.
#pragma once

#include <QString>
#include <QStringList>
#include <vector>

#include "access/export/plan.hpp"
#include "access/store.hpp"
#include "access/store/overview.hpp"

namespace profiles::access {

/// An import of a store.
struct ImportFacts {
  QString id, kind, collection, started, undone;
  qint64 undone_parts = 0;
  QStringList sources;
  LedgerFacts ledger;
};

/// The number of an import that was done, and its counts.
struct Applied {
  QString id;
  LedgerFacts ledger;
};
/// Does what a plan says, all or nothing. Throws PlanMoved.
Applied apply(const QString& store, const QString& plan, const Control& control);

/// The imports of a store, the newest first.
std::vector<ImportFacts> imports_of(const StorePtr& store);

/// Where the documents of an import are; `proven` if each document and byte is accounted for.
struct Proof {
  bool proven = false;
  qint64 read = 0, live = 0, edited = 0, made_of = 0, archived = 0, quarantined = 0, taken_back = 0;
  quint64 bytes = 0;     ///< of the sources
  QStringList findings;  ///< what is missing or changed, a sentence each
};
Proof verify(const StorePtr& store, const QString& import, const Control& control);

/// What an undo did, and what it left.
struct Undone {
  qint64 removed = 0, restored = 0, merged = 0, left = 0;
  QStringList findings;
};
/// `key`: of one user alone, as text or JSON; empty: of all.
Undone undo(const StorePtr& store, const QString& import, const QString& key,
            const Control& control);

/// What was set aside.
struct AsidePiece {
  qint64 number = 0;
  QString import, source, reason;
  quint64 line = 0;
  QString text;      ///< as in the source
  QString survivor;  ///< `_id` as a person reads it; empty: none
};
/// The next pieces behind the one with number `after`.
std::vector<AsidePiece> set_aside_of(const StorePtr& store, const QString& collection,
                                     bool quarantine, const QString& import, qint64 after,
                                     int limit);

/// Writes to `file` what make_unique would do, as a plan; the counts and groups of it.
Plan plan_unique_index(const StorePtr& store, const QString& collection, const NewIndex& index,
                       const Rules& rules, const QString& file, const Control& control);
/// Does it. Returns the id of the import that it counts as.
QString apply_unique_index(const StorePtr& store, const QString& file, const Control& control);

}  // namespace profiles::access

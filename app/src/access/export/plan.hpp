// What an import will do: the plan file, which `profilestore apply` takes too, and what it says.
#pragma once

#include <QString>
#include <QStringList>
#include <vector>

#include "access/export/setup.hpp"
#include "access/store.hpp"

namespace profiles::access {

/// The counts of an import; they add up: read is the sum of the others.
struct LedgerFacts {
  qint64 read = 0, inserted = 0, updated = 0, unchanged = 0, merged = 0, conflicted = 0,
         quarantined = 0;
};

/// A group of a plan, as a row.
struct PlanRow {
  QString key;  ///< as a person reads it
  qint64 documents = 0;
  QString survivor;  ///< its `_id` as a person reads it; empty: the whole group is in conflict
  QString rule;      ///< why it survives
  qint64 set_aside = 0, in_conflict = 0, taken = 0;
  qint64 offset = 0;  ///< of its line in the plan file
};

/// A document of a group.
struct PlanMember {
  bool survivor = false;
  bool in_store = false;
  QString id;  ///< `_id` as JSON; empty: it has none
  QString source;
  quint64 line = 0, offset = 0;
  QString outcome;  ///< "merged", "conflicted", …; of the survivor empty
  QString why;      ///< the rule that decided, or the reason
};

/// A field that the survivor takes, as JSON.
struct PlanChange {
  QString field, from, to;
};

struct PlanGroup {
  QString key;
  std::vector<PlanMember> members;  ///< the survivor first
  std::vector<PlanChange> changes;
};

struct Plan {
  QString file;
  LedgerFacts ledger;
  std::vector<PlanRow> groups;
  std::vector<std::pair<QString, qint64>> reasons;  ///< why documents go to the quarantine
  QString collection = {};
};

/// Writes the plan to `file`, which gets its name when it is complete. Changes nothing else.
Plan make_plan(const ImportSetup& setup, const QString& file, const Control& control);

/// A plan that was saved. Throws InvalidInput if the file is none.
Plan read_plan(const QString& file, const Control& control);
/// Copies the file of a plan to `to`, which is replaced as a whole or left as it is; nothing if
/// both are one file.
bool save_plan(const QString& file, const QString& to);

/// One group of it.
PlanGroup group_of(const QString& file, qint64 offset);

/// What an import would come to.
struct Counted {
  LedgerFacts ledger;
  qint64 adopted = 0;    ///< documents whose owner the accounts tell
  qint64 ownerless = 0;  ///< those of whom they do not, which go to the quarantine
};
/// Changes nothing.
Counted count_plan(const ImportSetup& setup, const Control& control);

}  // namespace profiles::access

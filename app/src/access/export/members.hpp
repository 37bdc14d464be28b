// The documents of a group side by side, and what a person decides about them.
#pragma once

#include <QString>
#include <QStringList>
#include <vector>

#include "access/export/plan.hpp"
#include "access/store.hpp"

namespace profiles::access {

/// One field over all documents of a group.
struct FieldRow {
  QString field;
  QStringList cells;  ///< one for each member; null: the document lacks it
  bool differs = false;
  QString result;      ///< what the document that stays will have
  bool taken = false;  ///< and takes from another
};

struct SideBySide {
  std::vector<PlanMember> members;
  std::vector<FieldRow> fields;
};

/// How many members are read at most.
inline constexpr std::size_t shown_at_most = 200;

/// Reads the members of a group: those of the sources from `copy` (read_export), those of the store
/// from `store`, which may be null.
SideBySide side_by_side(const StorePtr& copy, const StorePtr& store, const QString& collection,
                        const PlanGroup& group);

/// A decision that is kept in the store.
struct Decision {
  bool keep = false;  ///< else: two persons
  QString a, b;       ///< `_id`s as JSON; of `keep` only `a`
  QString decided;
};

/// "This one stays", "these are two persons". The store and the collection are made if they are not
/// there, since the decision is kept in them.
bool keep_this(const StorePtr& store, const QString& collection, const QString& id);
bool two_persons(const StorePtr& store, const QString& collection, const QString& a,
                 const QString& b);
bool forget(const StorePtr& store, const QString& collection, const Decision& decision);
std::vector<Decision> decisions_of(const StorePtr& store, const QString& collection);

}  // namespace profiles::access

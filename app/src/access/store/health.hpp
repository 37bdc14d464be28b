// Whether a store is whole; copies of it, and what is left of one that is damaged.
#pragma once

#include <QString>
#include <QStringList>
#include <vector>

#include "access/store.hpp"

namespace profiles::access {

/// What a check found, or what a repair left.
struct Checked {
  qint64 documents = 0;
  QStringList faults, repaired, notes;  ///< a sentence each, as the library says it
};
Checked check(const StorePtr& store);
/// In one transaction: all that can be repaired is, or nothing was done.
Checked repair(const StorePtr& store);

/// A copy that was made and checked.
struct Copied {
  QString path;
  qint64 collections = 0, documents = 0;
  quint64 bytes = 0;
};
/// Copies the store to a new file. Throws if there is something at `path`.
Copied back_up(const StorePtr& store, const QString& path, const Control& control);
/// Makes a new store at `path` of a backup. Throws if there is something at `path`.
Copied restore(const QString& backup, const QString& path, const Control& control);

/// A collection that was read out of a damaged store: found = salvaged + lost.
struct SalvagedFacts {
  QString name;
  qint64 found = 0, salvaged = 0, lost = 0, unproven = 0;
  QStringList indexes_left_out;
};
struct Salvaged {
  QString path;
  std::vector<SalvagedFacts> collections;
  QStringList lost, notes;  ///< a sentence each; lost: documents and records that are not in it
};
/// Reads what can be read of `damaged`, which is not touched, into a new store at `path`.
Salvaged salvage(const QString& damaged, const QString& path, const Control& control);

/// Whether anything of this room may be of help where a store could not be opened.
bool may_be_helped(const QString& path, const Failure& failure);

/// Opens a store that lacks writes it had, with what is there: that is its state from now on.
StorePtr open_as_it_is(const QString& path, const Control& control);

/// What there is until a store is closed, which takes longer than to let go of it.
using StillOpen = std::weak_ptr<const bool>;
StillOpen still_open(const StorePtr& store);

/// Waits until nobody here holds the store any more, which others close on threads of their own.
/// Throws Busy if somebody still does after some seconds.
void wait_until_closed(const StillOpen& store, const Control& control);

}  // namespace profiles::access

// A unique index over dirty data: planned into a file, then done.
#include <fstream>
#include <profilestore/error.hpp>
#include <profilestore/unique_plan.hpp>

#include "access/export/import_options.hpp"
#include "access/export/ledger.hpp"
#include "access/store/imports.hpp"
#include "access/text.hpp"

namespace profiles::access {

using namespace profilestore;

Plan plan_unique_index(const StorePtr& store, const QString& collection, const NewIndex& index,
                       const Rules& rules, const QString& file, const Control& control) {
  MakeUniqueOptions options;
  options.keep = rules.keep.toStdString();
  options.merge = names_of(rules.merge);
  options.identity = names_of(rules.identity);
  options.progress = progress_of(control);
  Plan plan{file, {}, {}, {}};
  options.on_group = [&](const UniqueGroup& group) {
    PlanRow row;
    row.key = listed(group.key);
    row.survivor = plain(group.survivor);
    row.set_aside = static_cast<qint64>(group.losers.size());
    row.in_conflict = static_cast<qint64>(group.parted.size());
    row.documents = 1 + row.set_aside + row.in_conflict;
    row.taken = static_cast<qint64>(group.taken.size());
    if (!group.losers.empty()) row.rule = QString::fromStdString(group.losers.front().rule);
    plan.groups.push_back(row);
  };
  std::ofstream out(file.toStdString(), std::ios::binary | std::ios::trunc);
  const Index made = index_from(index);
  const MakeUniqueReport report = plan_unique(store->store, collection.toStdString(),
                                              {.paths = made.paths,
                                               .missing = made.missing,
                                               .where = made.where,
                                               .normalise = made.normalise},
                                              options, out);
  out.close();
  if (!out) throw StorageFailure("cannot write " + file.toStdString(), 0);
  plan.ledger = ledger_of(report.ledger);
  return plan;
}

QString apply_unique_index(const StorePtr& store, const QString& file, const Control& control) {
  return QString::fromStdString(
      apply_unique_plan(store->store, file.toStdString(), progress_of(control)).report.id);
}

}  // namespace profiles::access

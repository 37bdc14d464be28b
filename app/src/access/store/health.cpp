#include "access/store/health.hpp"

#include <QCoreApplication>
#include <QFileInfo>
#include <QThread>
#include <profilestore/backup.hpp>
#include <profilestore/error.hpp>
#include <profilestore/salvage.hpp>

#include "access/open_store.hpp"
#include "access/text.hpp"

namespace profiles::access {

using namespace profilestore;

namespace {

constexpr int longest_wait_ms = 10'000;
constexpr int look_every_ms = 20;

struct HealthWords {
  Q_DECLARE_TR_FUNCTIONS(Health)
};

QStringList texts_of(const std::vector<std::string>& texts) {
  QStringList list;
  for (const std::string& text : texts) list << QString::fromStdString(text);
  return list;
}

Checked checked(const CheckReport& report) {
  return {report.documents, texts_of(report.faults), texts_of(report.repaired),
          texts_of(report.notes)};
}

Copied copied_of(const BackupReport& report) {
  return {QString::fromStdString(report.path.string()), report.collections, report.documents,
          static_cast<quint64>(report.bytes)};
}

QString lost_in_words(const Unsalvaged& one) {
  const QString why = QString::fromStdString(one.why);
  const QString collection = QString::fromStdString(one.collection);
  if (!one.id.is_null())
    return HealthWords::tr("%1, the document %2: %3").arg(collection, plain(one.id), why);
  if (one.last > one.row)
    return HealthWords::tr("%1, rows %2 to %3: %4")
        .arg(collection)
        .arg(one.row)
        .arg(one.last)
        .arg(why);
  if (one.row != 0) return HealthWords::tr("%1, row %2: %3").arg(collection).arg(one.row).arg(why);
  return QStringLiteral("%1: %2").arg(collection, why);
}

}  // namespace

Checked check(const StorePtr& store) { return checked(store->store.check()); }

Checked repair(const StorePtr& store) { return checked(store->store.repair()); }

Copied back_up(const StorePtr& store, const QString& path, const Control& control) {
  return copied_of(backup(store->store, path.toStdString(), progress_of(control)));
}

Copied restore(const QString& backup, const QString& path, const Control& control) {
  return copied_of(
      profilestore::restore(backup.toStdString(), path.toStdString(), progress_of(control)));
}

Salvaged salvage(const QString& damaged, const QString& path, const Control& control) {
  const SalvageReport report =
      profilestore::salvage(damaged.toStdString(), path.toStdString(), progress_of(control));
  Salvaged salvaged{QString::fromStdString(report.path.string()), {}, {}, texts_of(report.notes)};
  for (const SalvagedCollection& one : report.collections)
    salvaged.collections.push_back({QString::fromStdString(one.name), one.found, one.salvaged,
                                    one.lost, one.unproven, texts_of(one.indexes_left_out)});
  for (const Unsalvaged& one : report.lost) salvaged.lost << lost_in_words(one);
  salvaged.lost << texts_of(report.lost_records);
  return salvaged;
}

bool may_be_helped(const QString& path, const Failure& failure) {
  using Kind = Failure::Kind;
  if (failure.kind == Kind::no_store) return QFileInfo::exists(path + QStringLiteral(".head"));
  return failure.kind == Kind::damaged || failure.kind == Kind::lost_writes ||
         failure.kind == Kind::foreign_log;
}

StorePtr open_as_it_is(const QString& path, const Control& control) {
  StoreOptions options;
  options.progress = progress_of(control);
  options.accept_rollback = true;
  return std::make_shared<OpenStore>(Store::open(path.toStdString(), options));
}

StillOpen still_open(const StorePtr& store) { return store->until_closed; }

void wait_until_closed(const StillOpen& store, const Control& control) {
  for (int waited = 0; !store.expired(); waited += look_every_ms) {
    if (control.stop().stop_requested()) throw Interrupted();
    if (waited >= longest_wait_ms) throw Busy("the store is still in use by this window", 0);
    QThread::msleep(look_every_ms);
  }
}

}  // namespace profiles::access

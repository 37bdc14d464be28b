#include "pages/store/health_page.hpp"

#include <QDateTime>
#include <QFileInfo>
#include <QGroupBox>
#include <QHeaderView>
#include <QVBoxLayout>

#include "pages/parts.hpp"

namespace profiles::pages {
namespace {

using Look = models::Cell::Look;

models::TableRow finding(const QString& what, const QString& sentence, Look look = Look::plain) {
  return {{text(what, look), text(sentence, Look::plain, sentence)}};
}

void add(std::vector<models::TableRow>& rows, const QString& what, const QStringList& sentences,
         Look look = Look::plain) {
  for (const QString& sentence : sentences) rows.push_back(finding(what, sentence, look));
}

}  // namespace

HealthPage::HealthPage(Flow& flow, QWidget* parent)
    : QWidget(parent), flow_(flow), findings_({tr("What"), tr("Finding")}) {
  setObjectName(QStringLiteral("health"));
  auto* column = new QVBoxLayout(this);
  column->addWidget(headline(tr("Health"), tr("Whether the store is whole, copies of it, and what "
                                              "can be done if it is damaged or does not open.")));
  state_ = paragraph({}, QStringLiteral("health_state"));
  column->addWidget(state_);
  column->addWidget(for_open_store());
  column->addWidget(for_lost_store());
  found_ = paragraph({}, QStringLiteral("health_found"));
  column->addWidget(found_);
  QTableView* view = table(&findings_, QStringLiteral("health_findings"), tr("What was found"));
  view->setWordWrap(true);
  view->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  column->addWidget(view, 1);
  connect(&flow_, &Flow::store_opened, this, [this] {
    trouble_.clear();
    forget_but(access::path_of(flow_.store()));
    show_state();
  });
  connect(&flow_, &Flow::store_closed, this, [this] {
    QMetaObject::invokeMethod(this, &HealthPage::show_state, Qt::QueuedConnection);
  });
  connect(&flow_, &Flow::store_in_trouble, this, &HealthPage::show_trouble);
  show_state();
}

QWidget* HealthPage::for_open_store() {
  open_ = new QGroupBox;
  auto* line = new QHBoxLayout(open_);
  check_ = button(tr("&Check"), QStringLiteral("check_store"),
                  tr("Reads every page, document and key; changes nothing"));
  repair_ = button(tr("&Repair…"), QStringLiteral("repair_store"),
                   tr("Makes keys and indexes anew, and mends single bits"));
  back_up_ = button(tr("&Back Up…"), QStringLiteral("back_up_store"),
                    tr("A whole copy in a new file, checked, while others write"));
  for (QPushButton* one : {check_, repair_, back_up_}) line->addWidget(one);
  line->addStretch();
  connect(check_, &QPushButton::clicked, this, &HealthPage::check);
  connect(repair_, &QPushButton::clicked, this, &HealthPage::repair);
  connect(back_up_, &QPushButton::clicked, this, &HealthPage::back_up);
  return open_;
}

QWidget* HealthPage::for_lost_store() {
  auto* box = new QGroupBox(tr("If a store is lost or damaged"));
  auto* line = new QHBoxLayout(box);
  auto* again = button(tr("Re&store a Backup…"), QStringLiteral("restore_store"),
                       tr("Makes a new store of a backup; replaces nothing"));
  auto* salvaged = button(tr("Read &What Can Be Read…"), QStringLiteral("salvage_store"),
                          tr("Into a new store; the damaged one is copied first, and not touched"));
  as_it_is_ = button(tr("Open &As It Is…"), QStringLiteral("open_as_it_is"),
                     tr("Goes on without the writes that are missing"));
  for (QPushButton* one : {again, salvaged, as_it_is_}) line->addWidget(one);
  line->addStretch();
  connect(again, &QPushButton::clicked, this, &HealthPage::restore);
  connect(salvaged, &QPushButton::clicked, this, &HealthPage::salvage);
  connect(as_it_is_, &QPushButton::clicked, this, &HealthPage::open_as_it_is);
  return box;
}

void HealthPage::show_state() {
  const bool open = flow_.store() != nullptr;
  for (QPushButton* one : {check_, repair_, back_up_}) one->setEnabled(open);
  const QString name = open ? QFileInfo(access::path_of(flow_.store())).fileName() : QString();
  open_->setTitle(open ? tr("The store that is open: %1").arg(name)
                       : tr("The store that is open: none"));
  if (trouble_.isEmpty()) {
    as_it_is_->hide();
    state_->setText(open ? tr("%1 is open.").arg(access::path_of(flow_.store()))
                         : tr("No store is open."));
  }
}

void HealthPage::show_trouble(const QString& path, const access::Failure& failure) {
  trouble_ = path;
  forget_but(path);
  QString why = failure.sentence;
  if (why.startsWith(path + QStringLiteral(": "))) why.remove(0, path.size() + 2);
  const QString advice = failure.kind == access::Failure::Kind::no_store
                             ? tr("A head mark lies beside it, so it was a store: restore a "
                                  "backup, or read what can be "
                                  "read into a new store.")
                             : failure.advice;
  state_->setText(tr("%1 could not be opened: %2\n%3").arg(path, why, advice));
  as_it_is_->setVisible(failure.kind == access::Failure::Kind::lost_writes &&
                        QFileInfo::exists(path));
  show_state();
  emit flow_.go(objectName());
}

void HealthPage::forget_but(const QString& path) {
  if (QFileInfo(path) == QFileInfo(told_of_)) return;
  told_of_.clear();
  found_->clear();
  findings_.set_rows({});
}

void HealthPage::tell(const QString& path, const QString& summary,
                      std::vector<models::TableRow> findings) {
  told_of_ = path;
  found_->setText(summary);
  findings_.set_rows(std::move(findings));
}

void HealthPage::check() {
  if (!flow_.store()) return;
  flow_.work(
      this, tr("Checking"),
      [store = flow_.store()](access::Control&) { return access::check(store); },
      [this, path = access::path_of(flow_.store())](const access::Checked& checked) {
        show_checked(path, checked, false);
      });
}

void HealthPage::repair() {
  if (!flow_.store()) return;
  const QString path = access::path_of(flow_.store());
  if (!flow_.ask().confirm(
          this,
          tr("Repair %1? It makes keys and indexes anew from the documents, and gives documents "
             "back a single bit that has changed. What it cannot repair it leaves. To be safe, "
             "copy "
             "its files first, while no program has it open.")
              .arg(path),
          tr("Repair")))
    return;
  flow_.work(
      this, tr("Repairing"),
      [store = flow_.store()](access::Control&) { return access::repair(store); },
      [this, path](const access::Checked& checked) { show_checked(path, checked, true); });
}

void HealthPage::show_checked(const QString& path, const access::Checked& checked, bool repaired) {
  std::vector<models::TableRow> rows;
  add(rows, tr("fault"), checked.faults, Look::bad);
  add(rows, tr("repaired"), checked.repaired, Look::chosen);
  add(rows, tr("note"), checked.notes);
  const QString counted = documents(checked.documents);
  QString summary;
  if (!checked.faults.isEmpty() && repaired)
    summary =
        tr("%1: not everything can be repaired. %2 checked; faults that are left: %3. Where "
           "two documents share a key, change or delete one of them; restore the rest from "
           "a backup, or read what can be read into a new store.");
  else if (!checked.faults.isEmpty())
    summary =
        tr("%1 is damaged: %2 checked; faults: %3. Repair mends keys, indexes and single "
           "bits; restore the rest from a backup, or read what can be read into a new "
           "store.");
  else if (!checked.repaired.isEmpty())
    summary = tr("%1 is repaired: %2 checked, no faults are left.");
  else
    summary = tr("%1 is whole: %2 checked, no faults.");
  const QString faults = QLocale().toString(checked.faults.size());
  tell(path,
       checked.faults.isEmpty() ? summary.arg(path, counted) : summary.arg(path, counted, faults),
       std::move(rows));
}

void HealthPage::back_up() {
  if (!flow_.store()) return;
  const QString path = access::path_of(flow_.store());
  const QFileInfo file(path);
  const QString day = QDateTime::fromMSecsSinceEpoch(flow_.clock()()).date().toString(Qt::ISODate);
  const QString to = flow_.ask().store_file(
      this, tr("Back up the store"),
      QStringLiteral("%1/%2-%3.db").arg(file.absolutePath(), file.completeBaseName(), day));
  if (to.isEmpty()) return;
  flow_.work(
      this, tr("Copying"),
      [store = flow_.store(), to](access::Control& control) {
        return access::back_up(store, to, control);
      },
      [this, path](const access::Copied& copy) {
        tell(path,
             tr("The backup is made: %1, with %2 in %3, %4; checked, no faults.")
                 .arg(copy.path, documents(copy.documents), collections(copy.collections),
                      bytes(copy.bytes)),
             {});
      });
}

void HealthPage::restore() {
  const QStringList backups = flow_.ask().open_files(this, tr("Choose the backup"));
  if (backups.isEmpty()) return;
  const QString to = flow_.ask().store_file(this, tr("Where the new store is to be"),
                                            QStringLiteral("restored.db"));
  if (to.isEmpty()) return;
  flow_.work(
      this, tr("Copying"),
      [backup = backups.front(), to](access::Control& control) {
        return access::restore(backup, to, control);
      },
      [this, backup = backups.front()](const access::Copied& copy) {
        tell(copy.path,
             tr("Restored from %1: %2, with %3 in %4; checked, no faults. It is open now.")
                 .arg(backup, copy.path, documents(copy.documents), collections(copy.collections)),
             {});
        flow_.open_store(copy.path, false, {});
      });
}

void HealthPage::salvage() {
  QString damaged = !trouble_.isEmpty() ? trouble_
                    : flow_.store()     ? access::path_of(flow_.store())
                                        : flow_.ask()
                                          .open_files(this, tr("Choose the damaged "
                                                               "store"))
                                          .value(0);
  if (damaged.isEmpty()) return;
  const QString to =
      flow_.ask().store_file(this, tr("Where the new store is to be"),
                             QFileInfo(damaged).absolutePath() + QStringLiteral("/salvaged.db"));
  if (to.isEmpty()) return;
  const bool was_open = flow_.is_open(damaged);
  const access::StillOpen open = was_open ? access::still_open(flow_.store()) : access::StillOpen();
  if (was_open) flow_.close_store();
  flow_.work(
      this, tr("Reading what can be read"),
      [damaged, to, open](access::Control& control) {
        access::wait_until_closed(open, control);
        return access::salvage(damaged, to, control);
      },
      [this, damaged](const access::Salvaged& salvaged) {
        show_salvaged(damaged, salvaged);
        flow_.open_store(salvaged.path, false, {});
      },
      [this, damaged, was_open](const access::Failure&) {
        if (was_open) flow_.open_store(damaged, false, {});
      });
}

void HealthPage::show_salvaged(const QString& damaged, const access::Salvaged& salvaged) {
  std::vector<models::TableRow> rows;
  add(rows, tr("lost"), salvaged.lost, Look::bad);
  add(rows, tr("note"), salvaged.notes);
  qint64 read = 0;
  for (const access::SalvagedFacts& one : salvaged.collections) {
    read += one.salvaged;
    QString sentence = tr("%1 found = %2 read + %3 lost")
                           .arg(documents(one.found), QLocale().toString(one.salvaged),
                                QLocale().toString(one.lost));
    if (one.unproven > 0)
      sentence += tr("; %1 had no digest to prove them").arg(documents(one.unproven));
    rows.push_back(finding(one.name, sentence, one.lost > 0 ? Look::bad : Look::plain));
    add(rows, tr("%1, index not made").arg(one.name), one.indexes_left_out, Look::bad);
  }
  tell(salvaged.path,
       (salvaged.lost.isEmpty() ? tr("All of %1 could be read: %2 are in %3, which is open now.")
                                : tr("Not all of %1 could be read: %2 are in %3, which is open "
                                     "now. What is lost is listed."))
           .arg(damaged, documents(read), salvaged.path),
       std::move(rows));
}

void HealthPage::open_as_it_is() {
  if (trouble_.isEmpty()) return;
  if (flow_.ask().confirm(
          this,
          tr("Open %1 as it is? The writes that are missing are given up: from then on what is "
             "there is its state. If you may still find the newer file or what lay beside it, "
             "look for that first. A log that cannot be read whole is kept beside it.")
              .arg(trouble_),
          tr("Open As It Is")))
    flow_.open_as_it_is(trouble_);
}

}  // namespace profiles::pages

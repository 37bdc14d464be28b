#include "pages/store/changes_page.hpp"

#include <QCheckBox>
#include <QVBoxLayout>

#include "access/store/overview.hpp"
#include "pages/parts.hpp"

namespace profiles::pages {
namespace {

constexpr int shown_at_most = 10'000;

}  // namespace

ChangesPage::ChangesPage(Flow& flow, QWidget* parent)
    : QWidget(parent),
      flow_(flow),
      changes_({tr("Time (UTC)"), tr("What"), tr("Document"), tr("Fields")}) {
  setObjectName(QStringLiteral("changes"));
  auto* column = new QVBoxLayout(this);
  column->addWidget(headline(tr("Changes"), tr("What this and other programs write into the "
                                               "collection, as it happens.")));
  state_ = paragraph(tr("No collection is chosen."), QStringLiteral("changes_state"));
  column->addWidget(state_);
  keep_ = new QCheckBox(tr("&Keep a log of the changes of this collection"));
  keep_->setObjectName(QStringLiteral("keep_log"));
  keep_->setEnabled(false);
  column->addWidget(keep_);
  view_ = table(&changes_, QStringLiteral("change_list"), tr("Changes"));
  view_->setSortingEnabled(false);
  column->addWidget(view_, 1);
  connect(keep_, &QCheckBox::clicked, this, &ChangesPage::keep);
  connect(view_, &QTableView::activated, this, [this](const QModelIndex& index) {
    const QString id = index.data(Qt::UserRole).toString();
    if (!id.isEmpty()) emit flow_.show_document(watched_, id);
  });
  connect(&flow_, &Flow::store_closed, this, &ChangesPage::clear);
}

void ChangesPage::clear() {
  ++asked_;
  watch_.reset();
  watched_.clear();
  keep_->setEnabled(false);
  keep_->setChecked(false);
  state_->setText(tr("No collection is chosen."));
  changes_.set_rows({});
}

void ChangesPage::look() {
  if (!flow_.store() || flow_.collection().isEmpty() || watched_ == flow_.collection()) return;
  clear();
  state_->clear();
  watched_ = flow_.collection();
  flow_.reading().run(
      this,
      [store = flow_.store(), name = watched_](access::Control&) {
        return access::keeps_log(store, name);
      },
      [this, asked = asked_](bool kept) {
        if (asked == asked_) show_kept(kept);
      },
      [this, asked = asked_](const access::Failure& failure) {
        if (asked == asked_) clear();  // so that it is asked again
        flow_.tell(failure);
      });
}

void ChangesPage::show_kept(bool kept) {
  keep_->setEnabled(true);
  keep_->setChecked(kept);
  state_->setText(
      kept ? tr("%1 keeps a log. Changes appear here as they are committed.").arg(watched_)
           : tr("%1 keeps no log, so what changes in it cannot be listed. A log costs each "
                "write one more row.")
                 .arg(watched_));
  watch_.reset();
  if (kept) watch();
}

void ChangesPage::watch() {
  watch_ = std::make_unique<access::ChangeWatch>(
      [this](const access::ChangeFacts& change) {
        if (changes_.rowCount() >= shown_at_most) changes_.set_rows({});
        changes_.add_row(
            {{text(change.time), text(change.operation), text(change.id), text(change.fields)},
             change.id});
        view_->scrollToBottom();
      },
      nullptr);
  flow_.reading().run(
      this,
      [begin = watch_->beginning(flow_.store(), watched_)](access::Control&) {
        begin();
        return true;
      },
      [](bool) {},
      [this, asked = asked_](const access::Failure& failure) {
        if (asked == asked_) clear();  // so that it is asked again
        flow_.tell(failure);
      });
}

void ChangesPage::keep(bool kept) {
  ++asked_;
  flow_.reading().run(
      this,
      [store = flow_.store(), name = watched_, kept](access::Control&) {
        return access::keep_log(store, name, kept);
      },
      [this, asked = asked_](bool now) {
        if (asked == asked_) show_kept(now);
      },
      [this, asked = asked_, kept](const access::Failure& failure) {
        if (asked == asked_) keep_->setChecked(!kept);
        flow_.tell(failure);
      });
}

}  // namespace profiles::pages

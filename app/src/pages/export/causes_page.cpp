#include "pages/export/causes_page.hpp"

#include <QLineEdit>
#include <QVBoxLayout>

#include "pages/export/timeline.hpp"
#include "pages/parts.hpp"

namespace profiles::pages {
namespace {

constexpr int examples = 200;

}  // namespace

CausesPage::CausesPage(Flow& flow, QWidget* parent)
    : QWidget(parent),
      flow_(flow),
      keys_({tr("Key"), tr("Groups"), tr("Documents in groups"), tr("Largest group"),
             tr("Distinct values"), tr("Names nobody"), tr("If texts were normalised")}),
      groups_({tr("Value"), tr("Documents"), tr("Verdict"), tr("Evidence")}) {
  setObjectName(QStringLiteral("causes"));
  auto* column = new QVBoxLayout(this);
  column->addWidget(headline(tr("Causes"), tr("Which field should be unique, what shares it now, "
                                              "and how that came about.")));
  summary_ = paragraph({}, QStringLiteral("causes_summary"));
  column->addWidget(summary_);
  keys_view_ = table(&keys_, QStringLiteral("keys"), tr("Fields that could be a key"));
  keys_view_->setMaximumHeight(170);
  column->addWidget(keys_view_);
  auto* line = new QHBoxLayout;
  auto* use = button(tr("&Use This Key"), QStringLiteral("use_key"),
                     tr("Go on with the key that is chosen in the table"));
  other_key_ = line_edit(QStringLiteral("other_key"), tr("Another key"),
                         tr("another key: userId, or tenant,email"));
  other_key_->setMaximumWidth(320);
  auto* ask = button(tr("E&xamine"), QStringLiteral("examine_key"));
  line->addWidget(use);
  line->addStretch();
  line->addWidget(other_key_, 1);
  line->addWidget(ask);
  column->addLayout(line);
  timeline_ = new Timeline;
  column->addWidget(timeline_);
  pointed_ = paragraph({}, QStringLiteral("pointed"));
  column->addWidget(pointed_);
  groups_view_ = table(&groups_, QStringLiteral("cause_groups"), tr("The largest groups"));
  column->addWidget(groups_view_, 1);
  evidence_ = paragraph({}, QStringLiteral("evidence"));
  column->addWidget(evidence_);

  connect(keys_view_->selectionModel(), &QItemSelectionModel::selectionChanged, this,
          [this] { show_key(chosen_row(keys_view_)); });
  connect(groups_view_->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
    const int row = chosen_row(groups_view_);
    evidence_->setText(row < 0 ? QString() : groups_.row(row).key.toString());
  });
  connect(timeline_, &Timeline::points_at, pointed_, [this](const QString& text) {
    pointed_->setText(text.isEmpty() ? tr("Point at a bar, or use the arrow keys.") : text);
  });
  connect(use, &QPushButton::clicked, this, &CausesPage::use_key);
  connect(keys_view_, &QTableView::activated, this, &CausesPage::use_key);
  const auto examine = [this] {
    if (!other_key_->text().trimmed().isEmpty()) investigate({other_key_->text().trimmed()});
  };
  connect(&flow_, &Flow::export_opened, this, &CausesPage::clear);
  connect(&flow_, &Flow::export_refused, this, &CausesPage::clear);
  connect(ask, &QPushButton::clicked, this, examine);
  connect(other_key_, &QLineEdit::returnPressed, this, examine);
}

// What is told of another export, or of a file that has changed since, is no help.
void CausesPage::clear() {
  looked_ = {};
  causes_ = {};
  keys_.set_rows({});
  groups_.set_rows({});
  timeline_->show_bars({}, 0);
  for (QLabel* label : {summary_, pointed_, evidence_}) label->clear();
}

void CausesPage::look() {
  if (flow_.setup().sources.isEmpty() || looked_.same_export(flow_.setup())) return;
  investigate({});
}

void CausesPage::investigate(const QStringList& keys) {
  looked_ = flow_.setup();
  flow_.work(
      this, tr("Looking for causes"),
      [setup = flow_.setup(), keys](access::Control& control) {
        return access::causes_of(setup, keys, examples, control);
      },
      [this, more = !keys.isEmpty()](access::Causes causes) {
        if (more) causes.keys.insert(causes.keys.end(), causes_.keys.begin(), causes_.keys.end());
        causes_ = std::move(causes);
        show_causes();
      },
      [this](const access::Failure&) { looked_ = {}; });
}

void CausesPage::show_causes() {
  summary_->setText(
      causes_.unusable == 0
          ? tr("%1 read.").arg(documents(causes_.documents))
          : tr("%1 read. Pieces that are not documents, and that an import sets aside: %2.")
                .arg(documents(causes_.documents), QLocale().toString(causes_.unusable)));
  if (causes_.keys.empty())
    summary_->setText(summary_->text() + u' ' +
                      tr("No field looks like a key. Type the one that should be unique beside "
                         "Examine."));
  std::vector<models::TableRow> rows;
  for (std::size_t i = 0; i < causes_.keys.size(); ++i) {
    const access::CauseKey& key = causes_.keys[i];
    QStringList spellings;
    for (const access::Spellings& found : key.spellings)
      spellings << tr("%1: %2 more").arg(found.normalise, groups(found.groups));
    rows.push_back({{text(key.key), number(key.groups), number(key.documents), number(key.largest),
                     number(key.distinct), number(key.nobody),
                     text(spellings.isEmpty() ? tr("no more groups") : spellings.join(u"; "))},
                    static_cast<int>(i)});
  }
  keys_.set_rows(std::move(rows));
  if (!causes_.keys.empty()) keys_view_->selectRow(0);
}

void CausesPage::show_key(int row) {
  if (row < 0) return;
  const access::CauseKey& key = causes_.keys[static_cast<std::size_t>(keys_.row(row).key.toInt())];
  timeline_->show_bars(key.timeline, key.bar_seconds);
  std::vector<models::TableRow> rows;
  for (const access::CauseGroup& group : key.examples)
    rows.push_back({{text(group.key), number(group.documents), text(group.verdict),
                     text(group.says, models::Cell::Look::plain, group.says)},
                    group.says});
  groups_.set_rows(std::move(rows));
  evidence_->setText(key.verdicts.isEmpty()
                         ? tr("No two documents share a value of %1.").arg(key.key)
                         : key.verdicts.join(u" · "));
}

void CausesPage::use_key() {
  const int row = chosen_row(keys_view_);
  if (row < 0) {
    flow_.tell(tr("Choose a key in the table, or examine another one first."), true);
    return;
  }
  access::ImportSetup setup = flow_.setup();
  setup.key = causes_.keys[static_cast<std::size_t>(keys_.row(row).key.toInt())].key;
  flow_.set_setup(setup);
  emit flow_.go(QStringLiteral("groups"));
}

}  // namespace profiles::pages

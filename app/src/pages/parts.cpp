#include "pages/parts.hpp"

#include <QCoreApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QLocale>
#include <QSettings>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

namespace profiles::pages {
namespace {

struct Parts {
  Q_DECLARE_TR_FUNCTIONS(Parts)
};

}  // namespace

QWidget* headline(const QString& title, const QString& sentence) {
  auto* whole = new QWidget;
  auto* column = new QVBoxLayout(whole);
  column->setContentsMargins(0, 0, 0, 6);
  auto* name = new QLabel(title);
  QFont font = name->font();
  font.setPointSizeF(font.pointSizeF() * 1.5);
  font.setBold(true);
  name->setFont(font);
  column->addWidget(name);
  column->addWidget(paragraph(sentence, QStringLiteral("purpose")));
  return whole;
}

QLabel* paragraph(const QString& text, const QString& name) {
  auto* label = new QLabel(text);
  label->setObjectName(name);
  label->setWordWrap(true);
  label->setTextFormat(Qt::PlainText);
  label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  return label;
}

QPushButton* button(const QString& text, const QString& name, const QString& tip) {
  auto* made = new QPushButton(text);
  made->setObjectName(name);
  made->setToolTip(tip);
  made->setAutoDefault(false);
  return made;
}

QLineEdit* line_edit(const QString& name, const QString& accessible, const QString& hint) {
  auto* edit = new QLineEdit;
  edit->setObjectName(name);
  edit->setAccessibleName(accessible);
  edit->setPlaceholderText(hint);
  return edit;
}

QTableView* table(QAbstractItemModel* model, const QString& name, const QString& accessible) {
  auto* view = new QTableView;
  view->setObjectName(name);
  view->setAccessibleName(accessible);
  view->setModel(model);
  view->setSelectionBehavior(QAbstractItemView::SelectRows);
  view->setEditTriggers(QAbstractItemView::NoEditTriggers);
  view->setAlternatingRowColors(true);
  view->setWordWrap(false);
  view->setTabKeyNavigation(false);
  view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  view->horizontalHeader()->setSectionsClickable(true);
  view->horizontalHeader()->setHighlightSections(false);
  view->horizontalHeader()->setStretchLastSection(true);
  view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  view->verticalHeader()->setVisible(false);
  const QFontMetrics metrics(view->font());
  view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  view->verticalHeader()->setDefaultSectionSize(metrics.height() + 8);
  view->horizontalHeader()->setDefaultSectionSize(metrics.averageCharWidth() * 20);
  const QString key = QStringLiteral("columns/") + name;
  view->horizontalHeader()->restoreState(QSettings().value(key).toByteArray());
  view->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
  view->setSortingEnabled(true);
  QObject::connect(view->horizontalHeader(), &QHeaderView::sectionResized, view,
                   [view, key](int, int before, int after) {
                     if (before != 0 && after != 0)
                       QSettings().setValue(key, view->horizontalHeader()->saveState());
                   });
  return view;
}

models::Cell text(const QString& shown, models::Cell::Look look, const QString& tip) {
  return {shown, look, tip};
}

models::Cell number(qint64 shown) { return {shown}; }

QString documents(qint64 count) {
  return count == 1 ? Parts::tr("1 document")
                    : Parts::tr("%1 documents").arg(QLocale().toString(count));
}

QString bytes(quint64 count) {
  return QLocale().formattedDataSize(static_cast<qint64>(count), 1, QLocale::DataSizeSIFormat);
}

std::vector<models::TableRow> ledger_rows(const access::LedgerFacts& ledger) {
  const std::pair<QString, qint64> lines[] = {
      {Parts::tr("read: documents and other pieces of the export"), ledger.read},
      {Parts::tr("inserted: become a new document"), ledger.inserted},
      {Parts::tr("updated: replace the store's document"), ledger.updated},
      {Parts::tr("unchanged: the store has them already"), ledger.unchanged},
      {Parts::tr("merged: give way to another, and stay in the archive"), ledger.merged},
      {Parts::tr("conflicted: to the quarantine, to be decided"), ledger.conflicted},
      {Parts::tr("quarantined: cannot be imported"), ledger.quarantined}};
  std::vector<models::TableRow> rows;
  for (const auto& [words, count] : lines) rows.push_back({{number(count), text(words)}});
  return rows;
}

int chosen_row(const QTableView* view) {
  const QModelIndexList chosen = view->selectionModel()->selectedRows();
  if (chosen.isEmpty()) return -1;
  const auto* proxy = qobject_cast<const QSortFilterProxyModel*>(view->model());
  return proxy ? proxy->mapToSource(chosen.front()).row() : chosen.front().row();
}

}  // namespace profiles::pages

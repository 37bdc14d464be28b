#include "pages/parts.hpp"

#include <QCoreApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QLocale>
#include <QSettings>
#include <QSortFilterProxyModel>
#include <QTimer>
#include <QVBoxLayout>

namespace profiles::pages {
namespace {

struct Parts {
  Q_DECLARE_TR_FUNCTIONS(Parts)
};

constexpr int widest_chars = 42;  // of a column that nobody has made wider
constexpr int fitted = 24;        // columns; more are seldom seen
constexpr int looked_at = 60;     // rows, to tell how wide a column is
const char* const fitting = "fitting";

void fit(QTableView* view) {
  const int widest = view->fontMetrics().averageCharWidth() * widest_chars;
  view->setProperty(fitting, true);
  // The last one takes what is left.
  const int last =
      view->model()->columnCount() - (view->horizontalHeader()->stretchLastSection() ? 1 : 0);
  for (int column = 0; column < std::min(fitted, last); ++column) {
    view->resizeColumnToContents(column);
    if (view->columnWidth(column) > widest) view->setColumnWidth(column, widest);
  }
  view->setProperty(fitting, false);
}

// Until a person has chosen widths, columns are as wide as what is in them, once it is there.
void fit_at_first(QTableView* view, const QString& key) {
  view->horizontalHeader()->setResizeContentsPrecision(looked_at);
  auto* wait = new QTimer(view);
  wait->setSingleShot(true);
  wait->setInterval(0);
  const auto start = [wait, key] {
    if (!QSettings().contains(key)) wait->start();
  };
  QObject::connect(wait, &QTimer::timeout, view, [view] { fit(view); });
  QObject::connect(view->model(), &QAbstractItemModel::modelReset, wait, [wait, start] {
    wait->setProperty("filled", false);
    start();
  });
  const auto filled = [wait, start] {
    if (wait->property("filled").toBool()) return;  // the first page that arrives tells enough
    wait->setProperty("filled", true);
    start();
  };
  QObject::connect(view->model(), &QAbstractItemModel::dataChanged, wait, filled);
  QObject::connect(view->model(), &QAbstractItemModel::rowsInserted, wait, filled);
}

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
  if (!view->horizontalHeader()->restoreState(QSettings().value(key).toByteArray()))
    fit_at_first(view, key);
  view->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
  view->setSortingEnabled(true);
  QObject::connect(view->horizontalHeader(), &QHeaderView::sectionResized, view,
                   [view, key](int section, int before, int after) {
                     // The last one is stretched with the window: nobody chose that.
                     const bool chosen = section != view->horizontalHeader()->count() - 1;
                     if (chosen && before != 0 && after != 0 && !view->property(fitting).toBool())
                       QSettings().setValue(key, view->horizontalHeader()->saveState());
                   });
  return view;
}

QTableView* ledger_table(QAbstractItemModel* model, const QString& name,
                         const QString& accessible) {
  QTableView* view = table(model, name, accessible);
  view->setSortingEnabled(false);
  view->setWordWrap(true);
  view->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
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

QString groups(qint64 count) {
  return count == 1 ? Parts::tr("1 group") : Parts::tr("%1 groups").arg(QLocale().toString(count));
}

QString collections(qint64 count) {
  return count == 1 ? Parts::tr("1 collection")
                    : Parts::tr("%1 collections").arg(QLocale().toString(count));
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

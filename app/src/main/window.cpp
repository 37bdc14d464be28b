#include "main/window.hpp"

#include <QCloseEvent>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "main/menus.hpp"
#include "pages/export/causes_page.hpp"
#include "pages/export/groups_page.hpp"
#include "pages/export/open_page.hpp"
#include "pages/export/plan_page.hpp"
#include "pages/export/rules_page.hpp"
#include "pages/parts.hpp"
#include "pages/store/changes_page.hpp"
#include "pages/store/documents_page.hpp"
#include "pages/store/filter_bar.hpp"
#include "pages/store/health_page.hpp"
#include "pages/store/imports_page.hpp"
#include "pages/store/store_page.hpp"

namespace profiles {
namespace {

constexpr int thousandths = 1000;

// Of an item: the number of its page in the stack; null: it is a heading.
constexpr int page_role = Qt::UserRole;

}  // namespace

Window::Window(pages::Questions questions, std::function<qint64()> clock, QWidget* parent)
    : QMainWindow(parent), flow_(std::move(questions), std::move(clock)), list_(new QListWidget) {
  setObjectName(QStringLiteral("window"));
  setWindowTitle(tr("Profiles"));
  list_->setObjectName(QStringLiteral("page_list"));
  list_->setAccessibleName(tr("Pages"));
  list_->setMaximumWidth(190);
  list_->setMinimumWidth(150);
  stack_ = new QStackedWidget;
  auto* open = new pages::OpenPage(flow_);
  auto* causes = new pages::CausesPage(flow_);
  auto* groups = new pages::GroupsPage(flow_);
  auto* rules = new pages::RulesPage(flow_);
  auto* plan = new pages::PlanPage(flow_);
  auto* imports = new pages::ImportsPage(flow_);
  auto* store = new pages::StorePage(flow_);
  documents_ = new pages::DocumentsPage(flow_);
  auto* changes = new pages::ChangesPage(flow_);
  add_page(open, tr("Open"), [] {});
  add_heading(tr("An export"));
  add_page(causes, tr("1  Causes"), [causes] { causes->look(); });
  add_page(groups, tr("2  Groups"), [groups] { groups->look(); });
  add_page(rules, tr("3  Rules"), [rules] { rules->look(); });
  add_page(plan, tr("4  Plan"), [plan] { plan->look(); });
  add_heading(tr("A store"));
  add_page(store, tr("Collections"), [store] { store->look(); });
  add_page(documents_, tr("Documents"), [this] { documents_->look(); });
  add_page(imports, tr("Imports"), [imports] { imports->look(); });
  add_page(changes, tr("Changes"), [changes] { changes->look(); });
  add_page(new pages::HealthPage(flow_), tr("Health"), [] {});
  colour_headings();
  auto* whole = new QWidget;
  auto* column = new QVBoxLayout(whole);
  column->setContentsMargins(6, 6, 6, 6);
  auto* line = new QHBoxLayout;
  line->addWidget(list_);
  line->addWidget(stack_, 1);
  column->addLayout(line, 1);
  column->addWidget(foot());
  setCentralWidget(whole);
  connect(list_, &QListWidget::currentItemChanged, this, [this](QListWidgetItem* item) {
    if (item == nullptr || item->data(page_role).isNull()) return;
    const int page = item->data(page_role).toInt();
    stack_->setCurrentIndex(page);
    looks_[page]();
  });
  connect(&flow_, &pages::Flow::go, this, &Window::go);
  connect(&flow_, &pages::Flow::said, this, &Window::say);
  connect(&flow_, &pages::Flow::store_opened, this, [this] {
    setWindowTitle(tr("%1 — Profiles").arg(access::path_of(flow_.store()).section(u'/', -1)));
  });
  connect(&flow_, &pages::Flow::store_closed, this, [this] { setWindowTitle(tr("Profiles")); });
  add_menus();
  resize(1120, 720);
  restoreGeometry(QSettings().value(QStringLiteral("window/geometry")).toByteArray());
  for (QSplitter* split : findChildren<QSplitter*>())
    if (!split->objectName().isEmpty())
      split->restoreState(
          QSettings().value(QStringLiteral("window/") + split->objectName()).toByteArray());
  go(QStringLiteral("open"));
}

Window::~Window() {
  // Before the pages, which it tells.
  flow_.close_store();
  delete takeCentralWidget();
}

void Window::add_page(QWidget* page, const QString& title, std::function<void()> look) {
  auto* item = new QListWidgetItem(title, list_);
  item->setData(page_role, stack_->addWidget(page));
  item->setSizeHint(QSize(0, list_->fontMetrics().height() + 12));
  looks_ << std::move(look);
}

void Window::add_heading(const QString& title) {
  auto* item = new QListWidgetItem(title, list_);
  item->setFlags(Qt::NoItemFlags);
  item->setSizeHint(QSize(0, list_->fontMetrics().height() + 20));
  item->setTextAlignment(Qt::AlignLeft | Qt::AlignBottom);
}

void Window::colour_headings() {
  for (int row = 0; row < list_->count(); ++row)
    if (list_->item(row)->data(page_role).isNull())
      list_->item(row)->setForeground(palette().color(QPalette::PlaceholderText));
}

void Window::changeEvent(QEvent* event) {
  QMainWindow::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) colour_headings();
}

QWidget* Window::foot() {
  auto* whole = new QWidget;
  auto* column = new QVBoxLayout(whole);
  column->setContentsMargins(0, 0, 0, 0);
  message_ = new QWidget;
  auto* line = new QHBoxLayout(message_);
  line->setContentsMargins(0, 0, 0, 0);
  said_ = pages::paragraph({}, QStringLiteral("said"));
  auto* understood =
      pages::button(tr("Close"), QStringLiteral("understood"), tr("Close the message"));
  line->addWidget(said_, 1);
  line->addWidget(understood, 0, Qt::AlignTop);
  message_->hide();
  column->addWidget(message_);
  under_way_ = new QWidget;
  auto* work = new QHBoxLayout(under_way_);
  work->setContentsMargins(0, 0, 0, 0);
  step_ = new QLabel;
  step_->setObjectName(QStringLiteral("step"));
  bar_ = new QProgressBar;
  bar_->setObjectName(QStringLiteral("progress"));
  bar_->setAccessibleName(tr("How far it is"));
  auto* cancel =
      pages::button(tr("Cancel"), QStringLiteral("cancel"), tr("Nothing is changed then"));
  work->addWidget(step_);
  work->addWidget(bar_, 1);
  work->addWidget(cancel);
  under_way_->hide();
  column->addWidget(under_way_);
  connect(understood, &QPushButton::clicked, message_, &QWidget::hide);
  connect(cancel, &QPushButton::clicked, &flow_, &pages::Flow::cancel);
  connect(&flow_, &pages::Flow::working, this, [this](const QString& title) {
    message_->hide();
    step_->setText(title + u'…');
    bar_->setRange(0, 0);
    under_way_->show();
  });
  connect(&flow_, &pages::Flow::idle, under_way_, &QWidget::hide);
  connect(&flow_, &pages::Flow::progressed, this, [this](const access::Progress& progress) {
    step_->setText(progress.documents > 0
                       ? tr("%1: %2").arg(progress.step,
                                          pages::documents(static_cast<qint64>(progress.documents)))
                       : progress.step + u'…');
    if (progress.total == 0) {
      bar_->setRange(0, 0);
      return;
    }
    bar_->setRange(0, thousandths);
    bar_->setValue(static_cast<int>(progress.done * thousandths / progress.total));
  });
  return whole;
}

void Window::add_menus() {
  add_actions(*this, flow_,
              {[this] { refresh(); },
               [this] {
                 go(QStringLiteral("documents"));
                 documents_->filter().focus_filter();
               },
               [this] { documents_->undo_edit(); }, [this](const QString& page) { go(page); }});
}

void Window::go(const QString& name) {
  for (int row = 0; row < list_->count(); ++row) {
    const QVariant page = list_->item(row)->data(page_role);
    if (page.isNull() || stack_->widget(page.toInt())->objectName() != name) continue;
    if (list_->currentRow() == row) looks_[page.toInt()]();
    list_->setCurrentRow(row);
  }
}

void Window::refresh() {
  if (stack_->currentWidget() == documents_)
    documents_->refresh();
  else
    looks_[stack_->currentIndex()]();
}

void Window::say(const QString& text, bool bad) {
  said_->setText(text);
  QFont font = this->font();
  font.setBold(bad);
  said_->setFont(font);
  message_->setAccessibleName(text);
  message_->show();
}

void Window::closeEvent(QCloseEvent* event) {
  QSettings settings;
  settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
  for (QSplitter* split : findChildren<QSplitter*>())
    if (!split->objectName().isEmpty())
      settings.setValue(QStringLiteral("window/") + split->objectName(), split->saveState());
  flow_.cancel();
  QMainWindow::closeEvent(event);
}

}  // namespace profiles

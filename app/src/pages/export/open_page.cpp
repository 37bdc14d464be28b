#include "pages/export/open_page.hpp"

#include <QDragEnterEvent>
#include <QFileInfo>
#include <QFormLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QVBoxLayout>

#include "pages/export/reading_form.hpp"
#include "pages/parts.hpp"

namespace profiles::pages {

OpenPage::OpenPage(Flow& flow, QWidget* parent)
    : QWidget(parent), flow_(flow), collections_({tr("Collection"), tr("Documents")}) {
  setObjectName(QStringLiteral("open"));
  setAcceptDrops(true);
  auto* column = new QVBoxLayout(this);
  column->addWidget(
      headline(tr("Open"),
               tr("Drop an export here: a file, the folder of a dump, or an archive. Or a store. "
                  "Nothing is changed by looking.")));
  auto* buttons = new QHBoxLayout;
  auto* files = button(tr("O&pen Files…"), QStringLiteral("open_files"));
  auto* folder = button(tr("Open a &Dump's Folder…"), QStringLiteral("open_folder"));
  auto* made = button(tr("&New Store…"), QStringLiteral("new_store"));
  for (QPushButton* one : {files, folder, made}) buttons->addWidget(one);
  buttons->addStretch();
  column->addLayout(buttons);
  column->addWidget(new ReadingForm(flow_));
  what_ = paragraph(tr("Nothing is open."), QStringLiteral("what_it_is"));
  column->addWidget(what_);
  list_ =
      table(&collections_, QStringLiteral("source_collections"), tr("Collections of the export"));
  list_->setMaximumHeight(180);
  list_->hide();
  column->addWidget(list_);
  add_target(column);
  auto* recent_title = new QLabel(tr("Recen&t"));
  recent_ = new QListWidget;
  recent_->setObjectName(QStringLiteral("recent"));
  recent_->setAccessibleName(tr("Recent files"));
  recent_title->setBuddy(recent_);
  auto* forget = button(tr("Forget Recent Files"), QStringLiteral("forget_recent"));
  auto* recent_line = new QHBoxLayout;
  recent_line->addWidget(recent_title);
  recent_line->addStretch();
  recent_line->addWidget(forget);
  column->addLayout(recent_line);
  column->addWidget(recent_, 1);

  connect(files, &QPushButton::clicked, this,
          [this] { flow_.open(flow_.ask().open_files(this, tr("Open an export or a store"))); });
  connect(folder, &QPushButton::clicked, this, [this] {
    const QString path = flow_.ask().open_folder(this, tr("Open the folder of a dump"));
    if (!path.isEmpty()) flow_.open({path});
  });
  connect(made, &QPushButton::clicked, this, [this] {
    const QString path =
        flow_.ask().store_file(this, tr("New store"), QStringLiteral("profiles.db"));
    if (path.isEmpty()) return;
    if (QFileInfo::exists(path))
      flow_.tell(
          tr("There is a file %1 already, and nothing was changed. Open it by Open Files, or "
             "choose another name.")
              .arg(path),
          true);
    else
      flow_.open_store(path, true, QStringLiteral("collections"));
  });
  connect(forget, &QPushButton::clicked, &flow_, &Flow::forget_recent);
  connect(recent_, &QListWidget::itemActivated, this,
          [this](QListWidgetItem* item) { flow_.open({item->text()}); });
  connect(list_->selectionModel(), &QItemSelectionModel::selectionChanged, this,
          &OpenPage::change_setup);
  connect(&flow_, &Flow::export_opened, this, &OpenPage::show_export);
  connect(&flow_, &Flow::export_refused, this, [this](const QString& name, const QString& why) {
    collections_.set_rows({});
    list_->hide();
    target_->hide();
    QString told = tr("%1 cannot be read: %2\nNo export is open.").arg(name, why);
    if (why.contains(u" --at") || why.contains(u" --type") || why.contains(u" --encoding"))
      told +=
          u' ' + tr("What the program calls --at, --map-key, --type and --encoding is above: fill "
                    "it in, and press Read It So.");
    what_->setText(told);
  });
  connect(&flow_, &Flow::setup_changed, this, &OpenPage::show_setup);
  connect(&flow_, &Flow::recent_changed, this, &OpenPage::show_recent);
  show_recent();
}

void OpenPage::add_target(QVBoxLayout* column) {
  target_ = new QWidget;
  target_->hide();
  auto* form = new QFormLayout(target_);
  form->setContentsMargins(0, 6, 0, 6);
  store_ = line_edit(QStringLiteral("target_store"), tr("The store that it is for"));
  collection_ = line_edit(QStringLiteral("target_collection"), tr("The collection in that store"));
  auto* choose = button(tr("Choose…"), QStringLiteral("choose_target"));
  auto* line = new QHBoxLayout;
  line->addWidget(store_);
  line->addWidget(choose);
  auto* for_store = new QLabel(tr("&Store that it is for:"));
  for_store->setBuddy(store_);
  form->addRow(for_store, line);
  form->addRow(tr("&Collection in it:"), collection_);
  auto* next = button(tr("&Look for Causes"), QStringLiteral("look_for_causes"));
  form->addRow(QString(), next);
  column->addWidget(target_);
  connect(choose, &QPushButton::clicked, this, [this] {
    const QString path =
        flow_.ask().store_file(this, tr("The store that it is for"), store_->text());
    if (path.isEmpty()) return;
    store_->setText(path);
    change_setup();
  });
  for (QLineEdit* edit : {store_, collection_})
    connect(edit, &QLineEdit::editingFinished, this, &OpenPage::change_setup);
  connect(next, &QPushButton::clicked, this, [this] {
    change_setup();
    emit flow_.go(QStringLiteral("causes"));
  });
}

void OpenPage::show_export() {
  const access::SourceFacts& facts = flow_.facts();
  qint64 total = 0;
  std::vector<models::TableRow> rows;
  for (const access::SourceCollection& collection : facts.collections) {
    total += collection.documents;
    rows.push_back({{text(collection.name), number(collection.documents)}, collection.name});
  }
  QStringList told{tr("%1: %2, %3, %4.")
                       .arg(flow_.setup().sources.join(u", "),
                            facts.formats.isEmpty() ? tr("empty") : facts.formats.join(tr(" and ")),
                            bytes(facts.bytes), documents(total))};
  if (!facts.missing.isEmpty())
    told << tr("It is not whole: %1.").arg(facts.missing.join(u"; "));
  else if (total == 0)
    told << tr("Nothing in it is a document. Say above how it is written, and read it so.");
  if (total > 0 && facts.unusable > 0)
    told << tr("Pieces that are no documents, as the page Plan lists them: %1. If there should be "
               "none, say above how it is written.")
                .arg(QLocale().toString(facts.unusable));
  what_->setText(told.join(u' '));
  const QString from = flow_.setup().from;
  collections_.set_rows(std::move(rows));
  list_->setVisible(facts.collections.size() > 1);
  for (int row = 0; row < collections_.rowCount(); ++row)
    if (collections_.row(row).key == from) list_->selectRow(row);
  target_->show();
  emit flow_.go(QStringLiteral("open"));
}

void OpenPage::show_setup() {
  store_->setText(flow_.setup().store);
  collection_->setText(flow_.setup().collection);
}

void OpenPage::change_setup() {
  access::ImportSetup setup = flow_.setup();
  setup.store = store_->text();
  setup.collection = collection_->text();
  QString from = setup.from;
  if (const int row = chosen_row(list_); row >= 0) from = collections_.row(row).key.toString();
  if (from != setup.from && !from.isEmpty()) setup.collection = from.section(u'.', -1);
  setup.from = from;
  flow_.set_setup(setup);
}

void OpenPage::show_recent() {
  recent_->clear();
  recent_->addItems(flow_.recent());
}

void OpenPage::dragEnterEvent(QDragEnterEvent* event) {
  if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void OpenPage::dropEvent(QDropEvent* event) {
  QStringList paths;
  for (const QUrl& url : event->mimeData()->urls())
    if (url.isLocalFile()) paths << url.toLocalFile();
  if (paths.isEmpty()) return;
  event->acceptProposedAction();
  flow_.open(paths);
}

}  // namespace profiles::pages

#include "pages/store/store_page.hpp"

#include <QComboBox>
#include <QPlainTextEdit>
#include <QTabWidget>
#include <QVBoxLayout>

#include "pages/parts.hpp"
#include "pages/store/index_dialog.hpp"

namespace profiles::pages {

StorePage::StorePage(Flow& flow, QWidget* parent)
    : QWidget(parent),
      flow_(flow),
      collections_({tr("Collection"), tr("Documents"), tr("Indexes"), tr("Validator"),
                    tr("Changes in its log")}),
      indexes_({tr("Index"), tr("Fields"), tr("Unique"), tr("Missing values"), tr("Only if"),
                tr("Equal texts"), tr("Expires")}),
      events_({tr("Last (UTC)"), tr("What"), tr("Collection"), tr("Index"), tr("Call"), tr("Times"),
               tr("Documents")}) {
  setObjectName(QStringLiteral("collections"));
  auto* column = new QVBoxLayout(this);
  column->addWidget(headline(tr("Collections"), tr("What is in the store, by which rules, and what "
                                                   "went against them.")));
  summary_ = paragraph(tr("No store is open."), QStringLiteral("store_summary"));
  column->addWidget(summary_);
  collections_view_ = table(&collections_, QStringLiteral("collection_list"), tr("Collections"));
  column->addWidget(collections_view_, 1);
  auto* line = new QHBoxLayout;
  auto* show = button(tr("Show &Documents"), QStringLiteral("show_documents"));
  auto* changes = button(tr("Show &Changes"), QStringLiteral("show_changes"));
  auto* create = button(tr("Ne&w Collection…"), QStringLiteral("new_collection"));
  line->addWidget(show);
  line->addWidget(changes);
  line->addStretch();
  line->addWidget(create);
  column->addLayout(line);
  auto* tabs = new QTabWidget;
  tabs->setObjectName(QStringLiteral("store_tabs"));
  tabs->addTab(indexes_tab(), tr("&Indexes"));
  tabs->addTab(validator_tab(), tr("&Validator"));
  tabs->addTab(events_tab(), tr("Eve&nts"));
  column->addWidget(tabs, 1);
  const auto go = [this](const QString& page) {
    if (const auto* facts = chosen()) {
      flow_.choose_collection(facts->name);
      emit flow_.go(page);
    } else {
      flow_.tell(
          tr("Choose a collection first; a store without any needs a new one, or an import."),
          true);
    }
  };
  connect(create, &QPushButton::clicked, this, &StorePage::create_collection);
  connect(show, &QPushButton::clicked, this, [go] { go(QStringLiteral("documents")); });
  connect(changes, &QPushButton::clicked, this, [go] { go(QStringLiteral("changes")); });
  connect(collections_view_, &QTableView::activated, this,
          [go] { go(QStringLiteral("documents")); });
  connect(collections_view_->selectionModel(), &QItemSelectionModel::selectionChanged, this,
          &StorePage::show_collection);
  connect(&flow_, &Flow::store_opened, this, &StorePage::look);
  connect(&flow_, &Flow::store_changed, this, &StorePage::count);
  connect(&flow_, &Flow::store_closed, this, [this] {
    facts_ = {};
    show_facts();
    summary_->setText(tr("No store is open."));
  });
}

QWidget* StorePage::indexes_tab() {
  auto* tab = new QWidget;
  auto* column = new QVBoxLayout(tab);
  indexes_view_ = table(&indexes_, QStringLiteral("index_list"), tr("Indexes of the collection"));
  column->addWidget(indexes_view_);
  auto* line = new QHBoxLayout;
  auto* create = button(tr("Create an Inde&x…"), QStringLiteral("create_index"));
  auto* drop = button(tr("&Remove the Index…"), QStringLiteral("drop_index"));
  line->addWidget(create);
  line->addWidget(drop);
  line->addStretch();
  column->addLayout(line);
  connect(create, &QPushButton::clicked, this, [this] {
    if (const auto* facts = chosen()) {
      auto* dialog = new IndexDialog(flow_, facts->name, this);
      connect(dialog, &QDialog::accepted, this, &StorePage::count);
      dialog->open();
    }
  });
  connect(drop, &QPushButton::clicked, this, &StorePage::drop_index);
  return tab;
}

QWidget* StorePage::validator_tab() {
  auto* tab = new QWidget;
  auto* column = new QVBoxLayout(tab);
  validator_ = new QPlainTextEdit;
  validator_->setObjectName(QStringLiteral("validator"));
  validator_->setAccessibleName(tr("What the documents must match"));
  validator_->setPlaceholderText(tr("Any document passes. A filter, or {\"$jsonSchema\": {…}}."));
  validator_->setTabChangesFocus(true);
  column->addWidget(validator_);
  auto* line = new QHBoxLayout;
  level_ = new QComboBox;
  level_->setObjectName(QStringLiteral("validator_level"));
  level_->setAccessibleName(tr("Which writes are checked"));
  level_->addItem(tr("every write is checked (strict)"), QStringLiteral("strict"));
  level_->addItem(tr("documents that fail already are left alone (moderate)"),
                  QStringLiteral("moderate"));
  level_->addItem(tr("nothing is checked (off)"), QStringLiteral("off"));
  auto* set = button(tr("&Set the Validator"), QStringLiteral("set_validator"));
  validator_state_ = paragraph({}, QStringLiteral("validator_state"));
  line->addWidget(level_);
  line->addWidget(set);
  line->addWidget(validator_state_, 1);
  column->addLayout(line);
  connect(set, &QPushButton::clicked, this, &StorePage::set_validator);
  return tab;
}

QWidget* StorePage::events_tab() {
  return table(&events_, QStringLiteral("event_list"), tr("What went against the rules"));
}

void StorePage::look() {
  flow_.ask_store(
      this,
      [](const access::StorePtr& store, access::Control&) {
        return access::collection_names(store);
      },
      [this](const QStringList& names) {
        if (facts_.collections.empty()) {
          for (const QString& name : names) {
            access::CollectionFacts facts;
            facts.name = name;
            facts_.collections.push_back(facts);
          }
          show_facts();
        }
        count();
      });
}

void StorePage::count() {
  if (!flow_.store()) return;
  if (counting_) {
    again_ = true;
    return;
  }
  counting_ = true;
  again_ = false;
  flow_.counting().run(
      this, [store = flow_.store()](access::Control&) { return access::facts_of(store); },
      [this, asked = Flow::Asked(flow_.store())](access::StoreFacts facts) {
        counting_ = false;
        if (flow_.is_open(asked)) {
          facts_ = std::move(facts);
          show_facts();
        }
        if (again_) count();  // of this store, or of one that was opened meanwhile
      },
      [this](const access::Failure& failure) {
        counting_ = false;
        flow_.tell(failure);
        if (again_) count();
      });
}

void StorePage::show_facts() {
  const access::CollectionFacts* before = chosen();
  const QString name = before == nullptr ? flow_.collection() : before->name;
  std::vector<models::TableRow> rows;
  qint64 total = 0;
  for (const access::CollectionFacts& one : facts_.collections) {
    total += std::max<qint64>(0, one.documents);
    rows.push_back({{text(one.name), one.documents < 0 ? text(tr("…")) : number(one.documents),
                     number(static_cast<qint64>(one.indexes.size())),
                     text(one.validator.isEmpty() ? tr("none") : one.validator),
                     one.logged < 0 ? text(tr("none is kept")) : number(one.logged)},
                    one.name});
  }
  collections_.set_rows(std::move(rows));
  std::vector<models::TableRow> events;
  for (const access::EventFacts& event : facts_.events)
    events.push_back(
        {{text(event.last), text(event.kind), text(event.collection), text(event.index),
          text(event.operation), number(event.times), number(event.documents)}});
  events_.set_rows(std::move(events));
  if (flow_.store())
    summary_->setText(tr("%1: %2 in %3, %4; its write-ahead log (-wal) has %5.")
                          .arg(access::path_of(flow_.store()), documents(total),
                               collections(static_cast<qint64>(facts_.collections.size())),
                               bytes(static_cast<quint64>(facts_.bytes)),
                               bytes(static_cast<quint64>(facts_.log_bytes))));
  for (int row = 0; row < collections_.rowCount(); ++row)
    if (collections_.row(row).key == name) collections_view_->selectRow(row);
  if (collections_.rowCount() == 0)
    show_collection();
  else if (chosen() == nullptr)
    collections_view_->selectRow(0);
}

const access::CollectionFacts* StorePage::chosen() const {
  const int row = chosen_row(collections_view_);
  if (row < 0 || row >= collections_.rowCount()) return nullptr;
  for (const access::CollectionFacts& one : facts_.collections)
    if (one.name == collections_.row(row).key.toString()) return &one;
  return nullptr;
}

void StorePage::show_collection() {
  const access::CollectionFacts* facts = chosen();
  std::vector<models::TableRow> rows;
  if (facts != nullptr)
    for (const access::IndexFacts& index : facts->indexes)
      rows.push_back(
          {{text(index.name), text(index.paths), text(index.unique ? tr("yes") : tr("no")),
            text(index.missing), text(index.where), text(index.normalise + index.collation),
            text(index.expires)},
           index.name});
  indexes_.set_rows(std::move(rows));
  if (!validator_->hasFocus()) {
    validator_->setPlainText(facts == nullptr ? QString() : facts->validator);
    level_->setCurrentIndex(facts == nullptr || facts->validator_level.isEmpty()
                                ? 0
                                : level_->findData(facts->validator_level));
  }
  if (facts != nullptr) flow_.choose_collection(facts->name);
}

void StorePage::create_collection() {
  if (!flow_.store()) {
    flow_.tell(tr("Open a store first."), true);
    return;
  }
  const QString name =
      flow_.ask().text(this, tr("New collection"), tr("The name of the collection:")).trimmed();
  if (name.isEmpty()) return;
  flow_.work(
      this, tr("Making the collection"),
      [store = flow_.store(), name](access::Control&) {
        return access::create_collection(store, name);
      },
      [this, name](bool) {
        flow_.choose_collection(name);
        count();
      });
}

void StorePage::drop_index() {
  const int row = chosen_row(indexes_view_);
  const access::CollectionFacts* facts = chosen();
  if (row < 0 || facts == nullptr) {
    flow_.tell(tr("Choose an index first."), true);
    return;
  }
  const QString name = indexes_.row(row).key.toString(), collection = facts->name;
  if (!flow_.ask().confirm(this,
                           tr("Remove the index %1? If it is unique, duplicates can then be "
                              "written.")
                               .arg(name),
                           tr("Remove the Index")))
    return;
  flow_.work(
      this, tr("Removing the index"),
      [store = flow_.store(), collection, name](access::Control&) {
        return access::drop_index(store, collection, name);
      },
      [this](bool) { count(); });
}

void StorePage::set_validator() {
  const access::CollectionFacts* facts = chosen();
  if (facts == nullptr) return;
  flow_.work(
      this, tr("Setting the validator"),
      [store = flow_.store(), collection = facts->name, filter = validator_->toPlainText(),
       level = level_->currentData().toString()](access::Control&) {
        return access::set_validator(store, collection, filter, level);
      },
      [this](qint64 failing) {
        validator_state_->setText(
            failing == 0 ? tr("Set; every document passes.")
                         : tr("Set; %1 fail. They stay as they are.").arg(documents(failing)));
        count();
      },
      [this](const access::Failure& failure) { validator_state_->setText(failure.text()); });
}

}  // namespace profiles::pages

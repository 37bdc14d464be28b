#include "pages/store/documents_page.hpp"

#include <QHeaderView>
#include <QMenu>
#include <QSplitter>
#include <QTreeView>
#include <QVBoxLayout>

#include "pages/parts.hpp"
#include "pages/store/edit_dialog.hpp"
#include "pages/store/filter_bar.hpp"
#include "pages/store/origins.hpp"

namespace profiles::pages {
namespace {

constexpr int usual_columns = 8;
constexpr int gather_ms = 100;  // changes that come together are one reading
constexpr std::size_t edits_at_most = 100;

}  // namespace

DocumentsPage::DocumentsPage(Flow& flow, QWidget* parent)
    : QWidget(parent), flow_(flow), rows_(flow.rows(), flow.clock()) {
  setObjectName(QStringLiteral("documents"));
  auto* column = new QVBoxLayout(this);
  column->addWidget(headline(tr("Documents"), tr("Filter, sort by a click, open to edit. What "
                                                 "others write appears, marked for a moment.")));
  filter_ = new FilterBar(flow_);
  column->addWidget(filter_);
  connect(filter_, &FilterBar::find, this, &DocumentsPage::apply_filter);
  connect(filter_, &FilterBar::explain, this, &DocumentsPage::explain);
  connect(filter_, &FilterBar::columns, this, &DocumentsPage::choose_columns);
  auto* split = new QSplitter;
  split->setObjectName(QStringLiteral("documents_split"));
  view_ = table(&rows_, QStringLiteral("document_table"), tr("Documents"));
  view_->verticalHeader()->setVisible(true);
  split->addWidget(view_);
  split->addWidget(whole_side());
  split->setStretchFactor(0, 3);
  split->setStretchFactor(1, 2);
  split->setSizes({620, 340});
  split->setChildrenCollapsible(false);
  column->addWidget(split, 1);
  changed_.setSingleShot(true);
  changed_.setInterval(gather_ms);
  connect(&changed_, &QTimer::timeout, this, &DocumentsPage::refresh);
  connect(&rows_, &models::RowsModel::listed, this,
          [this](qint64 count) { filter_->say(documents(count)); });
  connect(&rows_, &models::RowsModel::failed, filter_, &FilterBar::show_wrong);
  connect(view_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
          &DocumentsPage::show_whole);
  connect(view_, &QTableView::activated, this, &DocumentsPage::edit_document);
  connect(&flow_, &Flow::collection_chosen, this, &DocumentsPage::look);
  connect(&flow_, &Flow::show_document, this, [this](const QString& collection, const QString& id) {
    flow_.choose_collection(collection);
    emit flow_.go(QStringLiteral("documents"));
    filter_->set_text(QStringLiteral("{\"_id\": %1}").arg(id));
    apply_filter();
    open_document(id);
  });
  connect(&flow_, &Flow::store_changed, this, [this](const QStringList& names) {
    if (!shown_.isEmpty() && (names.isEmpty() || names.contains(shown_))) changed_.start();
  });
  connect(&flow_, &Flow::store_closed, this, [this] {
    rows_.clear();
    shown_.clear();
    edits_.clear();
    whole_ = {};
    tree_.set_document({});
  });
}

QWidget* DocumentsPage::whole_side() {
  auto* side = new QWidget;
  auto* column = new QVBoxLayout(side);
  column->setContentsMargins(0, 0, 0, 0);
  tree_view_ = new QTreeView;
  tree_view_->setObjectName(QStringLiteral("document_tree"));
  tree_view_->setAccessibleName(tr("The document that is chosen"));
  tree_view_->setModel(&tree_);
  tree_view_->setAlternatingRowColors(true);
  tree_view_->header()->setDefaultSectionSize(140);
  column->addWidget(tree_view_, 1);
  auto* line = new QHBoxLayout;
  auto* edit = button(tr("Edi&t…"), QStringLiteral("edit_document"));
  auto* insert = button(tr("&Insert…"), QStringLiteral("insert_document"));
  auto* remove =
      button(tr("&Delete"), QStringLiteral("delete_document"), tr("Ctrl+Z brings it back"));
  auto* origin = button(tr("&Where From"), QStringLiteral("where_from"),
                        tr("Which document of which export each field comes from"));
  for (QPushButton* one : {edit, insert, remove, origin}) line->addWidget(one);
  line->addStretch();
  column->addLayout(line);
  connect(edit, &QPushButton::clicked, this, &DocumentsPage::edit_document);
  connect(insert, &QPushButton::clicked, this, &DocumentsPage::insert_document);
  connect(remove, &QPushButton::clicked, this, &DocumentsPage::delete_document);
  connect(origin, &QPushButton::clicked, this, &DocumentsPage::show_origins);
  return side;
}

void DocumentsPage::look() {
  if (!flow_.store() || flow_.collection().isEmpty() || shown_ == flow_.collection()) return;
  shown_ = flow_.collection();
  filter_->begin(shown_);
  whole_ = {};
  tree_.set_document({});
  flow_.rows().run(
      this,
      [store = flow_.store(), collection = shown_](access::Control&) {
        return access::fields_of(store, collection);
      },
      [this, asked = Flow::Asked(flow_.store()), collection = shown_](const QStringList& fields) {
        if (!flow_.is_open(asked) || collection != shown_) return;
        filter_->set_names(fields);
        columns_.clear();
        for (const QString& field : fields)
          if (!field.contains(u'.') && columns_.size() < usual_columns) columns_ << field;
        if (!columns_.contains(QStringLiteral("_id"))) columns_.prepend(QStringLiteral("_id"));
        apply_filter();
      },
      [this](const access::Failure& failure) { flow_.tell(failure); });
}

void DocumentsPage::apply_filter() {
  if (!flow_.store() || shown_.isEmpty()) return;
  filter_->hide_wrong();
  rows_.show(flow_.store(), query(), columns_);
}

access::Query DocumentsPage::query() const {
  access::Query query{shown_, filter_->text(), rows_.query().sort, rows_.query().ascending};
  if (query.collection != rows_.query().collection) query.sort.clear();
  return query;
}

void DocumentsPage::refresh() {
  rows_.refresh();
  show_whole();
}

QString DocumentsPage::chosen_id() const {
  return view_->currentIndex().isValid() ? rows_.id_at(view_->currentIndex().row()) : QString();
}

bool DocumentsPage::whole_is_chosen() const {
  const QString chosen = chosen_id();
  return whole_.found && !shown_.isEmpty() && (chosen.isEmpty() || chosen == whole_.id);
}

void DocumentsPage::show_whole() {
  const QString id = chosen_id();
  if (!id.isEmpty()) open_document(id);
}

void DocumentsPage::open_document(const QString& id) {
  flow_.ask_store(
      this,
      [collection = shown_, id](const access::StorePtr& store, access::Control&) {
        return access::whole_document(store, collection, id);
      },
      [this](access::Whole whole) {
        if (whole.found && whole.text == whole_.text) return;
        whole_ = std::move(whole);
        tree_.set_document(whole_.tree);
        tree_view_->expandToDepth(0);
      });
}

void DocumentsPage::choose_columns() {
  QMenu menu(this);
  for (const QString& name : filter_->names()) {
    QAction* action = menu.addAction(name);
    action->setCheckable(true);
    action->setChecked(columns_.contains(name));
    connect(action, &QAction::toggled, this, [this, name](bool shown) {
      if (shown)
        columns_ << name;
      else
        columns_.removeAll(name);
      if (columns_.isEmpty()) columns_ << QStringLiteral("_id");
    });
  }
  menu.exec(QCursor::pos());
  apply_filter();
}

void DocumentsPage::explain() {
  if (!flow_.store() || shown_.isEmpty()) {
    flow_.tell(tr("Open a store and choose a collection first."), true);
    return;
  }
  flow_.ask_store(
      this,
      [query = query()](const access::StorePtr& store, access::Control&) {
        return access::explain_in_words(store, query);
      },
      [this](const QString& words) { filter_->say(words); },
      [this](const access::Failure& failure) { filter_->show_wrong(failure); });
}

void DocumentsPage::edit_document() {
  if (!whole_is_chosen()) return;
  auto* dialog = new EditDialog(flow_, {shown_, whole_.text, whole_.text}, this);
  connect(dialog, &EditDialog::written, this, &DocumentsPage::take_written);
  dialog->open();
}

void DocumentsPage::insert_document() {
  if (shown_.isEmpty()) return;
  auto* dialog = new EditDialog(flow_, {shown_, {}, QStringLiteral("{\n  \n}")}, this);
  connect(dialog, &EditDialog::written, this, &DocumentsPage::take_written);
  dialog->open();
}

void DocumentsPage::delete_document() {
  if (!whole_is_chosen()) return;
  flow_.reading().run(
      this,
      [store = flow_.store(), edit = access::Edit{shown_, whole_.text, {}}](access::Control&) {
        return access::write_document(store, edit);
      },
      [this, path = access::path_of(flow_.store())](const access::Written& written) {
        if (!flow_.is_open(path)) return;  // closed meanwhile
        if (written.conflict)
          flow_.tell(tr("Somebody else changed the document meanwhile; it was not deleted. Look at "
                        "it again."),
                     true);
        else
          flow_.tell(tr("Deleted. Ctrl+Z brings it back."));
        take_written(written);
      },
      [this](const access::Failure& failure) { flow_.tell(failure); });
}

void DocumentsPage::take_written(const access::Written& written) {
  if (!written.conflict) {
    edits_.emplace(++edit_number_, written.edit);
    if (edits_.size() > edits_at_most) edits_.erase(edits_.begin());
  }
  refresh();
}

void DocumentsPage::undo_edit() {
  if (edits_.empty()) {
    flow_.tell(tr("There is no edit to undo."));
    return;
  }
  // Taken when it is asked for: the next Ctrl+Z is for the edit before.
  const auto [number, edit] = *edits_.rbegin();
  edits_.erase(number);
  const auto keep = [this, path = access::path_of(flow_.store()), number = number, edit = edit] {
    if (flow_.is_open(path)) edits_.emplace(number, edit);
  };
  flow_.reading().run(
      this,
      [store = flow_.store(), undone = edit.undone()](access::Control&) {
        return access::write_document(store, undone);
      },
      [this, keep](const access::Written& written) {
        if (written.conflict) {
          keep();
          flow_.tell(tr("The document was changed since by somebody else, so the edit was not "
                        "undone. Edit it by hand."),
                     true);
          return;
        }
        flow_.tell(tr("The last edit was undone."));
        refresh();
      },
      [this, keep](const access::Failure& failure) {
        keep();
        flow_.tell(failure);
      });
}

void DocumentsPage::show_origins() {
  const QString id = chosen_id();
  if (id.isEmpty()) return;
  flow_.ask_store(
      this,
      [collection = shown_, id](const access::StorePtr& store, access::Control&) {
        return access::origins_of(store, collection, id);
      },
      [this](const std::vector<access::Origin>& origins) { flow_.tell(in_words(origins)); });
}

}  // namespace profiles::pages

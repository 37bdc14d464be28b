#include "pages/store/imports_page.hpp"

#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>

#include "pages/parts.hpp"
#include "pages/store/references_action.hpp"

namespace profiles::pages {
namespace {

constexpr int page_size = 200;

}  // namespace

QString ImportsPage::in_words(const QString& kind) {
  if (kind == u"makeUnique") return tr("made unique");
  if (kind == u"mergeDocuments") return tr("merged by hand");
  if (kind == u"rewriteReferences") return tr("references followed");
  if (kind == u"import") return tr("import");
  return kind;
}

ImportsPage::ImportsPage(Flow& flow, QWidget* parent)
    : QWidget(parent),
      flow_(flow),
      imports_({tr("Number"), tr("What"), tr("Collection"), tr("When (UTC)"), tr("Read"),
                tr("To the archive"), tr("To the quarantine"), tr("Undone")}),
      ledger_({tr("Count"), tr("What became of them")}),
      archive_({tr("Place"), tr("Why"), tr("Kept in its place"), tr("Document")}),
      quarantine_({tr("Place"), tr("Why"), tr("Kept in its place"), tr("Document")}) {
  setObjectName(QStringLiteral("imports"));
  auto* column = new QVBoxLayout(this);
  column->addWidget(headline(tr("Imports"), tr("What was imported into this store, where every "
                                               "document of it is, and the way back.")));
  imports_view_ = table(&imports_, QStringLiteral("import_list"), tr("Imports of the store"));
  imports_view_->setMaximumHeight(170);
  column->addWidget(imports_view_);
  auto* line = new QHBoxLayout;
  auto* prove = button(tr("&Verify"), QStringLiteral("verify"),
                       tr("Read the export again, and account for every document and byte"));
  auto* all = button(tr("&Undo the Import…"), QStringLiteral("undo_all"));
  auto* one = button(tr("Undo for &One User…"), QStringLiteral("undo_one"));
  auto* refer = button(tr("Follow &References…"), QStringLiteral("follow_references"),
                       tr("Leads references to merged documents to those that were kept"));
  for (QPushButton* each : {prove, all, one, refer}) line->addWidget(each);
  line->addStretch();
  column->addLayout(line);
  proof_ = paragraph({}, QStringLiteral("proof"));
  column->addWidget(proof_);
  auto* tabs = new QTabWidget;
  tabs->setObjectName(QStringLiteral("import_tabs"));
  QTableView* numbers = ledger_table(&ledger_, QStringLiteral("ledger"), tr("The ledger"));
  tabs->addTab(numbers, tr("&Ledger"));
  tabs->addTab(aside_tab(archive_, QStringLiteral("archive"), tr("The archive")), tr("&Archive"));
  tabs->addTab(aside_tab(quarantine_, QStringLiteral("quarantine"), tr("The quarantine")),
               tr("&Quarantine"));
  column->addWidget(tabs, 1);
  connect(imports_view_->selectionModel(), &QItemSelectionModel::selectionChanged, this,
          &ImportsPage::show_import);
  connect(prove, &QPushButton::clicked, this, &ImportsPage::verify);
  connect(all, &QPushButton::clicked, this, [this] { undo(false); });
  connect(one, &QPushButton::clicked, this, [this] { undo(true); });
  auto* references = new ReferencesAction(flow_, this);
  connect(refer, &QPushButton::clicked, this, [this, references] {
    if (const access::ImportFacts* import = chosen(); import && !import->collection.isEmpty())
      references->run(import->collection);
    else
      flow_.tell(tr("Choose an import first."), true);
  });
  connect(references, &ReferencesAction::followed, this, &ImportsPage::look);
  connect(&flow_, &Flow::store_opened, this, &ImportsPage::look);
  connect(&flow_, &Flow::store_closed, this, [this] {
    all_.clear();
    proofs_.clear();
    imports_.set_rows({});
    show_import();
  });
}

QWidget* ImportsPage::aside_tab(models::TextTable& model, const QString& name,
                                const QString& accessible) {
  auto* split = new QSplitter;
  QTableView* view = table(&model, name, accessible);
  view->setSortingEnabled(false);  // pages come in the order of the store
  auto* whole = new QPlainTextEdit;
  whole->setObjectName(name + QStringLiteral("_text"));
  whole->setAccessibleName(tr("The piece as it was in its source"));
  whole->setReadOnly(true);
  whole->setPlaceholderText(tr("Nothing was set aside, or none of it is chosen."));
  split->addWidget(view);
  split->addWidget(whole);
  split->setStretchFactor(0, 3);
  split->setStretchFactor(1, 2);
  connect(view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
          [view, whole, &model] {
            const int row = chosen_row(view);
            whole->setPlainText(row < 0 ? QString() : model.row(row).cells.back().tip);
          });
  const bool quarantine = &model == &quarantine_;
  connect(view->verticalScrollBar(), &QScrollBar::valueChanged, this,
          [this, view, &model, quarantine](int value) {
            if (value < view->verticalScrollBar()->maximum() || model.rowCount() == 0) return;
            if (model.rowCount() % page_size == 0)
              read_aside(quarantine, model.row(model.rowCount() - 1).key.toLongLong());
          });
  return split;
}

void ImportsPage::look() {
  flow_.ask_store(
      this,
      [](const access::StorePtr& store, access::Control&) { return access::imports_of(store); },
      [this](std::vector<access::ImportFacts> all) {
        all_ = std::move(all);
        std::vector<models::TableRow> rows;
        for (const access::ImportFacts& one : all_)
          rows.push_back(
              {{number(one.id.toLongLong()), text(in_words(one.kind)), text(one.collection),
                text(one.started), number(one.ledger.read), number(one.ledger.merged),
                number(one.ledger.conflicted + one.ledger.quarantined),
                text(!one.undone.isEmpty()  ? one.undone
                     : one.undone_parts > 0 ? tr("in part")
                                            : tr("no"))},
               one.id});
        imports_.set_rows(std::move(rows));
        if (!all_.empty())
          imports_view_->selectRow(0);
        else
          show_import();
      });
}

const access::ImportFacts* ImportsPage::chosen() const {
  const int row = chosen_row(imports_view_);
  if (row < 0) return nullptr;
  const QString id = imports_.row(row).key.toString();
  for (const access::ImportFacts& one : all_)
    if (one.id == id) return &one;
  return nullptr;
}

void ImportsPage::show_import() {
  const access::ImportFacts* import = chosen();
  archive_.set_rows({});
  quarantine_.set_rows({});
  ledger_.set_rows(import ? ledger_rows(import->ledger) : std::vector<models::TableRow>());
  proof_->setText(import == nullptr ? tr("This store has no imports.")
                  : import->sources.isEmpty()
                      ? QString()
                      : tr("From %1. Not verified yet.").arg(import->sources.join(u", ")));
  if (import != nullptr && proofs_.contains(import->id)) proof_->setText(proofs_[import->id]);
  if (import == nullptr || import->collection.isEmpty()) return;
  read_aside(false, 0);
  read_aside(true, 0);
}

void ImportsPage::read_aside(bool quarantine, qint64 after) {
  const access::ImportFacts* import = chosen();
  if (import == nullptr) return;
  flow_.ask_store(
      this,
      [collection = import->collection, id = import->id, quarantine, after](
          const access::StorePtr& store, access::Control&) {
        return access::set_aside_of(store, collection, quarantine, id, after, page_size);
      },
      [this, quarantine, after, id = import->id](const std::vector<access::AsidePiece>& pieces) {
        if (chosen() == nullptr || chosen()->id != id) return;
        models::TextTable& model = quarantine ? quarantine_ : archive_;
        // It may have been asked for twice: what is there already is not added.
        if (after == 0)
          model.set_rows({});
        else if (model.rowCount() == 0 || model.row(model.rowCount() - 1).key.toLongLong() != after)
          return;
        for (const access::AsidePiece& piece : pieces)
          model.add_row(
              {{text(piece.source.isEmpty() ? tr("from the store")
                                            : tr("%1, line %2").arg(piece.source).arg(piece.line)),
                text(piece.reason, models::Cell::Look::plain, piece.reason), text(piece.survivor),
                text(piece.text.left(200).simplified(), models::Cell::Look::plain, piece.text)},
               piece.number});
        auto* view = findChild<QTableView*>(quarantine ? QStringLiteral("quarantine")
                                                       : QStringLiteral("archive"));
        if (after == 0 && model.rowCount() > 0) view->selectRow(0);
      });
}

void ImportsPage::verify() {
  const access::ImportFacts* import = chosen();
  if (import == nullptr) return;
  flow_.work(
      this, tr("Verifying"),
      [store = flow_.store(), id = import->id](access::Control& control) {
        return access::verify(store, id, control);
      },
      [this, id = import->id](const access::Proof& proof) {
        const QLocale in;
        QString counts =
            tr("%1 read = %2 live + %3 changed since + %4 merged into others + %5 in the "
               "archive + %6 in the quarantine + %7 undone; %8.")
                .arg(in.toString(proof.read), in.toString(proof.live), in.toString(proof.edited),
                     in.toString(proof.made_of), in.toString(proof.archived),
                     in.toString(proof.quarantined), in.toString(proof.taken_back),
                     bytes(proof.bytes));
        proofs_[id] = (proof.proven ? tr("Proven: every document and every byte is accounted for. ")
                                    : tr("Not proven. ")) +
                      counts + u' ' + proof.findings.mid(0, 10).join(u' ');
        if (chosen() != nullptr && chosen()->id == id) proof_->setText(proofs_[id]);
      });
}

void ImportsPage::undo(bool one_user) {
  const access::ImportFacts* import = chosen();
  if (import == nullptr) return;
  const QString id = import->id;
  QString key;
  if (one_user) {
    key =
        flow_.ask().text(this, tr("Undo for one user"), tr("The value of the key, as 643700f2…:"));
    if (key.trimmed().isEmpty()) return;
  } else if (!flow_.ask().confirm(this,
                                  tr("Undo import %1? What it created is removed, and documents "
                                     "of this store that it replaced or set aside come back. The "
                                     "others of an export are in its file, as ever. What was "
                                     "changed since stays as it is.")
                                      .arg(id),
                                  tr("Undo the Import"))) {
    return;
  }
  flow_.work(
      this, tr("Undoing"),
      [store = flow_.store(), id, key](access::Control& control) {
        return access::undo(store, id, key, control);
      },
      [this](const access::Undone& undone) {
        flow_.tell(
            tr("Undone: %1 removed, %2 restored, %3 restored with later changes kept, %4 left. ")
                    .arg(undone.removed)
                    .arg(undone.restored)
                    .arg(undone.merged)
                    .arg(undone.left) +
                undone.findings.mid(0, 5).join(u' '),
            undone.left > 0);
        proofs_.clear();  // of what was there before
        look();
      });
}

}  // namespace profiles::pages

#include "pages/store/edit_dialog.hpp"

#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QSplitter>
#include <QTimer>
#include <QTreeView>
#include <QVBoxLayout>

#include "access/parse.hpp"
#include "pages/parts.hpp"

namespace profiles::pages {
namespace {

constexpr int parse_ms = 300;

}  // namespace

EditDialog::EditDialog(Flow& flow, const access::Edit& edit, QWidget* parent)
    : QDialog(parent),
      flow_(flow),
      store_(access::path_of(flow.store())),
      edit_(edit),
      fields_({tr("Field"), tr("It was"), tr("Mine"), tr("Theirs"), tr("Taken")}) {
  setObjectName(QStringLiteral("edit_dialog"));
  setWindowTitle(edit.before.isEmpty() ? tr("New Document in %1").arg(edit.collection)
                                       : tr("Document in %1").arg(edit.collection));
  setAttribute(Qt::WA_DeleteOnClose);
  resize(860, 560);
  auto* column = new QVBoxLayout(this);
  auto* split = new QSplitter;
  text_ = new QPlainTextEdit(edit.after);
  text_->setObjectName(QStringLiteral("edit_text"));
  text_->setAccessibleName(tr("The document as Extended JSON"));
  text_->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
  tree_view_ = new QTreeView;
  tree_view_->setObjectName(QStringLiteral("edit_tree"));
  tree_view_->setAccessibleName(tr("The document as a tree"));
  tree_view_->setModel(&tree_);
  tree_view_->header()->setDefaultSectionSize(150);
  split->addWidget(text_);
  split->addWidget(tree_view_);
  split->setSizes({480, 380});
  column->addWidget(split, 1);
  conflict_view_ = conflict_side();
  column->addWidget(conflict_view_);
  state_ = paragraph({}, QStringLiteral("edit_state"));
  other_ = button(tr("Open the &Other Document"), QStringLiteral("open_other"));
  other_->hide();
  auto* told = new QHBoxLayout;
  told->addWidget(state_, 1);
  told->addWidget(other_, 0, Qt::AlignTop);
  column->addLayout(told);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
  buttons->button(QDialogButtonBox::Cancel)->setAutoDefault(false);
  save_ = buttons->addButton(tr("&Save"), QDialogButtonBox::ActionRole);
  save_->setObjectName(QStringLiteral("save_document"));
  column->addWidget(buttons);
  auto* wait = new QTimer(this);
  wait->setSingleShot(true);
  wait->setInterval(parse_ms);
  connect(text_, &QPlainTextEdit::textChanged, this, [this, wait] {
    forget_failure();
    wait->start();
  });
  connect(wait, &QTimer::timeout, this, &EditDialog::read_tree);
  connect(save_, &QPushButton::clicked, this, &EditDialog::save);
  connect(buttons, &QDialogButtonBox::rejected, this, &EditDialog::reject);
  connect(other_, &QPushButton::clicked, this, [this] {
    if (!is_open() || !may_close()) return;
    emit flow_.show_document(edit_.collection, other_id_);
    done(QDialog::Rejected);
  });
  read_tree();
}

QWidget* EditDialog::conflict_side() {
  auto* side = new QWidget;
  auto* column = new QVBoxLayout(side);
  column->setContentsMargins(0, 0, 0, 0);
  fields_view_ = table(&fields_, QStringLiteral("conflict"), tr("Fields that were changed"));
  fields_view_->setSortingEnabled(false);
  column->addWidget(fields_view_);
  auto* line = new QHBoxLayout;
  auto* mine = button(tr("Take &Mine"), QStringLiteral("take_mine"));
  auto* theirs = button(tr("Take &Theirs"), QStringLiteral("take_theirs"));
  auto* merged = button(tr("Go on with &These"), QStringLiteral("merge_conflict"));
  for (QPushButton* one : {mine, theirs, merged}) line->addWidget(one);
  line->addStretch();
  column->addLayout(line);
  connect(mine, &QPushButton::clicked, this, [this] { choose(false); });
  connect(theirs, &QPushButton::clicked, this, [this] { choose(true); });
  connect(merged, &QPushButton::clicked, this, &EditDialog::merge);
  side->hide();
  return side;
}

bool EditDialog::may_close() {
  return text_->toPlainText() == edit_.after ||
         flow_.ask().confirm(this, tr("Close without saving what you changed?"), tr("Close"));
}

void EditDialog::reject() {
  if (may_close()) QDialog::reject();
}

void EditDialog::forget_failure() {
  refused_ = {};
  state_->clear();
  other_->hide();
  text_->setExtraSelections({});
}

void EditDialog::read_tree() {
  const QString read = text_->toPlainText();
  flow_.counting().run(
      this, [read](access::Control&) { return access::tree_of(read); },
      [this, read](const access::Node& tree) {
        if (read != text_->toPlainText()) return;  // it is read again soon
        tree_.set_document(tree);
        tree_view_->expandToDepth(0);
        mark_fields();
      },
      [this, read](const access::Failure& failure) {
        if (read == text_->toPlainText()) show_failure(failure);
      });
}

void EditDialog::mark_fields() {
  for (qsizetype i = 0; i < refused_.paths.size(); ++i) {
    const QString rule = refused_.rules.value(i);
    tree_.mark(refused_.paths[i], rule.isEmpty() ? refused_.sentence : rule);
  }
}

bool EditDialog::is_open() {
  const bool open = flow_.is_open(store_);
  if (!open)
    state_->setText(tr("Nothing was done: %1, which this document is of, was closed. What you "
                       "typed is kept here; open that store again, and try once more.")
                        .arg(store_));
  return open;
}

void EditDialog::save() {
  if (!is_open()) return;
  save_->setEnabled(false);
  const access::Edit edit{edit_.collection, edit_.before, text_->toPlainText()};
  flow_.reading().run(
      this,
      [store = flow_.store(), edit](access::Control&) {
        return access::write_document(store, edit);
      },
      [this](const access::Written& result) {
        save_->setEnabled(true);
        if (result.conflict) {
          show_conflict(result);
          return;
        }
        if (flow_.is_open(store_)) {
          emit written(result);
          flow_.tell(tr("Saved. Ctrl+Z takes it back."));
        } else {
          flow_.tell(tr("Saved in %1, which is closed now.").arg(store_));
        }
        accept();
      },
      [this](const access::Failure& failure) {
        save_->setEnabled(true);
        show_failure(failure);
      });
}

void EditDialog::show_failure(const access::Failure& failure) {
  using Kind = access::Failure::Kind;
  QString text = failure.text();
  refused_ = failure;
  mark_fields();
  if (failure.kind == Kind::validation)
    for (qsizetype i = 0; i < failure.paths.size(); ++i)
      text += tr("\n%1: %2")
                  .arg(failure.paths[i].isEmpty() ? tr("the document") : failure.paths[i],
                       failure.rules.value(i));
  if (failure.kind == Kind::malformed && failure.offset >= 0) {
    QTextCursor cursor = text_->textCursor();
    const QString before = QString::fromUtf8(text_->toPlainText().toUtf8().left(failure.offset));
    cursor.setPosition(static_cast<int>(before.size()));
    QTextEdit::ExtraSelection wrong;
    wrong.cursor = cursor;
    wrong.cursor.movePosition(QTextCursor::EndOfLine, QTextCursor::KeepAnchor);
    wrong.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
    wrong.format.setUnderlineColor(QColor(208, 48, 48));
    text_->setExtraSelections({wrong});
  }
  other_id_ = failure.existing_id;
  other_->setVisible(failure.kind == Kind::duplicate_key && !other_id_.isEmpty());
  state_->setText(text);
}

void EditDialog::show_conflict(const access::Written& written) {
  conflict_ = written;
  theirs_.clear();
  if (written.theirs.isEmpty()) {
    state_->setText(
        tr("Somebody else deleted this document meanwhile. Save once more to insert it "
           "again, or cancel."));
    edit_.before.clear();
    return;
  }
  std::vector<models::TableRow> rows;
  using Look = models::Cell::Look;
  for (const access::ThreeWay& field : written.fields)
    rows.push_back({{text(field.field, field.both ? Look::bad : Look::plain), text(field.base),
                     text(field.mine), text(field.theirs),
                     text(field.both                 ? tr("mine")
                          : field.mine == field.base ? tr("theirs")
                                                     : tr("mine"))},
                    field.field});
  fields_.set_rows(std::move(rows));
  conflict_view_->show();
  state_->setText(
      tr("Somebody else changed this document meanwhile; nothing was written. Where only "
         "one changed a field, that is taken. Choose for the fields in red, and go on."));
}

void EditDialog::choose(bool theirs) {
  const int row = chosen_row(fields_view_);
  if (row < 0) {
    state_->setText(tr("Choose a field in the table first."));
    return;
  }
  const access::ThreeWay& field = conflict_.fields[static_cast<std::size_t>(row)];
  if (!field.both) {
    state_->setText(
        tr("Only one of you changed %1, so there is nothing to choose.").arg(field.field));
    return;
  }
  theirs_.removeAll(field.field);
  if (theirs) theirs_ << field.field;
  std::vector<models::TableRow> rows;
  for (int i = 0; i < fields_.rowCount(); ++i) rows.push_back(fields_.row(i));
  rows[static_cast<std::size_t>(row)].cells.back() = text(theirs ? tr("theirs") : tr("mine"));
  fields_.set_rows(std::move(rows));
  fields_view_->selectRow(row);
}

// What was "before" is now what they wrote: so their change is not lost.
void EditDialog::merge() {
  flow_.counting().run(
      this,
      [base = edit_.before, mine = text_->toPlainText(), theirs = conflict_.theirs,
       choices = theirs_](access::Control&) {
        return access::merged_text(base, mine, theirs, choices);
      },
      [this](const QString& merged) {
        edit_.before = conflict_.theirs;
        text_->setPlainText(merged);
        conflict_view_->hide();
        state_->setText(tr("This is what both of you wrote. Save it, or edit on."));
      },
      [this](const access::Failure& failure) { show_failure(failure); });
}

}  // namespace profiles::pages

#include "pages/index_dialog.hpp"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QVBoxLayout>

#include "pages/parts.hpp"

namespace profiles::pages {

IndexDialog::IndexDialog(Flow& flow, const QString& collection, QWidget* parent)
    : QDialog(parent),
      flow_(flow),
      collection_(collection),
      groups_({tr("Value of the key"), tr("Documents"), tr("Survives"), tr("To the archive"),
               tr("Not merged"), tr("Fields taken")}) {
  setObjectName(QStringLiteral("index_dialog"));
  setWindowTitle(tr("New Index of %1").arg(collection));
  setAttribute(Qt::WA_DeleteOnClose);
  auto* column = new QVBoxLayout(this);
  auto* form = new QFormLayout;
  paths_ = line_edit(QStringLiteral("index_paths"), tr("Fields"), tr("userId, or tenant,email"));
  unique_ = new QCheckBox(tr("&Unique: no two documents share the key"));
  unique_->setObjectName(QStringLiteral("index_unique"));
  missing_ = new QComboBox;
  missing_->setObjectName(QStringLiteral("index_missing"));
  missing_->setAccessibleName(tr("Missing values"));
  missing_->addItem(tr("refused (reject)"), QStringLiteral("reject"));
  missing_->addItem(tr("any number (distinct)"), QStringLiteral("distinct"));
  missing_->addItem(tr("exempt, null is a value (sparse)"), QStringLiteral("sparse"));
  missing_->addItem(tr("one document (collide)"), QStringLiteral("collide"));
  where_ = line_edit(QStringLiteral("index_where"), tr("Only documents that match"),
                     tr("a filter; empty: all documents"));
  normalise_ = line_edit(QStringLiteral("index_normalise"), tr("Texts that are one key"),
                         tr("trim, case, email …; empty: equal ones"));
  form->addRow(tr("&Fields:"), paths_);
  form->addRow(QString(), unique_);
  form->addRow(tr("&Missing values:"), missing_);
  form->addRow(tr("&Only documents that match:"), where_);
  form->addRow(tr("&Texts that are one key:"), normalise_);
  column->addLayout(form);
  state_ = paragraph({}, QStringLiteral("index_state"));
  column->addWidget(state_);
  resolving_ = new QWidget;
  auto* inner = new QVBoxLayout(resolving_);
  inner->setContentsMargins(0, 0, 0, 0);
  auto* rules = new QFormLayout;
  keep_ = line_edit(QStringLiteral("unique_keep"), tr("Who survives"));
  keep_->setText(access::Rules().keep);
  merge_ = line_edit(QStringLiteral("unique_merge"), tr("What the survivor takes"),
                     tr("nothing; or fill, union:tags …"));
  rules->addRow(tr("Who &survives:"), keep_);
  rules->addRow(tr("What the survivor ta&kes:"), merge_);
  inner->addLayout(rules);
  auto* show = button(tr("Show the &Groups"), QStringLiteral("plan_unique"));
  inner->addWidget(show, 0, Qt::AlignLeft);
  inner->addWidget(table(&groups_, QStringLiteral("unique_groups"), tr("Groups")));
  resolve_ = button(tr("Make Uni&que"), QStringLiteral("make_unique"),
                    tr("Keep the survivor of each group, and create the index"));
  resolve_->setEnabled(false);
  inner->addWidget(resolve_, 0, Qt::AlignRight);
  resolving_->hide();
  column->addWidget(resolving_, 1);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
  auto* made = buttons->addButton(tr("&Create"), QDialogButtonBox::ActionRole);
  made->setObjectName(QStringLiteral("index_create"));
  buttons->button(QDialogButtonBox::Cancel)->setAutoDefault(false);
  made->setDefault(true);
  column->addWidget(buttons);
  resize(620, sizeHint().height());
  connect(made, &QPushButton::clicked, this, &IndexDialog::create);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(show, &QPushButton::clicked, this, &IndexDialog::plan);
  connect(resolve_, &QPushButton::clicked, this, &IndexDialog::resolve);
}

access::NewIndex IndexDialog::filled_in() const {
  return {paths_->text(), unique_->isChecked(), missing_->currentData().toString(),
          normalise_->text(), where_->text()};
}

void IndexDialog::create() {
  state_->setText(tr("Creating the index…"));
  flow_.work(
      this, tr("Creating an index"),
      [store = flow_.store(), collection = collection_, index = filled_in()](access::Control&) {
        return access::create_index(store, collection, index);
      },
      [this](const QString& name) {
        flow_.tell(tr("The index %1 is there.").arg(name));
        accept();
      },
      [this](const access::Failure& failure) {
        state_->setText(failure.text());
        if (failure.kind != access::Failure::Kind::duplicate_key || !unique_->isChecked()) return;
        resolving_->show();
        resize(width(), 560);
      });
}

void IndexDialog::plan() {
  const access::NewIndex index = filled_in();
  if (!index.where.trimmed().isEmpty() || !index.normalise.trimmed().isEmpty()) {
    state_->setText(
        tr("Duplicates are resolved here for indexes over all documents and equal texts "
           "alone. Leave those two fields empty, or use the program: profilestore index "
           "create --resolve."));
    return;
  }
  access::Rules rules;
  rules.keep = keep_->text();
  rules.merge = merge_->text().split(u',', Qt::SkipEmptyParts);
  flow_.work(
      this, tr("Forming groups"),
      [store = flow_.store(), collection = collection_, index, rules,
       file = flow_.scratch_file(QStringLiteral("unique.jsonl"))](access::Control& control) {
        return access::plan_unique_index(store, collection, index.paths, index.missing, rules, file,
                                         control);
      },
      [this](const access::Plan& plan) {
        std::vector<models::TableRow> rows;
        for (const access::PlanRow& group : plan.groups)
          rows.push_back(
              {{text(group.key), number(group.documents), text(group.survivor),
                number(group.set_aside), number(group.in_conflict), number(group.taken)}});
        groups_.set_rows(std::move(rows));
        state_->setText(
            tr("%1 groups: %2 go to the archive, %3 to the quarantine. It can be undone.")
                .arg(plan.groups.size())
                .arg(plan.ledger.merged)
                .arg(plan.ledger.conflicted + plan.ledger.quarantined));
        resolve_->setEnabled(true);
      },
      [this](const access::Failure& failure) { state_->setText(failure.text()); });
}

void IndexDialog::resolve() {
  flow_.work(
      this, tr("Making unique"),
      [store = flow_.store(), file = flow_.scratch_file(QStringLiteral("unique.jsonl"))](
          access::Control& control) { return access::apply_unique_index(store, file, control); },
      [this](const QString& id) {
        flow_.tell(
            tr("The index is unique now. The page Imports undoes it, as number %1.").arg(id));
        accept();
      },
      [this](const access::Failure& failure) { state_->setText(failure.text()); });
}

}  // namespace profiles::pages

#include "pages/store/index_dialog.hpp"

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
      store_(access::path_of(flow.store())),
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
  for (QLineEdit* edit : {paths_, where_, normalise_, keep_, merge_})
    connect(edit, &QLineEdit::textChanged, this, &IndexDialog::forget_plan);
  connect(missing_, &QComboBox::currentIndexChanged, this, &IndexDialog::forget_plan);
}

access::NewIndex IndexDialog::filled_in() const {
  return {paths_->text(), unique_->isChecked(), missing_->currentData().toString(),
          normalise_->text(), where_->text()};
}

bool IndexDialog::is_open() {
  const bool open = flow_.is_open(store_);
  if (!open)
    state_->setText(
        tr("Nothing was done: %1 was closed. Open it again, and try once more.").arg(store_));
  return open;
}

void IndexDialog::forget_plan() {
  if (!resolve_->isEnabled()) return;
  resolve_->setEnabled(false);
  groups_.set_rows({});
  state_->setText(tr("Show the groups again: the form has changed."));
}

void IndexDialog::create() {
  if (!is_open()) return;
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
        // Those that share a key, and those that the rule for missing values refuses.
        const bool documents_prevent_it = failure.kind == access::Failure::Kind::duplicate_key ||
                                          failure.kind == access::Failure::Kind::validation;
        if (!documents_prevent_it || !unique_->isChecked()) return;
        resolving_->show();
        resize(width(), 560);
      });
}

void IndexDialog::plan() {
  if (!is_open()) return;
  const access::NewIndex index = filled_in();
  access::Rules rules;
  rules.keep = keep_->text();
  rules.merge = merge_->text().split(u',', Qt::SkipEmptyParts);
  flow_.work(
      this, tr("Forming groups"),
      [store = flow_.store(), collection = collection_, index, rules,
       file = flow_.scratch_file(QStringLiteral("unique.jsonl"))](access::Control& control) {
        return access::plan_unique_index(store, collection, index, rules, file, control);
      },
      [this, index](const access::Plan& plan) {
        std::vector<models::TableRow> rows;
        for (const access::PlanRow& group : plan.groups)
          rows.push_back(
              {{text(group.key), number(group.documents), text(group.survivor),
                number(group.set_aside), number(group.in_conflict), number(group.taken)}});
        groups_.set_rows(std::move(rows));
        state_->setText(tr("%1: %2 to the archive, %3 to the quarantine. It can be undone.")
                            .arg(groups(static_cast<qint64>(plan.groups.size())),
                                 documents(plan.ledger.merged),
                                 documents(plan.ledger.conflicted + plan.ledger.quarantined)));
        resolve_->setEnabled(true);
        if (index != filled_in()) forget_plan();
      },
      [this](const access::Failure& failure) { state_->setText(failure.text()); });
}

void IndexDialog::resolve() {
  if (!is_open()) return;
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

#include "pages/export/plan_page.hpp"

#include <QFileInfo>
#include <QTabWidget>
#include <QVBoxLayout>

#include "access/export/whole_dump.hpp"
#include "access/store/imports.hpp"
#include "pages/parts.hpp"

namespace profiles::pages {

PlanPage::PlanPage(Flow& flow, QWidget* parent)
    : QWidget(parent),
      flow_(flow),
      ledger_({tr("Count"), tr("What becomes of them")}),
      groups_({tr("Value of the key"), tr("Documents"), tr("Survives"), tr("Decided by"),
               tr("To the archive"), tr("In conflict"), tr("Fields taken")}),
      reasons_({tr("Pieces"), tr("Why they go to the quarantine")}) {
  setObjectName(QStringLiteral("plan"));
  auto* column = new QVBoxLayout(this);
  column->addWidget(headline(tr("Plan"), tr("What the import will do. It does exactly this, or "
                                            "nothing; `profilestore apply` takes the same file.")));
  summary_ = paragraph({}, QStringLiteral("plan_summary"));
  column->addWidget(summary_);
  auto* line = new QHBoxLayout;
  auto* again = button(tr("Make the Plan &Again"), QStringLiteral("make_plan"));
  save_ = button(tr("&Save Plan…"), QStringLiteral("save_plan"));
  auto* load_it = button(tr("Load P&lan…"), QStringLiteral("load_plan"));
  import_ = button(tr("&Import"), QStringLiteral("import_now"), tr("Do what the plan says"));
  whole_ = button(tr("Import the &Whole Dump…"), QStringLiteral("import_whole_dump"),
                  tr("This collection as the plan says, and all others of its database"));
  for (QPushButton* one : {again, save_, load_it}) line->addWidget(one);
  line->addStretch();
  line->addWidget(whole_);
  line->addWidget(import_);
  column->addLayout(line);
  auto* tabs = new QTabWidget;
  tabs->setObjectName(QStringLiteral("plan_tabs"));
  QTableView* numbers =
      ledger_table(&ledger_, QStringLiteral("plan_ledger"), tr("Counts of the plan"));
  tabs->addTab(numbers, tr("In &numbers"));
  tabs->addTab(table(&groups_, QStringLiteral("plan_groups"), tr("Groups of the plan")),
               tr("By g&roup"));
  tabs->addTab(table(&reasons_, QStringLiteral("plan_reasons"), tr("Reasons for the quarantine")),
               tr("&Quarantine"));
  column->addWidget(tabs, 1);
  connect(again, &QPushButton::clicked, this, &PlanPage::make);
  connect(save_, &QPushButton::clicked, this, &PlanPage::save);
  connect(load_it, &QPushButton::clicked, this, &PlanPage::load);
  connect(import_, &QPushButton::clicked, this, &PlanPage::import);
  connect(whole_, &QPushButton::clicked, this, &PlanPage::import_whole_dump);
  connect(&flow_, &Flow::plan_changed, this, &PlanPage::show_plan);
  show_plan();
}

void PlanPage::look() {
  if (flow_.plan().file.isEmpty() && !flow_.setup().sources.isEmpty() && !flow_.is_working())
    make();
}

void PlanPage::make() {
  if (flow_.setup().sources.isEmpty()) {
    flow_.tell(tr("Open an export first."), true);
    return;
  }
  flow_.work(
      this, tr("Making the plan"),
      [setup = flow_.setup(), file = flow_.scratch_file(QStringLiteral("plan.jsonl"))](
          access::Control& control) { return access::make_plan(setup, file, control); },
      [this, setup = flow_.setup()](const access::Plan& plan) {
        if (setup == flow_.setup())
          flow_.set_plan(plan);
        else
          make();  // changed meanwhile
      });
}

void PlanPage::show_plan() {
  const access::Plan& plan = flow_.plan();
  const bool there = !plan.file.isEmpty();
  save_->setEnabled(there);
  import_->setEnabled(there);
  whole_->setEnabled(there);
  whole_->setVisible(flow_.facts().collections.size() > 1);
  ledger_.set_rows(there ? ledger_rows(plan.ledger) : std::vector<models::TableRow>());
  std::vector<models::TableRow> rows;
  for (const access::PlanRow& group : plan.groups)
    rows.push_back(
        {{text(group.key), number(group.documents), text(group.survivor), text(group.rule),
          number(group.set_aside), number(group.in_conflict), number(group.taken)},
         group.offset});
  groups_.set_rows(std::move(rows));
  groups_.sort(1, Qt::DescendingOrder);
  std::vector<models::TableRow> reasons;
  for (const auto& [reason, count] : plan.reasons)
    reasons.push_back({{number(count), text(reason, models::Cell::Look::plain, reason)}});
  reasons_.set_rows(std::move(reasons));
  QString summary = tr("There is no plan yet.");
  if (there)
    summary =
        tr("Into %1, collection %2: %3 to stay; %4 with one survivor each.")
            .arg(flow_.setup().store, plan.collection,
                 documents(plan.ledger.inserted + plan.ledger.updated + plan.ledger.unchanged),
                 groups(static_cast<qint64>(plan.groups.size())));
  const bool made_here = QFileInfo(plan.file).path() ==
                         QFileInfo(flow_.scratch_file(QStringLiteral("plan.jsonl"))).path();
  if (there && made_here && flow_.setup().key.isEmpty())
    summary += u' ' + tr("No key was chosen, so only documents with the same _id count as one: "
                         "duplicates stay. Choose a key on the page Causes or Rules.");
  if (there && plan.ledger.merged > 0)
    summary += u' ' + tr("References to merged documents are not changed by it; afterwards, Follow "
                         "References on the page Imports does that.");
  summary_->setText(summary);
}

void PlanPage::save() {
  const QString path =
      flow_.ask().save_file(this, tr("Save the plan"), QStringLiteral("plan.jsonl"));
  if (path.isEmpty()) return;
  flow_.reading().run(
      this,
      [file = flow_.plan().file, path](access::Control&) { return access::save_plan(file, path); },
      [this, path](bool) {
        flow_.tell(tr("Saved: %1. `profilestore apply` takes it, too.").arg(path));
      },
      [this](const access::Failure& failure) { flow_.tell(failure); });
}

void PlanPage::load() {
  const QStringList paths = flow_.ask().open_files(this, tr("Load a plan"));
  if (paths.isEmpty()) return;
  flow_.work(
      this, tr("Reading the plan"),
      [path = paths.front()](access::Control& control) { return access::read_plan(path, control); },
      [this](const access::Plan& plan) { flow_.set_plan(plan); });
}

void PlanPage::import() {
  const access::Plan plan = flow_.plan();
  flow_.work(
      this, tr("Importing"),
      [store = flow_.setup().store, file = plan.file](access::Control& control) {
        return access::apply(store, file, control);
      },
      [this](const access::Applied& done) {
        imported(tr("Imported as number %1: %2 inserted, %3 to the archive, %4 to the quarantine.")
                     .arg(done.id, QLocale().toString(done.ledger.inserted),
                          QLocale().toString(done.ledger.merged),
                          QLocale().toString(done.ledger.conflicted + done.ledger.quarantined)));
      });
}

void PlanPage::import_whole_dump() {
  const access::ImportSetup setup = flow_.setup();
  const QString database = access::database_of(setup);
  QStringList others;
  bool named_alike = false;
  for (const access::SourceCollection& one : flow_.facts().collections) {
    if (!database.isEmpty() && !one.name.startsWith(database + u'.')) continue;
    const QString name = database.isEmpty() ? one.name : one.name.mid(database.size() + 1);
    if (name == setup.collection)
      named_alike = true;
    else
      others << tr("%1 (%2)").arg(name, documents(one.documents));
  }
  if (!named_alike) {
    flow_.tell(tr("A whole dump is imported under the names that its collections have. Call the "
                  "collection in the store %1 on the page Open, or import it alone.")
                   .arg(setup.from.isEmpty() ? setup.collection : setup.from.section(u'.', -1)),
               true);
    return;
  }
  if (!flow_.ask().confirm(
          this,
          tr("Import all collections into %1, all or nothing? %2 as the plan says. Of the others, "
             "documents with the same _id become one: %3. Their indexes are not made.")
              .arg(setup.store, setup.collection, others.join(u", ")),
          tr("Import the Whole Dump")))
    return;
  flow_.work(
      this, tr("Importing"),
      [setup](access::Control& control) { return access::import_whole_dump(setup, control); },
      [this](const std::vector<access::DumpedImport>& imports) {
        QStringList told;
        for (const access::DumpedImport& one : imports)
          told << tr("%1 as number %2: %3 inserted, %4 to the archive, %5 to the quarantine")
                      .arg(one.collection, one.id, QLocale().toString(one.ledger.inserted),
                           QLocale().toString(one.ledger.merged),
                           QLocale().toString(one.ledger.conflicted + one.ledger.quarantined));
        imported(tr("Imported: %1.").arg(told.join(u"; ")));
      });
}

void PlanPage::imported(const QString& told) {
  flow_.set_plan({});
  flow_.choose_collection({});
  flow_.with_target_store([this, told](const access::StorePtr&) {
    emit flow_.go(QStringLiteral("imports"));
    flow_.tell(told);
  });
}

}  // namespace profiles::pages

#include "pages/incident_dialog.hpp"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QVBoxLayout>

#include "pages/parts.hpp"

namespace profiles::pages {
namespace {

constexpr int runs = 4;

}  // namespace

IncidentDialog::IncidentDialog(Flow& flow, QWidget* parent) : QDialog(parent), flow_(flow) {
  setObjectName(QStringLiteral("incident"));
  setWindowTitle(tr("The Incident"));
  setAttribute(Qt::WA_DeleteOnClose);
  resize(900, 620);
  auto* column = new QVBoxLayout(this);
  column->addWidget(headline(
      tr("The Incident"), tr("A profile page that finds, else creates; opened in two windows, and "
                             "saved in three sections, at the same moment. On the left the old "
                             "way, on the right this library's.")));
  auto* grid = new QGridLayout;
  for (int i = 0; i < runs; ++i) {
    steps_.push_back(std::make_unique<models::TextTable>(
        QStringList{tr("Who"), tr("Does"), tr("What came of it")}));
    auto* cell = new QVBoxLayout;
    titles_ << paragraph({}, QStringLiteral("incident_title_%1").arg(i));
    conclusions_ << paragraph({}, QStringLiteral("incident_conclusion_%1").arg(i));
    QFont bold = titles_.back()->font();
    bold.setBold(true);
    titles_.back()->setFont(bold);
    cell->addWidget(titles_.back());
    QTableView* view = table(steps_.back().get(), QStringLiteral("incident_steps_%1").arg(i),
                             tr("Steps of run %1").arg(i + 1));
    view->setSortingEnabled(false);
    cell->addWidget(view, 1);
    cell->addWidget(conclusions_.back());
    grid->addLayout(cell, i / 2, i % 2);
  }
  column->addLayout(grid, 1);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  auto* again = buttons->addButton(tr("Play &Again"), QDialogButtonBox::ActionRole);
  again->setObjectName(QStringLiteral("play_again"));
  column->addWidget(buttons);
  connect(again, &QPushButton::clicked, this, &IncidentDialog::play);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  play();
}

void IncidentDialog::play() {
  flow_.counting().run(
      this, [](access::Control&) { return access::play_incident(); },
      [this](const std::vector<access::IncidentRun>& played) { show_runs(played); },
      [this](const access::Failure& failure) { flow_.tell(failure); });
}

void IncidentDialog::show_runs(const std::vector<access::IncidentRun>& played) {
  using Look = models::Cell::Look;
  for (int i = 0; i < runs; ++i) {
    const access::IncidentRun& run = played[static_cast<std::size_t>(i)];
    titles_[i]->setText(run.title);
    conclusions_[i]->setText(run.conclusion);
    std::vector<models::TableRow> rows;
    for (const access::IncidentStep& step : run.steps)
      rows.push_back({{text(step.who), text(step.does),
                       text(step.what, step.bad ? Look::bad : Look::plain, step.what)}});
    steps_[static_cast<std::size_t>(i)]->set_rows(std::move(rows));
  }
}

}  // namespace profiles::pages

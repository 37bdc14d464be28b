#include "pages/export/groups_page.hpp"

#include <QComboBox>
#include <QFileInfo>
#include <QHeaderView>
#include <QLineEdit>
#include <QSplitter>
#include <QVBoxLayout>

#include "pages/export/decisions_panel.hpp"
#include "pages/parts.hpp"

namespace profiles::pages {
namespace {

constexpr int all_examples = 1'000'000;
constexpr int key_column = 0, size_column = 1, verdict_column = 2;

}  // namespace

GroupsPage::GroupsPage(Flow& flow, QWidget* parent)
    : QWidget(parent),
      flow_(flow),
      groups_({tr("Value of the key"), tr("Documents"), tr("Verdict"), tr("Survives"),
               tr("Decided by"), tr("In conflict")}),
      sides_({}),
      found_(&groups_, key_column, verdict_column) {
  setObjectName(QStringLiteral("groups"));
  auto* column = new QVBoxLayout(this);
  column->addWidget(headline(tr("Groups"), tr("Documents that share a key. One of each group "
                                              "survives; the others stay in the archive.")));
  auto* split = new QSplitter(Qt::Vertical);
  split->setObjectName(QStringLiteral("groups_split"));
  split->addWidget(list_side());
  split->addWidget(group_side());
  split->setStretchFactor(0, 2);
  split->setStretchFactor(1, 3);
  split->setChildrenCollapsible(false);
  column->addWidget(split, 1);
  connect(&flow_, &Flow::plan_changed, this, &GroupsPage::show_groups);
  connect(&flow_, &Flow::copy_made, this, &GroupsPage::show_group);
}

QWidget* GroupsPage::list_side() {
  auto* side = new QWidget;
  auto* column = new QVBoxLayout(side);
  column->setContentsMargins(0, 0, 0, 0);
  auto* line = new QHBoxLayout;
  search_ = line_edit(QStringLiteral("search_groups"), tr("Search the groups"),
                      tr("search by the value of the key"));
  verdict_ = new QComboBox;
  verdict_->setObjectName(QStringLiteral("verdicts"));
  verdict_->setAccessibleName(tr("Show groups of this verdict"));
  verdict_->addItem(tr("all verdicts"));
  count_ = paragraph({}, QStringLiteral("group_count"));
  count_->setWordWrap(false);
  line->addWidget(search_, 1);
  line->addWidget(verdict_);
  line->addWidget(count_);
  column->addLayout(line);
  groups_view_ = table(&found_, QStringLiteral("group_list"), tr("Groups"));
  column->addWidget(groups_view_);
  connect(search_, &QLineEdit::textChanged, this, &GroupsPage::filter);
  connect(verdict_, &QComboBox::currentIndexChanged, this, &GroupsPage::filter);
  connect(groups_view_->selectionModel(), &QItemSelectionModel::selectionChanged, this,
          &GroupsPage::show_group);
  return side;
}

QWidget* GroupsPage::group_side() {
  auto* side = new QWidget;
  auto* column = new QVBoxLayout(side);
  column->setContentsMargins(0, 0, 0, 0);
  why_ = paragraph(tr("Choose a group."), QStringLiteral("why"));
  column->addWidget(why_);
  sides_view_ = table(&sides_, QStringLiteral("side_by_side"),
                      tr("The documents of the group, field by field"));
  sides_view_->setSelectionBehavior(QAbstractItemView::SelectItems);
  sides_view_->setSortingEnabled(false);
  column->addWidget(sides_view_, 3);
  auto* line = new QHBoxLayout;
  auto* keep_it = button(tr("This One &Stays"), QStringLiteral("this_one_stays"),
                         tr("The document of the column that is chosen survives its group"));
  auto* parted = button(tr("These Are &Two Persons"), QStringLiteral("two_persons"),
                        tr("The document of the column that is chosen is not the survivor's "
                           "duplicate"));
  for (QPushButton* one : {keep_it, parted}) line->addWidget(one);
  line->addStretch();
  column->addLayout(line);
  decisions_ = new DecisionsPanel(flow_);
  column->addWidget(decisions_);
  connect(keep_it, &QPushButton::clicked, this, &GroupsPage::keep);
  connect(parted, &QPushButton::clicked, this, &GroupsPage::part);
  connect(decisions_, &DecisionsPanel::decided, this, &GroupsPage::decided);
  return side;
}

void GroupsPage::look() {
  if (flow_.setup().sources.isEmpty() || !flow_.plan().file.isEmpty()) return;
  const access::ImportSetup& of = flow_.setup();
  if (!of.same_export(verdicts_of_) || of.key != verdicts_of_.key ||
      of.normalise != verdicts_of_.normalise)
    verdicts_.clear();
  verdicts_of_ = of;
  flow_.work(
      this, tr("Forming groups"),
      [setup = flow_.setup(), file = flow_.scratch_file(QStringLiteral("groups.jsonl")),
       told = !verdicts_.isEmpty()](access::Control& control) {
        access::Causes causes;
        if (!told && !setup.key.isEmpty())
          causes = access::causes_of(setup, {setup.key}, all_examples, control);
        return std::pair(access::make_plan(setup, file, control), std::move(causes));
      },
      [this, setup = flow_.setup()](std::pair<access::Plan, access::Causes> made) {
        add_verdicts(made.second);
        if (setup != flow_.setup()) {
          look();  // changed meanwhile
          return;
        }
        flow_.set_plan(made.first);
        decisions_->look();
      });
}

void GroupsPage::add_verdicts(const access::Causes& causes) {
  QStringList titles;
  for (const access::CauseKey& key : causes.keys)
    for (const access::CauseGroup& group : key.examples) {
      verdicts_[group.key] = {group.verdict, group.says};
      if (!titles.contains(group.verdict)) titles << group.verdict;
    }
  if (titles.isEmpty()) return;
  verdict_->clear();
  verdict_->addItem(tr("all verdicts"));
  verdict_->addItems(titles);
}

void GroupsPage::show_groups() {
  std::vector<models::TableRow> rows;
  for (const access::PlanRow& group : flow_.plan().groups) {
    const auto verdict = verdicts_.value(group.key);
    rows.push_back(
        {{text(group.key), number(group.documents),
          text(verdict.first, models::Cell::Look::plain, verdict.second),
          text(group.survivor.isEmpty() ? tr("none: all are in conflict") : group.survivor),
          text(group.rule), number(group.in_conflict)},
         group.offset});
  }
  groups_.set_rows(std::move(rows));
  groups_view_->sortByColumn(size_column, Qt::DescendingOrder);
  filter();
  if (found_.rowCount() > 0)
    groups_view_->selectRow(0);
  else
    show_group();
}

void GroupsPage::filter() {
  found_.look_for(search_->text(),
                  verdict_->currentIndex() > 0 ? verdict_->currentText() : QString());
  count_->setText(
      tr("%1 of %2 groups")
          .arg(QLocale().toString(found_.rowCount()), QLocale().toString(groups_.rowCount())));
}

void GroupsPage::show_group() {
  const int row = chosen_row(groups_view_);
  if (row < 0) {
    sides_.set_header({});
    why_->setText(tr("Choose a group."));
    return;
  }
  if (!flow_.copy()) {
    why_->setText(tr("The export is being read, so that its documents can be shown…"));
    return;
  }
  const qint64 offset = groups_.row(row).key.toLongLong();
  // Another store may have a document of the same _id, which is not of the group.
  const access::StorePtr store =
      flow_.is_open(flow_.setup().store) ? flow_.store() : access::StorePtr();
  flow_.rows().run(
      this,
      [file = flow_.plan().file, offset, copy = flow_.copy(), store,
       collection = flow_.setup().collection](access::Control&) {
        access::PlanGroup group = access::group_of(file, offset);
        access::SideBySide sides = access::side_by_side(copy, store, collection, group);
        return std::pair(std::move(group), std::move(sides));
      },
      [this](std::pair<access::PlanGroup, access::SideBySide> read) {
        group_ = std::move(read.first);
        show_sides(read.second);
      },
      [this](const access::Failure& failure) { flow_.tell(failure); });
}

void GroupsPage::show_sides(const access::SideBySide& sides) {
  using Look = models::Cell::Look;
  members_ = sides.members;
  const bool survives = !members_.empty() && members_.front().survivor;
  QStringList header{tr("Field"), tr("Result")};
  std::vector<models::Cell> reasons{text(tr("why")), text({})};
  for (const access::PlanMember& member : members_) {
    const QString line = tr("line %1").arg(member.line);
    const QString place = member.in_store ? tr("in the store")
                          : flow_.setup().sources.size() == 1
                              ? line
                              : QFileInfo(member.source).fileName() + QStringLiteral(", ") + line;
    header << (member.survivor ? tr("survives · %1").arg(place) : place);
    reasons.push_back(text(member.survivor ? tr("survives by %1").arg(member.why)
                                           : tr("%1 by %2").arg(member.outcome, member.why),
                           member.survivor ? Look::chosen : Look::faint));
  }
  sides_.set_header(header);
  std::vector<models::TableRow> rows{{std::move(reasons), {}}};
  for (const access::FieldRow& field : sides.fields) {
    models::TableRow row{{text(field.field, field.differs ? Look::marked : Look::plain,
                               field.differs ? tr("differs") : tr("equal in all")),
                          text(field.result, field.taken ? Look::chosen : Look::plain,
                               field.taken ? tr("taken from another document") : QString())},
                         field.field};
    for (const QString& cell : field.cells)
      row.cells.push_back(cell.isNull()
                              ? text(tr("—"), Look::faint)
                              : text(cell, field.differs ? Look::marked : Look::plain, cell));
    rows.push_back(std::move(row));
  }
  sides_.set_rows(std::move(rows));
  sides_view_->horizontalHeader()->setStretchLastSection(false);
  const QString more = members_.size() < group_.members.size()
                           ? tr(" The first %1 are shown.").arg(members_.size())
                           : QString();
  const auto verdict = verdicts_.value(group_.key);
  why_->setText(
      (survives ? tr("%1: %2. The one in the first column survives by the rule %3.")
                      .arg(group_.key, documents(static_cast<qint64>(group_.members.size())),
                           members_.front().why)
                : tr("%1: all of the group are in conflict; nobody survives.").arg(group_.key)) +
      more + (verdict.second.isEmpty() ? QString() : u'\n' + verdict.second));
}

int GroupsPage::chosen_member() const {
  const int column = sides_view_->currentIndex().column() - 2;
  return column >= 0 && column < static_cast<int>(members_.size()) ? column : -1;
}

void GroupsPage::keep() {
  const int member = chosen_member();
  if (member < 0 || members_[static_cast<std::size_t>(member)].id.isEmpty())
    flow_.tell(tr("Choose a cell of the document that is to stay."), true);
  else
    decisions_->keep(members_[static_cast<std::size_t>(member)].id);
}

void GroupsPage::part() {
  const int member = chosen_member();
  if (member <= 0 || !members_.front().survivor ||
      members_[static_cast<std::size_t>(member)].id.isEmpty())
    flow_.tell(tr("Choose a cell of a document that is not the survivor."), true);
  else
    decisions_->part(members_.front().id, members_[static_cast<std::size_t>(member)].id);
}

// A decision changes who survives: the plan is made again.
void GroupsPage::decided() {
  flow_.set_plan({});
  look();
}

}  // namespace profiles::pages

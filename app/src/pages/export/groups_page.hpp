// The groups of a key: one after the other, side by side, and what is decided about them by hand.
#pragma once

#include <QHash>
#include <QWidget>

#include "access/export/members.hpp"
#include "models/found_rows.hpp"
#include "models/text_table.hpp"
#include "pages/flow.hpp"

class QComboBox;
class QLabel;
class QLineEdit;
class QTableView;

namespace profiles::pages {

class DecisionsPanel;

class GroupsPage : public QWidget {
  Q_OBJECT

 public:
  explicit GroupsPage(Flow& flow, QWidget* parent = nullptr);

  /// Makes the plan that tells the groups, unless there is one.
  void look();

 private:
  QWidget* list_side();
  QWidget* group_side();
  void show_groups();
  void add_verdicts(const access::Causes& causes);
  void filter();
  void show_group();
  void show_sides(const access::SideBySide& sides);
  int chosen_member() const;
  void keep();
  void part();
  void decided();

  Flow& flow_;
  models::TextTable groups_, sides_;
  models::FoundRows found_;
  QHash<QString, std::pair<QString, QString>> verdicts_;  // by key: verdict, evidence
  access::ImportSetup verdicts_of_;                       // its export and key
  access::PlanGroup group_;
  std::vector<access::PlanMember> members_;
  QTableView *groups_view_, *sides_view_;
  DecisionsPanel* decisions_;
  QLineEdit* search_;
  QComboBox* verdict_;
  QLabel *count_, *why_;
};

}  // namespace profiles::pages

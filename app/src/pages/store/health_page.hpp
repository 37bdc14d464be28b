// Whether the store is whole; backups, and what to do with a store that is damaged or cannot be
// opened.
#pragma once

#include <QWidget>

#include "access/store/health.hpp"
#include "models/text_table.hpp"
#include "pages/flow.hpp"

class QGroupBox;
class QLabel;
class QPushButton;

namespace profiles::pages {

class HealthPage : public QWidget {
  Q_OBJECT

 public:
  explicit HealthPage(Flow& flow, QWidget* parent = nullptr);

 private:
  QWidget* for_open_store();
  QWidget* for_lost_store();
  void show_state();
  void show_trouble(const QString& path, const access::Failure& failure);
  /// Forgets what was found, unless it is of that store.
  void forget_but(const QString& path);
  void tell(const QString& path, const QString& summary, std::vector<models::TableRow> findings);

  void check();
  void repair();
  void show_checked(const QString& path, const access::Checked& checked, bool repaired);
  void back_up();
  void restore();
  void salvage();
  void show_salvaged(const QString& damaged, const access::Salvaged& salvaged);
  void open_as_it_is();

  Flow& flow_;
  models::TextTable findings_;
  QString trouble_;  // the path of a store that could not be opened; empty: none
  QString told_of_;  // the path of the store that the findings are of
  QGroupBox* open_;
  QLabel *state_, *found_;
  QPushButton *check_, *repair_, *back_up_, *as_it_is_;
};

}  // namespace profiles::pages

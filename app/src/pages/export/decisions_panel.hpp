// What was decided about documents by hand, as the store keeps it.
#pragma once

#include <QWidget>

#include "access/export/members.hpp"
#include "models/text_table.hpp"
#include "pages/flow.hpp"

class QTableView;

namespace profiles::pages {

class DecisionsPanel : public QWidget {
  Q_OBJECT

 public:
  explicit DecisionsPanel(Flow& flow, QWidget* parent = nullptr);

  /// Reads them anew; hidden if there is none.
  void look();
  void keep(const QString& id);
  void part(const QString& a, const QString& b);

 signals:
  /// One was made or forgotten: who survives may be another.
  void decided();

 private:
  void decide(std::function<bool(access::StorePtr, const QString&)> what);
  void forget();
  void clear();

  Flow& flow_;
  QString store_, collection_;  // whose decisions are listed; empty: none are
  models::TextTable decisions_;
  QTableView* view_;
};

}  // namespace profiles::pages

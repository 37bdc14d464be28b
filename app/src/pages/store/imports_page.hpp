// The imports of a store: their ledgers, the proof of each, what they set aside, and their undoing.
#pragma once

#include <QHash>
#include <QWidget>

#include "access/store/imports.hpp"
#include "models/text_table.hpp"
#include "pages/flow.hpp"

class QLabel;
class QTableView;

namespace profiles::pages {

class ImportsPage : public QWidget {
  Q_OBJECT

 public:
  explicit ImportsPage(Flow& flow, QWidget* parent = nullptr);

  /// Reads the list anew.
  void look();

 private:
  static QString in_words(const QString& kind);
  QWidget* aside_tab(models::TextTable& model, const QString& name, const QString& accessible);
  const access::ImportFacts* chosen() const;
  void show_import();
  void read_aside(bool quarantine, qint64 after);
  void verify();
  void undo(bool one_user);

  Flow& flow_;
  std::vector<access::ImportFacts> all_;
  QHash<QString, QString> proofs_;  // by import, until the store is closed
  models::TextTable imports_, ledger_, archive_, quarantine_;
  QTableView* imports_view_;
  QLabel* proof_;
};

}  // namespace profiles::pages

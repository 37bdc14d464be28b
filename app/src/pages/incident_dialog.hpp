// The incident, to look at: the old way beside ours.
#pragma once

#include <QDialog>

#include "access/incident.hpp"
#include "models/text_table.hpp"
#include "pages/flow.hpp"

class QLabel;

namespace profiles::pages {

class IncidentDialog : public QDialog {
  Q_OBJECT

 public:
  explicit IncidentDialog(Flow& flow, QWidget* parent = nullptr);

 private:
  void play();
  void show_runs(const std::vector<access::IncidentRun>& runs);

  Flow& flow_;
  std::vector<std::unique_ptr<models::TextTable>> steps_;
  QList<QLabel*> titles_, conclusions_;
};

}  // namespace profiles::pages

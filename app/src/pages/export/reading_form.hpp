// How an export is written, where it does not tell itself: CSV, an encoding, documents within one
// object.
#pragma once

#include <QWidget>

#include "pages/flow.hpp"

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace profiles::pages {

class ReadingForm : public QWidget {
  Q_OBJECT

 public:
  explicit ReadingForm(Flow& flow, QWidget* parent = nullptr);

 private:
  QWidget* csv_rows();
  QWidget* json_rows();
  access::Reading filled_in() const;
  void show_reading();
  void show_rows();

  Flow& flow_;
  QComboBox* type_;
  QLineEdit *delimiter_, *fields_, *encoding_, *at_, *map_key_;
  QCheckBox *types_, *blanks_;
  QWidget *csv_, *json_;
};

}  // namespace profiles::pages

#include "pages/export/reading_form.hpp"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QVBoxLayout>

#include "pages/parts.hpp"

namespace profiles::pages {

ReadingForm::ReadingForm(Flow& flow, QWidget* parent) : QWidget(parent), flow_(flow) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  type_ = new QComboBox;
  type_->setObjectName(QStringLiteral("reading_type"));
  type_->setAccessibleName(tr("How the export is written"));
  type_->addItem(tr("JSON or BSON, as it looks"), QString());
  type_->addItem(tr("CSV: values between commas"), QStringLiteral("csv"));
  type_->addItem(tr("TSV: values between tabs"), QStringLiteral("tsv"));
  encoding_ = line_edit(QStringLiteral("reading_encoding"), tr("The encoding of the export"),
                        tr("UTF-8, or UTF-16 by its look"));
  auto* again = button(tr("&Read It So"), QStringLiteral("read_so"),
                       tr("Reads the export that was opened last in this way"));
  auto* written = new QLabel(tr("&Written as:"));
  written->setBuddy(type_);
  auto* encoded = new QLabel(tr("Encod&ing:"));
  encoded->setBuddy(encoding_);
  auto* line = new QHBoxLayout;
  line->addWidget(written);
  line->addWidget(type_);
  line->addWidget(encoded);
  line->addWidget(encoding_, 1);
  line->addWidget(again);
  column->addLayout(line);
  csv_ = csv_rows();
  json_ = json_rows();
  column->addWidget(csv_);
  column->addWidget(json_);
  show_rows();
  connect(type_, &QComboBox::currentIndexChanged, this, &ReadingForm::show_rows);
  connect(again, &QPushButton::clicked, this, [this] { flow_.read_as(filled_in()); });
  connect(&flow_, &Flow::reading_changed, this, &ReadingForm::show_reading);
}

QWidget* ReadingForm::csv_rows() {
  auto* rows = new QWidget;
  auto* column = new QVBoxLayout(rows);
  column->setContentsMargins(0, 0, 0, 0);
  delimiter_ = line_edit(QStringLiteral("reading_delimiter"), tr("What is between two values"),
                         tr("between two values: comma"));
  fields_ = line_edit(QStringLiteral("reading_fields"), tr("Names of the columns"),
                      tr("columns, if no line names them: userId,email"));
  types_ = new QCheckBox(tr("Names end with t&ypes"));
  types_->setObjectName(QStringLiteral("reading_types"));
  types_->setToolTip(tr("A column is named as age.int32() or born.date(2006-01-02)"));
  blanks_ = new QCheckBox(tr("No fields of e&mpty values"));
  blanks_->setObjectName(QStringLiteral("reading_blanks"));
  auto* texts = new QHBoxLayout;
  texts->addWidget(delimiter_, 2);
  texts->addWidget(fields_, 3);
  auto* ticks = new QHBoxLayout;
  ticks->addWidget(types_);
  ticks->addWidget(blanks_);
  ticks->addStretch();
  column->addLayout(texts);
  column->addLayout(ticks);
  return rows;
}

QWidget* ReadingForm::json_rows() {
  auto* rows = new QWidget;
  auto* line = new QHBoxLayout(rows);
  line->setContentsMargins(0, 0, 0, 0);
  at_ = line_edit(QStringLiteral("reading_at"), tr("Where the documents are in one object"),
                  tr("within one object, as data.users"));
  map_key_ = line_edit(QStringLiteral("reading_map_key"), tr("The field for the names in a map"),
                       tr("names in a map become a field, as _id"));
  line->addWidget(at_, 1);
  line->addWidget(map_key_, 1);
  return rows;
}

access::Reading ReadingForm::filled_in() const {
  access::Reading reading;
  reading.type = type_->currentData().toString();
  reading.encoding = encoding_->text().trimmed();
  if (reading.type.isEmpty()) {
    reading.at = at_->text().trimmed();
    reading.map_key = map_key_->text().trimmed();
    return reading;
  }
  reading.delimiter = delimiter_->text();
  reading.fields = fields_->text().trimmed();
  reading.columns_have_types = types_->isChecked();
  reading.ignore_blanks = blanks_->isChecked();
  return reading;
}

void ReadingForm::show_reading() {
  const access::Reading& reading = flow_.read_as();
  type_->setCurrentIndex(type_->findData(reading.type));
  encoding_->setText(reading.encoding);
  delimiter_->setText(reading.delimiter);
  fields_->setText(reading.fields);
  types_->setChecked(reading.columns_have_types);
  blanks_->setChecked(reading.ignore_blanks);
  at_->setText(reading.at);
  map_key_->setText(reading.map_key);
}

void ReadingForm::show_rows() {
  const bool csv = !type_->currentData().toString().isEmpty();
  csv_->setVisible(csv);
  json_->setVisible(!csv);
}

}  // namespace profiles::pages

// What the pages are put together from, so that all look and behave alike.
#pragma once

#include <QLabel>
#include <QPushButton>
#include <QString>
#include <QTableView>

#include "access/export/plan.hpp"
#include "models/text_table.hpp"

class QLineEdit;

namespace profiles::pages {

/// The headline of a page, and a sentence on what it is for.
QWidget* headline(const QString& title, const QString& sentence);
QLabel* paragraph(const QString& text, const QString& name);
QPushButton* button(const QString& text, const QString& name, const QString& tip = {});
QLineEdit* line_edit(const QString& name, const QString& accessible, const QString& hint = {});

/// A table of whole rows that is sorted by a click, and whose widths are remembered under `name`.
QTableView* table(QAbstractItemModel* model, const QString& name, const QString& accessible);

/// A table of a ledger: a count, and in words what it counts.
QTableView* ledger_table(QAbstractItemModel* model, const QString& name, const QString& accessible);

models::Cell text(const QString& shown, models::Cell::Look look = models::Cell::Look::plain,
                  const QString& tip = {});
models::Cell number(qint64 shown);

/// "278 documents".
QString documents(qint64 count);
/// "41 groups".
QString groups(qint64 count);
/// "3 collections".
QString collections(qint64 count);
/// "1.2 MB" in the words of the locale.
QString bytes(quint64 count);

/// The ledger as rows: count and what it counts.
std::vector<models::TableRow> ledger_rows(const access::LedgerFacts& ledger);

/// The row that is chosen, as the model has it; -1: none.
int chosen_row(const QTableView* view);

}  // namespace profiles::pages

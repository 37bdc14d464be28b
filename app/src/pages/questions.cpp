#include "pages/questions.hpp"

#include <QFileDialog>
#include <QInputDialog>
#include <QMessageBox>
#include <QPushButton>

namespace profiles::pages {

Questions desktop_questions() {
  Questions questions;
  questions.open_files = [](QWidget* parent, const QString& title) {
    return QFileDialog::getOpenFileNames(parent, title);
  };
  questions.open_folder = [](QWidget* parent, const QString& title) {
    return QFileDialog::getExistingDirectory(parent, title);
  };
  questions.save_file = [](QWidget* parent, const QString& title, const QString& name) {
    return QFileDialog::getSaveFileName(parent, title, name);
  };
  questions.store_file = [](QWidget* parent, const QString& title, const QString& name) {
    return QFileDialog::getSaveFileName(parent, title, name, {}, nullptr,
                                        QFileDialog::DontConfirmOverwrite);
  };
  questions.confirm = [](QWidget* parent, const QString& text, const QString& action) {
    QMessageBox box(QMessageBox::Question, action, text, QMessageBox::Cancel, parent);
    QPushButton* go = box.addButton(action, QMessageBox::AcceptRole);
    box.setDefaultButton(QMessageBox::Cancel);
    box.exec();
    return box.clickedButton() == go;
  };
  questions.text = [](QWidget* parent, const QString& title, const QString& label) {
    bool accepted = false;
    const QString text =
        QInputDialog::getText(parent, title, label, QLineEdit::Normal, {}, &accepted);
    return accepted ? (text.isNull() ? QStringLiteral("") : text) : QString();
  };
  return questions;
}

}  // namespace profiles::pages

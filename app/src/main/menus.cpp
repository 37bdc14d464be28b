#include "main/menus.hpp"

#include <QCoreApplication>
#include <QMenuBar>
#include <QMessageBox>

#include "pages/incident_dialog.hpp"

namespace profiles {
namespace {

struct Menus {
  Q_DECLARE_TR_FUNCTIONS(Menus)
};

template <class Call>
QAction* add(QMenu* menu, const QString& text, const QString& name, const QKeySequence& key,
             Call call) {
  QAction* action = menu->addAction(text);
  action->setObjectName(name);
  action->setShortcut(key);
  QObject::connect(action, &QAction::triggered, menu, [call] { call(); });
  return action;
}

void about(QMainWindow& window) {
  auto* box = new QMessageBox(
      QMessageBox::Information, Menus::tr("About Profiles"),
      Menus::tr(
          "Profiles %1\n\nOne profile per user: looks into exports full of duplicates and into "
          "stores, and makes clean stores of them with nothing lost.")
          .arg(QCoreApplication::applicationVersion()),
      QMessageBox::Close, &window);
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->open();
}

}  // namespace

void add_actions(QMainWindow& window, pages::Flow& flow, const WindowActions& actions) {
  QMenu* file = window.menuBar()->addMenu(Menus::tr("&File"));
  add(file, Menus::tr("&Open…"), QStringLiteral("action_open"), QKeySequence::Open,
      [&window, &flow] {
        flow.open(flow.ask().open_files(&window, Menus::tr("Open an export or a store")));
      });
  add(file, Menus::tr("&Close the Store"), QStringLiteral("action_close_store"),
      QKeySequence(Qt::CTRL | Qt::Key_W), [&flow] { flow.close_store(); });
  file->addSeparator();
  add(file, Menus::tr("&Quit"), QStringLiteral("action_quit"), QKeySequence(Qt::CTRL | Qt::Key_Q),
      [&window] { window.close(); });
  QMenu* edit = window.menuBar()->addMenu(Menus::tr("&Edit"));
  add(edit, Menus::tr("&Undo the Last Edit"), QStringLiteral("action_undo"), QKeySequence::Undo,
      actions.undo);
  add(edit, Menus::tr("&Find Documents"), QStringLiteral("action_find"), QKeySequence::Find,
      actions.find);
  add(edit, Menus::tr("&Read Again"), QStringLiteral("action_refresh"), QKeySequence(Qt::Key_F5),
      actions.refresh);
  QMenu* go = window.menuBar()->addMenu(Menus::tr("&Go"));
  const std::pair<QString, const char*> pages[] = {
      {Menus::tr("&Open"), "open"},           {Menus::tr("&Causes"), "causes"},
      {Menus::tr("&Groups"), "groups"},       {Menus::tr("&Rules"), "rules"},
      {Menus::tr("&Plan"), "plan"},           {Menus::tr("Co&llections"), "collections"},
      {Menus::tr("&Documents"), "documents"}, {Menus::tr("&Imports"), "imports"},
      {Menus::tr("C&hanges"), "changes"},     {Menus::tr("H&ealth"), "health"}};
  int digit = 1;
  for (const auto& [title, name] : pages)
    add(go, title, QStringLiteral("action_go_") + QLatin1String(name),
        QKeySequence(QStringLiteral("Alt+%1").arg(digit++ % 10)),
        [to = actions.go, name = QString::fromLatin1(name)] { to(name); });
  QMenu* help = window.menuBar()->addMenu(Menus::tr("&Help"));
  add(help, Menus::tr("The &Incident"), QStringLiteral("action_incident"), {},
      [&window, &flow] { (new pages::IncidentDialog(flow, &window))->open(); });
  add(help, Menus::tr("&About Profiles"), QStringLiteral("action_about"), {},
      [&window] { about(window); });
}

}  // namespace profiles

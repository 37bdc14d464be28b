// app_figures STORE EXPORT: how long the first window takes, how much memory a store takes, and how
// long the window's thread is busy while an export is imported. Prints a line each. The store has a
// collection people, the export's documents have a userId.
#include <QAbstractButton>
#include <QDateTime>
#include <QFile>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>
#include <QtTest>
#include <QtWidgets>
#include <cstdio>
#include <tuple>

#include "app/settle.hpp"
#include "main/application.hpp"
#include "main/window.hpp"

namespace {

double resident_mb() {
  QFile status(QStringLiteral("/proc/self/status"));
  if (!status.open(QIODevice::ReadOnly)) return 0;
  for (const QByteArray& line : status.readAll().split('\n'))
    if (line.startsWith("VmRSS:"))
      return line.mid(6).trimmed().split(' ').front().toDouble() / 1024;
  return 0;
}

bool settle(profiles::pages::Flow& flow) { return app::settle(flow, 600'000); }

}  // namespace

int main(int argc, char** argv) {
  QElapsedTimer since;
  since.start();
  qputenv("QT_QPA_PLATFORM", "offscreen");
  QTemporaryDir folder;
  QSettings::setDefaultFormat(QSettings::IniFormat);
  QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
  profiles::Application application(argc, argv);
  profiles::Window window(profiles::pages::desktop_questions(),
                          [] { return QDateTime::currentMSecsSinceEpoch(); });
  window.show();
  if (!QTest::qWaitForWindowExposed(&window)) return 1;
  std::printf("first window: %lld ms, %.0f MB\n", static_cast<long long>(since.elapsed()),
              resident_mb());
  profiles::pages::Flow& flow = window.flow();
  const QStringList arguments = QCoreApplication::arguments();
  if (arguments.size() != 3) return 2;

  application.forget_busy();
  since.restart();
  flow.open_store(arguments[1], false, QStringLiteral("collections"));
  std::ignore = QTest::qWaitFor([&] { return flow.store() != nullptr; }, 60'000);
  flow.choose_collection(QStringLiteral("people"));
  window.go(QStringLiteral("documents"));
  auto* view = window.findChild<QTableView*>(QStringLiteral("document_table"));
  std::ignore = QTest::qWaitFor(
      [&] {
        return view->model()->rowCount() > 0 &&
               view->model()->index(0, 0).data() != QStringLiteral("…");
      },
      60'000);
  std::printf("first rows of %d: %lld ms\n", view->model()->rowCount(),
              static_cast<long long>(since.elapsed()));
  for (const int row : {view->model()->rowCount() - 1, view->model()->rowCount() / 2}) {
    since.restart();
    view->scrollTo(view->model()->index(row, 0));
    std::ignore = QTest::qWaitFor(
        [&] { return view->model()->index(row, 0).data() != QStringLiteral("…"); }, 60'000);
    std::printf("jump to row %d: %lld ms\n", row, static_cast<long long>(since.elapsed()));
  }
  settle(flow);
  std::printf("memory with the store open and counted: %.0f MB, thread busy at most %.1f ms (%s)\n",
              resident_mb(), application.longest_busy_ms(), qPrintable(application.longest_what()));

  flow.close_store();
  flow.open({arguments[2]});
  settle(flow);
  profiles::access::ImportSetup setup = flow.setup();
  setup.store = folder.filePath(QStringLiteral("new.db"));
  setup.key = QStringLiteral("userId");
  flow.set_setup(setup);
  window.go(QStringLiteral("plan"));
  settle(flow);
  std::printf("plan: %lld documents, %zu groups\n", static_cast<long long>(flow.plan().ledger.read),
              flow.plan().groups.size());
  application.forget_busy();
  since.restart();
  window.findChild<QAbstractButton*>(QStringLiteral("import_now"))->click();
  settle(flow);
  std::printf("import: %lld ms, thread busy at most %.1f ms (%s)\n",
              static_cast<long long>(since.elapsed()), application.longest_busy_ms(),
              qPrintable(application.longest_what()));
  return 0;
}

// profiles [FILE...]: the window; what is named is opened.
#include <QDateTime>
#include <QTimer>

#include "main/application.hpp"
#include "main/window.hpp"

int main(int argc, char** argv) {
  profiles::Application application(argc, argv);
  profiles::Window window(profiles::pages::desktop_questions(),
                          [] { return QDateTime::currentMSecsSinceEpoch(); });
  window.show();
  const QStringList paths = QCoreApplication::arguments().mid(1);
  if (!paths.isEmpty())
    QTimer::singleShot(0, &window, [&window, paths] { window.flow().open(paths); });
  return QApplication::exec();
}

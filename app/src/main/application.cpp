#include "main/application.hpp"

#include <fcntl.h>
#include <unistd.h>
#include <QAbstractEventDispatcher>
#include <QEvent>
#include <QLibraryInfo>
#include <QThread>
#include <chrono>
#include <cstdio>

namespace profiles {
namespace {

qint64 now_ns() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

// How long this thread was ready and others ran: Linux tells it in the second number of schedstat.
qint64 waited_ns() {
  static thread_local const int file = ::open("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC);
  char text[96] = {};
  if (file < 0 || ::pread(file, text, sizeof text - 1, 0) <= 0) return 0;
  long long ran = 0, waited = 0;
  return std::sscanf(text, "%lld %lld", &ran, &waited) == 2 ? waited : 0;
}

}  // namespace

Application::Application(int& argc, char** argv) : QApplication(argc, argv) {
  setApplicationName(QStringLiteral("profiles"));
  setApplicationDisplayName(tr("Profiles"));
  setOrganizationName(QStringLiteral("profilestore"));
  setApplicationVersion(QStringLiteral(PROFILESTORE_VERSION));
  setDesktopFileName(QStringLiteral("profiles"));
  speak(QLocale());
  // In a dialog's own loop what began it is not over; what counts there is from wake to sleep.
  QAbstractEventDispatcher* events = QAbstractEventDispatcher::instance();
  connect(events, &QAbstractEventDispatcher::aboutToBlock, this, [this] { end({}); });
  connect(events, &QAbstractEventDispatcher::awake, this, [this] {
    if (depth_ > 0) begin();
  });
}

bool Application::speak(const QLocale& locale) {
  QLocale::setDefault(locale);
  removeTranslator(&ours_);
  removeTranslator(&qts_);
  const auto load = [&](QTranslator& translator, const QString& name, const QString& folder) {
    return translator.load(locale, name, QStringLiteral("_"), folder) &&
           installTranslator(&translator);
  };
  if (!load(ours_, QStringLiteral("profiles"), QStringLiteral(":/translations"))) return false;
  load(qts_, QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
  return true;
}

void Application::begin() {
  counting_ = true;
  began_ns_ = now_ns();
  waited_ns_ = waited_ns();
}

void Application::end(const QString& what) {
  if (!counting_) return;
  counting_ = false;
  const double wall = static_cast<double>(now_ns() - began_ns_) / 1e6;
  if (wall <= longest_ms_) return;
  const double own = wall - static_cast<double>(waited_ns() - waited_ns_) / 1e6;
  if (own <= longest_ms_) return;
  longest_ms_ = own;
  what_ = what;
}

void Application::forget_busy() {
  longest_ms_ = 0;
  what_.clear();
  if (counting_) begin();
}

bool Application::notify(QObject* receiver, QEvent* event) {
  if (depth_ > 0 || QThread::currentThread() != thread())
    return QApplication::notify(receiver, event);
  // The receiver may be gone afterwards.
  const QString what = QStringLiteral("%1, event %2")
                           .arg(QString::fromLatin1(receiver->metaObject()->className()))
                           .arg(static_cast<int>(event->type()));
  ++depth_;
  begin();
  const bool taken = QApplication::notify(receiver, event);
  --depth_;
  end(what);
  return taken;
}

}  // namespace profiles

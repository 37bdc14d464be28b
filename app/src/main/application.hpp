// The application, and how long its window's thread was busy.
#pragma once

#include <QApplication>
#include <QLocale>
#include <QTranslator>

namespace profiles {

class Application : public QApplication {
  Q_OBJECT

 public:
  Application(int& argc, char** argv);

  bool notify(QObject* receiver, QEvent* event) override;

  /// Windows that are opened from now on speak the language of `locale`, and write its numbers.
  /// False: they speak English, since the program was built without that language.
  bool speak(const QLocale& locale);

  /// The longest time in which the thread answered nobody, in milliseconds, without the time in
  /// which others had the processor.
  double longest_busy_ms() const { return longest_ms_; }
  /// What it was busy with: the class of the receiver and the kind of event.
  const QString& longest_what() const { return what_; }
  void forget_busy();

 private:
  void begin();
  void end(const QString& what);

  int depth_ = 0;
  bool counting_ = false;
  qint64 began_ns_ = 0, waited_ns_ = 0;
  double longest_ms_ = 0;
  QString what_;
  QTranslator ours_, qts_;
};

}  // namespace profiles

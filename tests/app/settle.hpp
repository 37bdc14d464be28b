// Waiting for a window that works.
#pragma once

#include <QtTest>

#include "pages/flow.hpp"

namespace app {

/// Waits until no work is under way; false if some is after that many milliseconds.
inline bool settle(profiles::pages::Flow& flow, int ms) {
  int quiet = 0;
  return QTest::qWaitFor(
      [&] {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        const bool busy = flow.is_working() || flow.reading().waiting() > 0 ||
                          flow.rows().waiting() > 0 || flow.counting().waiting() > 0;
        quiet = busy ? 0 : quiet + 1;
        return quiet > 3;  // an answer may ask for more
      },
      ms);
}

}  // namespace app

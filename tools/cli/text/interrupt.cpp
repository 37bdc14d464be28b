#include "text/interrupt.hpp"

#include <signal.h>

#include <array>

namespace profilestore::cli {
namespace {

constexpr std::array signals{SIGINT, SIGTERM};

volatile sig_atomic_t noted = 0;

extern "C" void note(int signal) { noted = signal; }

// The next signal is noted; the one after it ends the program.
void note_next() {
  struct sigaction action {};
  action.sa_handler = note;
  action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
  for (const int signal : signals) ::sigaction(signal, &action, nullptr);
}

}  // namespace

Interrupted::Interrupted(int signal)
    : Failure("Interrupted", "interrupted; nothing was changed"), status_(128 + signal) {}

InterruptGuard::InterruptGuard() {
  noted = 0;
  note_next();
}

InterruptGuard::~InterruptGuard() { note_next(); }

void InterruptGuard::check() const {
  if (noted != 0) throw Interrupted(noted);
}

}  // namespace profilestore::cli

#include "text/interrupt.hpp"

#include <signal.h>

#include <array>

namespace profilestore::cli {
namespace {

constexpr std::array signals{SIGINT, SIGTERM};

volatile sig_atomic_t noted = 0;

extern "C" void note(int signal) { noted = signal; }

}  // namespace

Interrupted::Interrupted(int signal)
    : Failure("Interrupted", "interrupted; nothing was changed"), status_(128 + signal) {}

InterruptGuard::InterruptGuard() {
  noted = 0;
  struct sigaction action {};
  action.sa_handler = note;
  action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
  for (const int signal : signals) ::sigaction(signal, &action, nullptr);
}

InterruptGuard::~InterruptGuard() {
  for (const int signal : signals) ::signal(signal, SIG_DFL);
}

void InterruptGuard::check() const {
  if (noted != 0) throw Interrupted(noted);
}

}  // namespace profilestore::cli

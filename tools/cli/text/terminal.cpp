#include "text/terminal.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <string_view>

#include "text/output.hpp"

namespace profilestore::cli {
namespace {

using namespace std::chrono_literals;

constexpr auto between = 100ms;  // nobody reads faster
constexpr auto to_the_left = "\r\033[K";

bool is_terminal() {
  const char* kind = std::getenv("TERM");
  return ::isatty(STDERR_FILENO) == 1 && kind != nullptr && std::string_view(kind) != "dumb";
}

std::size_t terminal_columns() {
  winsize size{};
  if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 80;
  return size.ws_col;
}

std::string megabytes(std::uint64_t bytes) {
  return fmt::format("{:.1f}", static_cast<double>(bytes) / 1e6);
}

std::string time_text(double seconds) {
  const auto whole = static_cast<std::int64_t>(seconds + 0.5);
  if (whole < 3600) return fmt::format("{}:{:02}", whole / 60, whole % 60);
  return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
}

}  // namespace

std::string progress_text(const StepProgress& progress, const StepProgress& first,
                          std::chrono::duration<double> elapsed) {
  if (progress.total == 0) {
    const auto documents = grouped(static_cast<std::int64_t>(progress.documents));
    return fmt::format("{}  {}{}", progress.step,
                       progress.documents == 0 ? "" : documents + " documents  ",
                       time_text(elapsed.count()));
  }
  const double share = static_cast<double>(progress.done) / static_cast<double>(progress.total);
  std::string text = fmt::format("{} {:3.0f} %  {} of {} MB", progress.step, 100 * share,
                                 megabytes(progress.done), megabytes(progress.total));
  if (elapsed < 500ms || progress.done <= first.done) return text;  // too early to tell
  const double documents = static_cast<double>(progress.documents - first.documents);
  const double bytes = static_cast<double>(progress.done - first.done);
  const double left = static_cast<double>(progress.total - progress.done);
  return text + fmt::format("  {} documents/s  {} left",
                            grouped(static_cast<std::int64_t>(documents / elapsed.count())),
                            time_text(left * elapsed.count() / bytes));
}

ProgressLine::ProgressLine() : on_terminal_(is_terminal()) {}

ProgressLine::~ProgressLine() {
  if (shown_) write(to_the_left);
}

void ProgressLine::show(const StepProgress& progress) {
  if (!on_terminal_) return;
  const auto now = Clock::now();
  if (first_.step != progress.step) {
    first_ = progress;
    began_ = now;
  } else if (now - last_ < between) {
    return;
  }
  last_ = now;
  shown_ = true;
  write(to_the_left +
        progress_text(progress, first_, now - began_).substr(0, terminal_columns() - 1));
}

// One write per line, so that no other output can break it.
void ProgressLine::write(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fflush(stderr);
}

}  // namespace profilestore::cli

#include "store/log_reader.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include "sqlite/files/lock_holders.hpp"

namespace profilestore::store {

std::optional<LogReader> oldest_reader(const Core& core, const Reader* but) {
  std::optional<LogReader> oldest;
  const auto consider = [&](LogReader reader) {
    if (!oldest || oldest->seconds < reader.seconds) oldest = std::move(reader);
  };
  for (const pid_t process : sqlite::readers_of(core.path())) {
    if (process == ::getpid()) continue;
    const sqlite::Program program = sqlite::program_of(process);
    consider({process, program.name, program.age.count()});
  }
  if (oldest) return oldest;
  if (const auto since = core.oldest_own_reader(but)) {
    const auto age = std::chrono::steady_clock::now() - *since;
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(age).count();
    consider({::getpid(), sqlite::program_of(::getpid()).name, seconds});
  }
  return oldest;
}

std::string text_of(const LogReader& reader) {
  return reader.name.empty() ? fmt::format("process {}", reader.process)
                             : fmt::format("process {} ({})", reader.process, reader.name);
}

}  // namespace profilestore::store

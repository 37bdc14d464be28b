#include "sqlite/files/lock_holders.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <sstream>

namespace profilestore::sqlite {
namespace {

// SQLite's locks to read by are bytes of the shared memory.
constexpr unsigned long long first_read_lock = 123, last_read_lock = 127, open_lock = 128;

std::string text_in(const std::string& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// Field `number` of /proc/PID/stat, from 3 on: what stands before may hold blanks.
unsigned long long number_in_stat(const std::string& stat, int number) {
  const std::size_t end = stat.rfind(')');
  if (end == stat.npos) return 0;
  std::istringstream rest(stat.substr(end + 1));
  std::string word;
  for (int field = 3; field <= number; ++field) rest >> word;
  return std::strtoull(word.c_str(), nullptr, 10);
}

/// Bytes of a file, the last one included.
struct Bytes {
  unsigned long long first, last;
};

std::vector<pid_t> holders_in(const std::string& locks, unsigned major, unsigned minor,
                              unsigned long inode, Bytes bytes) {
  std::vector<pid_t> processes;
  std::istringstream lines(locks);
  for (std::string line; std::getline(lines, line);) {
    int process = 0;
    unsigned on_major = 0, on_minor = 0;
    unsigned long on_inode = 0;
    unsigned long long from = 0, to = 0;
    // "1: POSIX  ADVISORY  READ 4711 fe:01:83 123 123"; those who wait have "->", and no place here
    if (std::sscanf(line.c_str(), "%*d: POSIX %*s READ %d %x:%x:%lu %llu %llu", &process, &on_major,
                    &on_minor, &on_inode, &from, &to) != 6)
      continue;
    if (on_major != major || on_minor != minor || on_inode != inode) continue;
    if (from < bytes.first || to > bytes.last || process <= 0) continue;
    if (std::ranges::find(processes, process) == processes.end()) processes.push_back(process);
  }
  return processes;
}

std::vector<pid_t> holders_of(const std::filesystem::path& store, Bytes bytes) {
  struct stat status {};
  if (::stat((store.string() + "-shm").c_str(), &status) != 0) return {};
  return holders_in(text_in("/proc/locks"), ::gnu_dev_major(status.st_dev),
                    ::gnu_dev_minor(status.st_dev), status.st_ino, bytes);
}

}  // namespace

std::vector<pid_t> readers_in(const std::string& locks, unsigned major, unsigned minor,
                              unsigned long inode) {
  return holders_in(locks, major, minor, inode, {first_read_lock, last_read_lock});
}

std::vector<pid_t> readers_of(const std::filesystem::path& store) {
  return holders_of(store, {first_read_lock, last_read_lock});
}

bool is_open_anywhere(const std::filesystem::path& store) {
  return !holders_of(store, {open_lock, open_lock}).empty();
}

Program program_of(pid_t process) {
  Program program;
  program.name = text_in(fmt::format("/proc/{}/comm", process));
  std::erase_if(program.name, [](unsigned char c) { return c < ' ' || c == 0x7F; });
  const auto start = number_in_stat(text_in(fmt::format("/proc/{}/stat", process)), 22);
  std::ifstream uptime("/proc/uptime");
  double now = 0;
  const long ticks = ::sysconf(_SC_CLK_TCK);
  if (start > 0 && ticks > 0 && uptime >> now) {
    const auto begun = static_cast<long long>(start) / ticks;
    program.age = std::chrono::seconds(std::max(0LL, static_cast<long long>(now) - begun));
  }
  return program;
}

}  // namespace profilestore::sqlite

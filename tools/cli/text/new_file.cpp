#include "text/new_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>

namespace profilestore::cli {
namespace {

namespace fs = std::filesystem;

/// What a path leads to.
struct Place {
  fs::path path;
  bool can_be_replaced;
};

// What these lead to is a file, at times, that others hold open: they are no names of it.
bool is_open_file(const fs::path& path) {
  const std::string text = path.lexically_normal().string();
  return text.starts_with("/proc/") || text.starts_with("/dev/fd/") || text.starts_with("/dev/std");
}

// The file itself, which need not exist, if `path` is a link to it.
Place place_of(fs::path path) {
  constexpr int most_links = 40;
  std::error_code ignored;
  for (int i = 0; i < most_links; ++i) {
    if (is_open_file(fs::absolute(path, ignored))) return {path, false};
    if (!fs::is_symlink(path, ignored)) break;
    const fs::path target = fs::read_symlink(path, ignored);
    path = target.is_absolute() ? target : path.parent_path() / target;
  }
  return {path, !fs::exists(path, ignored) || fs::is_regular_file(path, ignored)};
}

}  // namespace

NewFile::NewFile(const std::string& path) {
  const Place place = place_of(path);
  path_ = place.path.string();
  if (place.can_be_replaced) {
    place_ = path_;
    make();
    return;
  }
  std::error_code ignored;
  if (fs::is_directory(place.path, ignored))
    errno = EISDIR;
  else
    made_ = ::access(path_.c_str(), W_OK) == 0;
}

NewFile::~NewFile() {
  if (made_ && !place_.empty()) std::remove(path_.c_str());
}

bool NewFile::give_name() {
  if (place_.empty()) return true;
  if (std::rename(path_.c_str(), place_.c_str()) != 0) return false;
  place_.clear();
  return true;
}

// With the rights of the file that it replaces: it may hold personal data.
void NewFile::make() {
  constexpr mode_t usual = 0666, rights = 07777;
  constexpr std::size_t longest = 200;  // of a name; what is added to it must fit, too
  struct stat there {};
  const bool replaces = ::stat(place_.c_str(), &there) == 0;
  if (replaces && ::access(place_.c_str(), W_OK) != 0) return;
  const fs::path place(place_);
  const std::string name = place.filename().string().substr(0, longest);
  int file = -1;
  for (int number = 0; file < 0 && (number == 0 || errno == EEXIST); ++number) {
    path_ = place.parent_path() / fmt::format("{}.{}-{}.tmp", name, ::getpid(), number);
    file = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, usual);
  }
  if (file < 0) return;
  made_ = true;
  if (replaces) (void)::fchmod(file, there.st_mode & rights);
  ::close(file);
}

}  // namespace profilestore::cli

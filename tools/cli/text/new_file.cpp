#include "text/new_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <utility>

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

// The owner, the group and the rights of another file. False: they are not ours to give.
bool give_rights(int file, const struct stat& there) {
  constexpr mode_t rights = 07777;
  struct stat own {};
  if (::fstat(file, &own) != 0) return false;
  if ((own.st_uid != there.st_uid || own.st_gid != there.st_gid) &&
      ::fchown(file, there.st_uid, there.st_gid) != 0)
    return false;
  return ::fchmod(file, there.st_mode & rights) == 0;
}

bool copy_into(const std::string& from, const std::string& to) {
  std::ifstream in(from, std::ios::binary);
  std::ofstream out(to, std::ios::binary | std::ios::trunc);
  if (in.peek() != std::ifstream::traits_type::eof()) out << in.rdbuf();
  out.close();
  return !in.bad() && out.good();
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
  if (!keeps_inode_ && std::rename(path_.c_str(), place_.c_str()) == 0) {
    place_.clear();
    return true;
  }
  // A folder of others, a mount of the file alone: it can be written, and not replaced.
  return (keeps_inode_ || errno == EBUSY || errno == EPERM || errno == EACCES) &&
         copy_into(path_, place_);
}

// Who could not read what it replaces cannot read it: it may hold personal data.
void NewFile::make() {
  constexpr mode_t usual = 0666, of_owner = 0600;
  constexpr std::size_t longest = 200;  // of a name; what is added to it must fit, too
  struct stat there {};
  const bool replaces = ::stat(place_.c_str(), &there) == 0;
  if (replaces && ::access(place_.c_str(), W_OK) != 0) return;
  const fs::path place(place_);
  const std::string name = place.filename().string().substr(0, longest);
  int file = -1;
  for (int number = 0; file < 0 && (number == 0 || errno == EEXIST); ++number) {
    path_ = place.parent_path() / fmt::format("{}.{}-{}.tmp", name, ::getpid(), number);
    file =
        ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, replaces ? of_owner : usual);
  }
  if (file < 0) return write_in_place(replaces);
  made_ = true;
  keeps_inode_ = replaces && !give_rights(file, there);
  ::close(file);
}

// In a folder that may not be written.
void NewFile::write_in_place(bool is_there) {
  if (!is_there || ::truncate(place_.c_str(), 0) != 0) return;
  path_ = std::exchange(place_, {});
  made_ = true;
}

}  // namespace profilestore::cli

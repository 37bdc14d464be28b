#include "sqlite/files/locked_folder.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <profilestore/object_id.hpp>
#include <system_error>
#include <vector>

namespace profilestore::sqlite {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t hex_digits = 24;

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

// std::filesystem ends the process if memory ends while it reads a folder.
std::vector<fs::path> found_in(const fs::path& folder,
                               const std::function<bool(std::string_view)>& is_one) {
  std::vector<fs::path> found;
  const std::unique_ptr<DIR, CloseFolder> names(::opendir(folder.c_str()));
  if (!names) return found;
  while (const dirent* entry = ::readdir(names.get()))
    if (is_one(entry->d_name)) found.push_back(folder / entry->d_name);
  return found;
}

// Without memory of C++'s, which may be what has ended.
void remove_tree(const fs::path& folder) {
  constexpr int open_at_once = 8;
  const auto remove = [](const char* path, const struct stat*, int, FTW*) {
    ::remove(path);
    return 0;
  };
  ::nftw(folder.c_str(), remove, open_at_once, FTW_DEPTH | FTW_PHYS);
}

int open_locked_folder(const fs::path& folder) {
  return ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

// In another's folder he could put a link in the place of what is about to be removed.
bool is_own(int folder) {
  struct stat status {};
  return ::fstat(folder, &status) == 0 && status.st_uid == ::geteuid();
}

bool lock_alone(int folder) {
  int code = 0;
  do code = ::flock(folder, LOCK_EX);
  while (code != 0 && errno == EINTR);
  return code == 0;
}

}  // namespace

bool LockedFolder::is_name(std::string_view name, std::string_view prefix,
                           std::string_view suffix) {
  return name.size() == prefix.size() + hex_digits + suffix.size() && name.starts_with(prefix) &&
         name.ends_with(suffix) && ObjectId::from_hex(name.substr(prefix.size(), hex_digits));
}

// False if another process took it for abandoned before it was locked.
bool LockedFolder::make(const fs::path& in, std::string_view prefix, std::string_view suffix) {
  path_ = in / (std::string(prefix) + ObjectId::generate().to_hex() + std::string(suffix));
  if (::mkdir(path_.c_str(), 0700) != 0)
    throw fs::filesystem_error("cannot make a folder", path_,
                               std::error_code(errno, std::generic_category()));
  ::chmod(path_.c_str(), 0700);  // whatever the umask is
  lock_ = open_locked_folder(path_);
  if (lock_ < 0 && errno == ENOENT) return false;
  struct stat status {};
  if (lock_ < 0 || !lock_alone(lock_) || ::fstat(lock_, &status) != 0) {
    const std::error_code fault(errno, std::generic_category());
    if (lock_ >= 0) ::close(lock_);
    ::rmdir(path_.c_str());
    throw fs::filesystem_error("cannot lock a folder", path_, fault);
  }
  if (status.st_nlink > 0) return true;
  ::close(lock_);
  return false;
}

LockedFolder::LockedFolder(const fs::path& in, std::string_view prefix, std::string_view suffix)
    : owner_(::getpid()) {
  while (!make(in, prefix, suffix)) {
  }
}

LockedFolder::~LockedFolder() {
  if (owner_ == ::getpid()) remove_tree(path_);
  ::close(lock_);
}

// Removed while they are locked, so that nobody else takes one for his meanwhile.
void LockedFolder::remove_abandoned(const fs::path& in,
                                    const std::function<bool(std::string_view)>& is_one) {
  for (const fs::path& folder : found_in(in, is_one)) {
    const int lock = open_locked_folder(folder);
    if (lock < 0) continue;
    if (is_own(lock) && ::flock(lock, LOCK_EX | LOCK_NB) == 0) remove_tree(folder);
    ::close(lock);
  }
}

std::unique_ptr<LockedFolder> LockedFolder::anew(const fs::path& in, std::string_view prefix,
                                                 std::string_view suffix) {
  remove_abandoned(in, [&](std::string_view name) { return is_name(name, prefix, suffix); });
  return std::make_unique<LockedFolder>(in, prefix, suffix);
}

}  // namespace profilestore::sqlite

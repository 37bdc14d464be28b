#include "store/open_files.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <map>
#include <mutex>
#include <profilestore/error.hpp>
#include <utility>

namespace profilestore::store {
namespace {

struct Openings {
  pid_t owner;
  int count;
};

std::mutex mutex;

std::map<std::pair<dev_t, ino_t>, Openings>& open_files() {
  static std::map<std::pair<dev_t, ino_t>, Openings> files;
  return files;
}

}  // namespace

OpenFile::OpenFile(const std::filesystem::path& path) : owner_(::getpid()) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0) return;  // the opening itself will say so
  device_ = status.st_dev;
  inode_ = status.st_ino;
  const std::lock_guard lock(mutex);
  Openings& openings =
      open_files().try_emplace({device_, inode_}, Openings{owner_, 0}).first->second;
  if (openings.owner != owner_)
    throw StorageFailure(
        "the store was open when this process was forked from its parent: open it "
        "in the parent after the fork, or exec first",
        0);
  ++openings.count;
}

OpenFile::~OpenFile() {
  if (owner_ != ::getpid()) return;
  const std::lock_guard lock(mutex);
  const auto found = open_files().find({device_, inode_});
  if (found != open_files().end() && --found->second.count == 0) open_files().erase(found);
}

}  // namespace profilestore::store

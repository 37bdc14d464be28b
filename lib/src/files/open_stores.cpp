#include "files/open_stores.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <map>
#include <mutex>
#include <profilestore/error.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace profilestore::files {
namespace {

struct Openings {
  pid_t owner;
  int count;
};

std::mutex mutex;

std::map<std::pair<dev_t, ino_t>, Openings>& open_stores() {
  static std::map<std::pair<dev_t, ino_t>, Openings> stores;
  return stores;
}

}  // namespace

OpenStore::OpenStore(const std::filesystem::path& path) : owner_(::getpid()) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0) return;  // the opening itself will say so
  device_ = status.st_dev;
  inode_ = status.st_ino;
  enter();
}

void OpenStore::enter() {
  const std::lock_guard lock(mutex);
  Openings& openings =
      open_stores().try_emplace({device_, inode_}, Openings{owner_, 0}).first->second;
  if (openings.owner != owner_)
    throw StorageFailure(
        "the store was open when this process was forked from its parent: open it "
        "in the parent after the fork, or exec first",
        0);
  ++openings.count;
}

void OpenStore::leave() {
  const std::lock_guard lock(mutex);
  const auto found = open_stores().find({device_, inode_});
  if (found != open_stores().end() && --found->second.count == 0) open_stores().erase(found);
}

void OpenStore::look_again(const std::filesystem::path& path) {
  struct stat status {};
  if (is_at(path) || ::lstat(path.c_str(), &status) != 0) return;
  leave();
  device_ = status.st_dev;
  inode_ = status.st_ino;
  enter();
}

bool OpenStore::is_at(const std::filesystem::path& path) const {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0 && status.st_dev == device_ && status.st_ino == inode_;
}

OpenStore::~OpenStore() {
  if (owner_ == ::getpid()) leave();
}

bool is_of_open_store(const std::filesystem::path& path) {
  constexpr std::string_view shared_memory = "-shm";
  std::string store = path.string();
  if (store.ends_with(shared_memory)) store.resize(store.size() - shared_memory.size());
  const auto is_open = [](const std::string& name) {
    struct stat status {};
    if (::stat(name.c_str(), &status) != 0) return false;
    const std::lock_guard lock(mutex);
    const auto found = open_stores().find({status.st_dev, status.st_ino});
    return found != open_stores().end() && found->second.owner == ::getpid();
  };
  return is_open(path.string()) || is_open(store);
}

}  // namespace profilestore::files

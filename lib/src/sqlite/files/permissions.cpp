#include "sqlite/files/permissions.hpp"

#include <sys/stat.h>
#include <unistd.h>

namespace profilestore::sqlite {

void give_permissions_of(const std::filesystem::path& store, int file) {
  struct stat status {};
  if (::lstat(store.c_str(), &status) != 0) return;
  if (::geteuid() == 0 && ::fchown(file, status.st_uid, status.st_gid) != 0) return;
  (void)::fchmod(file, status.st_mode & 0666);
}

}  // namespace profilestore::sqlite

#include "sqlite/files/store_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <profilestore/error.hpp>

namespace profilestore::sqlite {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const char* doing, const fs::path& path) {
  const int fault = errno;
  const std::string message = fmt::format("{}: {}: {}; nothing was done", place_of(path).string(),
                                          doing, std::strerror(fault));
  if (fault == ENOSPC || fault == EDQUOT)
    throw DiskFull(message + ". Free some space and try again", 0);
  if (fault == EACCES || fault == EPERM || fault == EROFS)
    throw ReadOnly(message + ". Its folder must be one that this user may read and write", 0);
  throw StorageFailure(message, 0);
}

std::string prefix_of(const fs::path& target) {
  return fmt::format(".{}.", target.filename().string());
}
constexpr std::string_view suffix = ".new", new_file = "store";
constexpr std::size_t id_digits = 24, new_suffix_size = id_digits + suffix.size();

// ".NAME.", 24 hexadecimal digits, ".new"
bool is_on_its_way(std::string_view name) {
  if (!name.starts_with('.') || name.size() <= 2 + new_suffix_size) return false;
  const std::string_view prefix = name.substr(0, name.size() - new_suffix_size);
  return prefix.ends_with('.') && LockedFolder::is_name(name, prefix, suffix);
}

void sync_file(const fs::path& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_NOFOLLOW | O_CLOEXEC);
  if (file < 0) fail("opening the new store", path);
  const int code = ::fsync(file);
  ::close(file);
  if (code != 0) fail("writing the new store", path);
}

void sync_folder(const fs::path& folder) {
  const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (file < 0) return;
  ::fsync(file);
  ::close(file);
}

bool rename_without_replacing(const fs::path& from, const fs::path& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return true;
  if (errno == EEXIST) return false;
  // A file system that can't do it in one step still refuses a second link of one name.
  if (errno != EINVAL && errno != ENOSYS) fail("naming the new store", to);
  if (::link(from.c_str(), to.c_str()) != 0) {
    if (errno == EEXIST) return false;
    fail("naming the new store", to);
  }
  ::unlink(from.c_str());
  return true;
}

}  // namespace

fs::path place_of(const fs::path& path) {
  const fs::path folder = path.parent_path();
  const std::string name = folder.filename().string();
  if (path.filename() != new_file || !is_on_its_way(name)) return path;
  return folder.parent_path() / name.substr(1, name.size() - 2 - new_suffix_size);
}

fs::path resolve(const fs::path& path) {
  const std::string text = path.string();
  if (text.empty()) throw InvalidInput(2, "the path of a store is empty");
  if (text.find('\0') != std::string::npos)
    throw InvalidInput(2, "the path of a store contains a NUL");
  if (text.starts_with("file:"))
    throw InvalidInput(2, "the path of a store cannot be an SQLite file: URI");
  if (!path.has_filename() || path.filename() == "." || path.filename() == "..")
    throw NotAStore(fmt::format("{}: a folder, not a profile store; name a file in it", text), 0);
  std::error_code fault;
  const fs::path named = fs::absolute(path).parent_path(), folder = fs::canonical(named, fault);
  if (fault)
    throw StorageFailure(
        fmt::format("{}: its folder {} cannot be found: {}; nothing was done. Correct the path, or "
                    "create the folder first",
                    text, named.string(), fault.message()),
        0);
  return folder / path.filename();
}

namespace {

std::string what_it_is(const fs::path& path, mode_t mode) {
  if (S_ISLNK(mode))
    return fmt::format("{}: a symbolic link, not a profile store; give the path that it leads to",
                       path.string());
  const char* kind = S_ISDIR(mode) ? "a folder" : S_ISFIFO(mode) ? "a pipe" : "a device or socket";
  return fmt::format("{}: {}, not a profile store; name a file{}", path.string(), kind,
                     S_ISDIR(mode) ? " in it" : "");
}

}  // namespace

bool store_exists(const fs::path& path) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0) {
    if (errno == ENOENT) return false;
    fail("examining the file", path);
  }
  if (!S_ISREG(status.st_mode)) throw NotAStore(what_it_is(path, status.st_mode), 0);
  if (status.st_nlink > 1)
    throw NotAStore(
        fmt::format("{}: the file has several names (hard links), and another program could open "
                    "it by one whose log is another's; it was not changed. Copy it to a file of "
                    "its own, or remove the other names",
                    path.string()),
        0);
  return true;
}

void refuse_foreign_journal(const fs::path& path) {
  // SQLite: a journal that begins with a zero has been dealt with.
  static constexpr std::string_view magic = "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7";
  const fs::path journal = path.string() + "-journal";
  std::ifstream in(journal, std::ios::binary);
  char bytes[magic.size()];
  in.read(bytes, sizeof bytes);
  const std::string_view begin(bytes, static_cast<std::size_t>(in.gcount()));
  if (begin.empty() || begin.front() == '\0' || magic.starts_with(begin)) return;
  throw StorageFailure(
      fmt::format("{}: {} lies beside the store and is none of its files, but SQLite would delete "
                  "it as a rollback journal; nothing was done. Move it away, or rename it",
                  path.string(), journal.filename().string()),
      0);
}

// SQLite would take it for the new store's own, and read from it what another store held.
void NewFile::refuse_log_of_another() const {
  for (const char* suffix : {"-wal", "-shm", "-journal"}) {
    const fs::path left = target_.string() + suffix;
    std::error_code fault;
    if (!fs::exists(fs::symlink_status(left, fault)) ||
        fs::exists(fs::symlink_status(target_, fault)))
      continue;
    throw StorageFailure(
        fmt::format("{}: the store is not there, but {} is, the log of a store that was; nothing "
                    "was done. Restore that store, or move its log away: it may hold the latest "
                    "writes",
                    target_.string(), left.filename().string()),
        0);
  }
}

NewFile::NewFile(fs::path target) : target_(std::move(target)) {
  refuse_log_of_another();
  // Of any name: who makes copies gives each another one.
  LockedFolder::remove_abandoned(target_.parent_path(), is_on_its_way);
  try {
    folder_.emplace(target_.parent_path(), prefix_of(target_), suffix);
  } catch (const fs::filesystem_error& fault) {
    errno = fault.code().value();
    fail("creating the store", target_);
  }
  const int file = ::open(path().c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (file < 0) fail("creating the store", path());
  ::close(file);
}

bool NewFile::publish() {
  sync_file(path());
  if (!rename_without_replacing(path(), target_)) return false;
  sync_folder(target_.parent_path());
  return true;
}

}  // namespace profilestore::sqlite

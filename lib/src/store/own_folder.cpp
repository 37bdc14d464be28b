#include "store/own_folder.hpp"

#include <fmt/format.h>
#include <linux/magic.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <mutex>
#include <profilestore/error.hpp>
#include <set>
#include <string>
#include <utility>

#include "sqlite/files/head_file.hpp"
#include "sqlite/mark.hpp"
#include "sqlite/query.hpp"
#include "sqlite/transaction.hpp"
#include "store/build.hpp"
#include "store/core.hpp"

namespace profilestore::store {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view folder_prefix = "profilestore.", folder_suffix = ".own";

// Once a process and folder: a folder of many files takes long to list. A child is another process.
void remove_leftovers(const fs::path& in) {
  static std::mutex sweeping;
  static std::set<std::pair<pid_t, fs::path>> done;
  const std::lock_guard lock(sweeping);
  if (!done.insert({::getpid(), in}).second) return;
  sqlite::LockedFolder::remove_abandoned(in, [](std::string_view name) {
    return sqlite::LockedFolder::is_name(name, folder_prefix, folder_suffix);
  });
}

std::unique_ptr<sqlite::LockedFolder> own_folder(const fs::path& in, std::string_view what_to_do) {
  try {
    remove_leftovers(in);
    return std::make_unique<sqlite::LockedFolder>(in, folder_prefix, folder_suffix);
  } catch (const fs::filesystem_error& fault) {
    throw StorageFailure(fmt::format("{}: no folder for a store can be made there: {}; nothing was "
                                     "done. {}",
                                     in.string(), fault.code().message(), what_to_do),
                         0);
  }
}

bool is_in_memory(const fs::path& folder) {
  struct statfs status {};
  return ::statfs(folder.c_str(), &status) == 0 &&
         (status.f_type == TMPFS_MAGIC || status.f_type == RAMFS_MAGIC);
}

// What the first one was before anything was written to it: closed, without a log.
std::string& empty_store() {
  static std::string bytes;
  return bytes;
}

std::string bytes_of_file(const fs::path& path) {
  std::error_code ignored;
  const auto size = fs::file_size(path, ignored);
  std::string bytes(ignored ? 0 : size, '\0');
  std::ifstream file(path, std::ios::binary);
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return file ? bytes : std::string();  // then the next one tries again
}

void write_copy(const fs::path& path, const std::string& bytes) {
  std::ofstream file(path, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!file.flush())
    throw DiskFull(fmt::format("{}: the empty store cannot be written; nothing was done. Free some "
                               "space there and try again",
                               path.string()),
                   0);
}

// Two stores of one identity would take each other's logs for their own.
void give_identity(const fs::path& path) {
  sqlite::Connection connection(path, {.journal = sqlite::Journal::wal_unsynced});
  connection.start_journal();
  const auto mark = sqlite::read_mark(connection);
  if (!mark) throw Corrupt(path.string() + ": the new store has no mark; nothing was done", 0);
  sqlite::Mark own = *mark;
  own.store = connection.text("SELECT lower(hex(randomblob(16)))");
  {
    sqlite::ImmediateTransaction transaction(connection);
    sqlite::write_mark(connection, own);
    transaction.commit();
  }
  connection.checkpoint_truncate();
}

}  // namespace

std::unique_ptr<sqlite::LockedFolder> folder_in_memory() {
  static const fs::path folder = "/dev/shm";
  static constexpr std::string_view instead =
      "Store::temporary makes the same store in the folder for temporary files";
  if (!is_in_memory(folder))
    throw StorageFailure(fmt::format("{}: not a folder in memory on this machine; nothing was "
                                     "done. {}",
                                     folder.string(), instead),
                         0);
  return own_folder(folder, instead);
}

std::unique_ptr<sqlite::LockedFolder> temporary_folder() {
  static constexpr std::string_view what_to_do =
      "Set TMPDIR to a folder that this user may write to";
  std::error_code fault;
  fs::path folder = fs::temp_directory_path(fault);
  if (!fault) folder = fs::canonical(folder, fault);
  if (fault)
    throw StorageFailure(fmt::format("the folder for temporary files cannot be found: {}; nothing "
                                     "was done. {}",
                                     fault.message(), what_to_do),
                         0);
  return own_folder(folder, what_to_do);
}

void put_empty_store(const fs::path& path) {
  static std::mutex making;
  {
    const std::lock_guard lock(making);
    if (empty_store().empty()) {
      build_store(path);
      empty_store() = bytes_of_file(path);
      return;
    }
  }
  write_copy(path, empty_store());
  give_identity(path);
}

}  // namespace profilestore::store

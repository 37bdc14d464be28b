#include "faults/watched_vfs.hpp"

#include <sqlite3.h>

#include <atomic>
#include <cstring>
#include <new>
#include <stdexcept>

namespace faults {
namespace {

std::atomic<Watcher*> watcher = nullptr;
sqlite3_vfs* base = nullptr;
sqlite3_vfs watched{};

struct WatchedFile {
  sqlite3_file file;
  const char* path;  ///< SQLite keeps it as long as the file is open
  sqlite3_file* real;
};

WatchedFile* self(sqlite3_file* file) { return reinterpret_cast<WatchedFile*>(file); }
sqlite3_file* real(sqlite3_file* file) { return self(file)->real; }

template <class Work>
int pass(const Call& call, Work work) {
  Watcher* const asked = watcher;
  if (asked == nullptr) return work();
  if (const int code = asked->before(call); code != SQLITE_OK)
    return code == swallowed ? SQLITE_OK : code;
  const int code = work();
  if (code == SQLITE_OK) asked->after(call);
  return code;
}

Call call_of(sqlite3_file* file, Method method) {
  const char* path = self(file)->path;
  return {.method = method, .path = path == nullptr ? "" : path};
}

int close(sqlite3_file* file) {
  const int code = real(file)->pMethods->xClose(real(file));
  file->pMethods = nullptr;
  return code;
}

int read(sqlite3_file* file, void* to, int size, sqlite3_int64 offset) {
  Call call = call_of(file, Method::read);
  call.offset = offset;
  return pass(call, [&] { return real(file)->pMethods->xRead(real(file), to, size, offset); });
}

int write(sqlite3_file* file, const void* from, int size, sqlite3_int64 offset) {
  Call call = call_of(file, Method::write);
  call.offset = offset;
  call.bytes = {static_cast<const char*>(from), static_cast<std::size_t>(size)};
  return pass(call, [&] { return real(file)->pMethods->xWrite(real(file), from, size, offset); });
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
  Call call = call_of(file, Method::truncate);
  call.offset = size;
  return pass(call, [&] { return real(file)->pMethods->xTruncate(real(file), size); });
}

int sync(sqlite3_file* file, int flags) {
  return pass(call_of(file, Method::sync),
              [&] { return real(file)->pMethods->xSync(real(file), flags); });
}

int size(sqlite3_file* file, sqlite3_int64* to) {
  return pass(call_of(file, Method::size),
              [&] { return real(file)->pMethods->xFileSize(real(file), to); });
}

int lock(sqlite3_file* file, int level) {
  return pass(call_of(file, Method::lock),
              [&] { return real(file)->pMethods->xLock(real(file), level); });
}

// The lock is given back all the same: what fails is the telling of it.
int unlock(sqlite3_file* file, int level) {
  const int code = real(file)->pMethods->xUnlock(real(file), level);
  const int told = pass(call_of(file, Method::unlock), [] { return SQLITE_OK; });
  return told == SQLITE_OK ? code : told;
}

int check_lock(sqlite3_file* file, int* to) {
  return pass(call_of(file, Method::check_lock),
              [&] { return real(file)->pMethods->xCheckReservedLock(real(file), to); });
}

int control(sqlite3_file* file, int op, void* argument) {
  return real(file)->pMethods->xFileControl(real(file), op, argument);
}

int sector_size(sqlite3_file* file) { return real(file)->pMethods->xSectorSize(real(file)); }
int traits(sqlite3_file* file) { return real(file)->pMethods->xDeviceCharacteristics(real(file)); }

int shm_map(sqlite3_file* file, int page, int page_size, int extend, void volatile** to) {
  return pass(call_of(file, Method::shm_map), [&] {
    return real(file)->pMethods->xShmMap(real(file), page, page_size, extend, to);
  });
}

int shm_lock(sqlite3_file* file, int offset, int count, int flags) {
  const auto work = [&] {
    return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
  };
  // SQLite takes for granted that these are given back.
  if ((flags & SQLITE_SHM_UNLOCK) != 0) return work();
  return pass(call_of(file, Method::shm_lock), work);
}

void shm_barrier(sqlite3_file* file) { real(file)->pMethods->xShmBarrier(real(file)); }
int shm_unmap(sqlite3_file* file, int remove) {
  return real(file)->pMethods->xShmUnmap(real(file), remove);
}

const sqlite3_io_methods methods{2,           close,       read,    write,   truncate,
                                 sync,        size,        lock,    unlock,  check_lock,
                                 control,     sector_size, traits,  shm_map, shm_lock,
                                 shm_barrier, shm_unmap,   nullptr, nullptr};

bool is_there(const char* path) {
  int found = 0;
  base->xAccess(base, path, SQLITE_ACCESS_EXISTS, &found);
  return found != 0;
}

int open(sqlite3_vfs*, const char* path, sqlite3_file* file, int flags, int* out_flags) {
  auto* const opened = new (file) WatchedFile{{nullptr}, path, nullptr};
  opened->real = reinterpret_cast<sqlite3_file*>(opened + 1);
  std::memset(static_cast<void*>(opened->real), 0, static_cast<std::size_t>(base->szOsFile));
  Call call{.method = Method::open, .path = path == nullptr ? "" : path};
  call.creates = path != nullptr && (flags & SQLITE_OPEN_CREATE) != 0 && !is_there(path);
  return pass(call, [&] {
    const int code = base->xOpen(base, path, opened->real, flags, out_flags);
    if (opened->real->pMethods != nullptr) file->pMethods = &methods;
    return code;
  });
}

int remove(sqlite3_vfs*, const char* path, int sync_folder) {
  return pass({.method = Method::remove, .path = path},
              [&] { return base->xDelete(base, path, sync_folder); });
}

int access(sqlite3_vfs*, const char* path, int flags, int* to) {
  return pass({.method = Method::access, .path = path},
              [&] { return base->xAccess(base, path, flags, to); });
}

void make_default() {
  if (base != nullptr) return;
  base = sqlite3_vfs_find("unix");
  if (base == nullptr) throw std::runtime_error("no VFS named unix");
  watched = *base;
  watched.zName = "watched";
  watched.szOsFile = static_cast<int>(sizeof(WatchedFile)) + base->szOsFile;
  watched.pNext = nullptr;
  watched.xOpen = open;
  watched.xDelete = remove;
  watched.xAccess = access;
}

}  // namespace

std::string_view name_of(Method method) {
  static constexpr std::string_view names[]{"open",       "remove",  "access",  "read", "write",
                                            "truncate",   "sync",    "size",    "lock", "unlock",
                                            "check_lock", "shm_map", "shm_lock"};
  return names[static_cast<std::size_t>(method)];
}

Watch::Watch(Watcher& with) {
  make_default();
  sqlite3_vfs_register(&watched, 1);
  watcher = &with;
}

Watch::~Watch() {
  watcher = nullptr;
  sqlite3_vfs_unregister(&watched);
  sqlite3_vfs_register(base, 1);
}

}  // namespace faults

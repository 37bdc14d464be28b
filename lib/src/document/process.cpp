#include "document/process.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <new>

namespace profilestore::document {
namespace {

using Number = std::atomic<pid_t>;

// On a page that Linux empties in a child: it needs no hook, which other ways to fork would pass
// by. Null: this system has none.
Number* emptied_by_fork() {
  static_assert(Number::is_always_lock_free);
#ifdef MADV_WIPEONFORK
  const auto size = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  void* page = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (page == MAP_FAILED) return nullptr;
  if (::madvise(page, size, MADV_WIPEONFORK) == 0) return new (page) Number(0);
  ::munmap(page, size);
#endif
  return nullptr;
}

}  // namespace

pid_t process_id() {
  static Number* const known = emptied_by_fork();
  if (known == nullptr) return ::getpid();
  pid_t id = known->load(std::memory_order_relaxed);
  if (id == 0) known->store(id = ::getpid(), std::memory_order_relaxed);
  return id;
}

}  // namespace profilestore::document

#include "faults/failing_calls.hpp"

#include <sqlite3.h>

namespace faults {

const std::vector<Refusal>& refusals() {
  static const std::vector<Refusal> all{
      {"a failing disk",
       {{Method::read, SQLITE_IOERR_READ},
        {Method::write, SQLITE_IOERR_WRITE},
        {Method::truncate, SQLITE_IOERR_TRUNCATE},
        {Method::sync, SQLITE_IOERR_FSYNC},
        {Method::size, SQLITE_IOERR_FSTAT},
        {Method::access, SQLITE_IOERR_ACCESS},
        {Method::remove, SQLITE_IOERR_DELETE},
        {Method::lock, SQLITE_IOERR_LOCK},
        {Method::check_lock, SQLITE_IOERR_CHECKRESERVEDLOCK},
        {Method::unlock, SQLITE_IOERR_UNLOCK},
        {Method::shm_map, SQLITE_IOERR_SHMMAP},
        {Method::shm_lock, SQLITE_IOERR_SHMLOCK}}},
      {"fsync", {{Method::sync, SQLITE_IOERR_FSYNC}}},
      {"shared memory",
       {{Method::shm_map, SQLITE_IOERR_SHMMAP}, {Method::shm_lock, SQLITE_IOERR_SHMLOCK}}},
      {"a full disk", {{Method::write, SQLITE_FULL}, {Method::shm_map, SQLITE_FULL}}},
      {"files that cannot be opened", {{Method::open, SQLITE_CANTOPEN}}},
      {"locks of others", {{Method::lock, SQLITE_BUSY}}},
      // SQLite itself waits ten seconds before it says that one in the way stays there.
      {"locks in shared memory", {{Method::shm_lock, SQLITE_BUSY}}, false}};
  return all;
}

void FailingCalls::arm(const Refusal& refusal, long number, Manner manner) {
  refusal_ = nullptr;
  counted_ = 0;
  fired_ = false;
  number_ = number;
  manner_ = manner;
  refusal_ = &refusal;
}

int FailingCalls::before(const Call& call) {
  const Refusal* const refusal = refusal_;
  if (refusal == nullptr) return SQLITE_OK;
  for (const auto& [method, code] : refusal->codes) {
    if (method != call.method) continue;
    const long count = ++counted_;
    if (count != number_ && !(count > number_ && manner_ == Manner::from_then_on)) break;
    fired_ = true;
    return code;
  }
  return SQLITE_OK;
}

}  // namespace faults

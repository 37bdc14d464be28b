#include "sqlite/copy_pages.hpp"

#include <memory>

namespace profilestore::sqlite {
namespace {

constexpr int pages_at_once = 1024;

struct Finish {
  void operator()(sqlite3_backup* backup) const { sqlite3_backup_finish(backup); }
};

}  // namespace

void copy_pages(Connection& from, Connection& to, const CopyProgress& progress) {
  constexpr std::string_view doing = "copying the store";
  const auto page = static_cast<std::uint64_t>(from.number("PRAGMA page_size"));
  const std::unique_ptr<sqlite3_backup, Finish> backup(
      sqlite3_backup_init(to.handle(), "main", from.handle(), "main"));
  if (!backup) to.raise(sqlite3_extended_errcode(to.handle()), doing);
  for (;;) {
    const int code = sqlite3_backup_step(backup.get(), pages_at_once);
    from.check_unchanged();
    if (code != SQLITE_OK && code != SQLITE_DONE) to.raise(code, doing);
    const auto total = static_cast<std::uint64_t>(sqlite3_backup_pagecount(backup.get()));
    const auto left = static_cast<std::uint64_t>(sqlite3_backup_remaining(backup.get()));
    if (progress) progress((total - left) * page, total * page);
    if (code == SQLITE_DONE) return;
  }
}

}  // namespace profilestore::sqlite

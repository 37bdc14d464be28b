#include "sqlite/opening.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <ctime>
#include <profilestore/error.hpp>
#include <thread>

#include "sqlite/files/lock_holders.hpp"
#include "sqlite/files/log_file.hpp"
#include "sqlite/files/store_file.hpp"
#include "sqlite/migrations.hpp"

namespace profilestore::sqlite {
namespace {

namespace fs = std::filesystem;

// Others may be writing: what looks wrong is wrong if it stays so.
constexpr int looks = 8;
constexpr std::chrono::milliseconds between_looks{10};

enum class Loss { none, rolled_back, foreign_wal, foreign_head };

struct Finding {
  Loss loss = Loss::none;
  std::string text = {};  ///< what, without the path
};

constexpr std::string_view to_accept =
    "To go on with what is here: profilestore check --accept-rollback "
    "(StoreOptions::accept_rollback)";

MainFile main_file(Connection& connection) {
  MainFile main{read_mark(connection)};
  if (main.mark)
    main.page = static_cast<std::uint32_t>(
        connection.number("SELECT rootpage FROM sqlite_schema WHERE name = 'ps_head'"));
  return main;
}

// Cut off in the middle of a checkpoint it may not be readable by itself.
MainFile read_main_file(const fs::path& store) try {
  Connection connection(store, {.writable = false, .beside = Beside::nothing});
  return main_file(connection);
} catch (const StorageFailure&) {
  return {};
}

struct Files {
  HeadFile head;
  MainFile main;
  LogFile log;
  bool open_anywhere = false;

  bool has_head() const { return head.state == HeadState::sound; }
};

Finding foreign_log(std::string_view why) {
  return {Loss::foreign_wal,
          fmt::format("the log beside it (-wal) is not the store's: {}; nothing was read or "
                      "changed. If it was put there, move it away. If the store's file was "
                      "replaced, put back the one that the log belongs to: it may hold the latest "
                      "writes",
                      why)};
}

Finding finding_of_log(const Files& files) {
  const LogFile& log = files.log;
  const auto& main = files.main.mark;
  if (!main || log.commits == 0) return {};
  if (log.first && log.first->store != main->store) return foreign_log("it is of another store");
  if (log.first && log.first->sequence > main->sequence + 1)
    return foreign_log(fmt::format("it goes on from mark {}, the file has come to mark {} only",
                                   log.first->sequence - 1, main->sequence));
  if (log.last && log.last->sequence < main->sequence && log.commits_behind_damage == 0)
    return foreign_log(fmt::format("it ends at mark {}, the file has come to mark {} already",
                                   log.last->sequence, main->sequence));
  if (log.first) return {};
  // A store's first write after it was closed is a mark, unless it is another program's, which has
  // the store open: when it closes, SQLite removes the log.
  if (!main->in_use && !files.open_anywhere)
    return {Loss::foreign_wal,
            "the log beside it (-wal) was not begun by this library since the store was closed: "
            "another program, as the sqlite3 shell, wrote it and was stopped, or it is of another "
            "store; nothing was read or changed. If another program wrote to the store, copy both "
            "files, then open and close the store there once, which moves the log into it. If the "
            "log was put there, move it away"};
  return {};
}

// In a log whose commits were not on disk one by one a power cut may leave any of them.
Finding finding_of_damage(const Files& files) {
  const LogFile& log = files.log;
  const std::uint64_t least = log.header_sound ? 2 : 1;
  if (log.commits_behind_damage < least || (files.has_head() && !files.head.head.durable))
    return {};
  return {
      Loss::rolled_back,
      fmt::format("its log (-wal) is damaged: SQLite reads {} of its commits, and not the {} or "
                  "more behind the damage; nothing was changed. Copy both files first; a backup "
                  "may have what is lost. {}, which keeps a copy of the log",
                  log.commits, log.commits_behind_damage, to_accept)};
}

Finding behind(const Mark& mark, const Head& head) {
  return {Loss::rolled_back,
          fmt::format("it lacks its latest writes: it has come to mark {}, but had come to mark {} "
                      "by {}, as its head mark (.head) says; nothing was changed. Either its log "
                      "(-wal) is cut off or lost, or this is an older copy: put back what belongs "
                      "here. {}",
                      mark.sequence, head.sequence, time_text(head), to_accept)};
}

Finding finding_of(const Files& files) {
  const auto& main = files.main.mark;
  if (main && files.has_head() && files.head.head.store != main->store)
    return {Loss::foreign_head,
            fmt::format("the head mark beside it (.head) is of another store: another file lies "
                        "where that store was, or the mark was put there; nothing was changed. Put "
                        "back the right one. {}",
                        to_accept)};
  if (main && main->in_use && !files.log.there)
    return {
        Loss::rolled_back,
        fmt::format("it was in use and not closed, but its log (-wal) is not here: what was "
                    "written last, since mark {} at the latest, is lost, unless another program "
                    "has moved the log into it, as the sqlite3 shell does when it closes; nothing "
                    "was changed. If the file was moved or copied, fetch its -wal too, or make the "
                    "copy with profilestore backup. {}",
                    main->sequence, to_accept)};
  if (main && files.has_head() && files.log.bytes == 0 && main->sequence < files.head.head.sequence)
    return behind(*main, files.head.head);
  if (auto found = finding_of_damage(files); found.loss != Loss::none) return found;
  return finding_of_log(files);
}

// In this order: what is read later is newer.
Files files_of(const fs::path& store, HeadFile head, MainFile main) {
  Files files{std::move(head), std::move(main), {}};
  files.log = read_log(store, files.main.page);
  files.open_anywhere = is_open_anywhere(store);
  return files;
}

Files files_of(const fs::path& store) {
  auto head = read_head(store);
  return files_of(store, std::move(head), read_main_file(store));
}

[[noreturn]] void refuse(const fs::path& store, const Finding& found) {
  const std::string text = fmt::format("{}: {}", place_of(store).string(), found.text);
  if (found.loss == Loss::foreign_wal) throw ForeignWal(text, 0);
  if (found.loss == Loss::foreign_head) throw ForeignHead(text, 0);
  throw RolledBack(text, 0);
}

// What nobody will read any more.
void keep_damaged_log(const fs::path& store) {
  for (int number = 1;; ++number) {
    const fs::path kept =
        log_path(store).string() + (number == 1 ? ".damaged" : fmt::format(".damaged{}", number));
    std::error_code fault;
    if (fs::exists(fs::symlink_status(kept, fault))) continue;
    if (fs::copy_file(log_path(store), kept, fault)) return;
    throw StorageFailure(
        fmt::format("{}: its damaged log cannot be copied to {}: {}; nothing was done",
                    store.string(), kept.filename().string(), fault.message()),
        0);
  }
}

Opening opening_after(const fs::path& store, Files files, bool accepted) {
  Finding found = finding_of(files);
  for (int look = 1; look < looks && found.loss != Loss::none; ++look) {
    std::this_thread::sleep_for(between_looks);
    files = files_of(store);
    found = finding_of(files);
  }
  if (found.loss == Loss::none) return {files.head, false, files.log.commits_behind_damage > 0};
  if (!accepted || found.loss == Loss::foreign_wal) refuse(store, found);
  files = files_of(store);
  if (files.log.commits_behind_damage > 0) keep_damaged_log(store);
  return {files.head, true, files.log.commits_behind_damage > 0};
}

}  // namespace

std::string time_text(const Head& head) {
  std::tm broken{};
  const std::time_t time = head.time;
  ::gmtime_r(&time, &broken);
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", broken);
}

FirstLook::FirstLook(const fs::path& store) : store_(store), head_(read_head(store)) {
  verify_untouched(store_, migrations(),
                   [&](Connection& connection) { main_ = main_file(connection); });
}

Opening FirstLook::opening(bool accepted) const {
  return opening_after(store_, files_of(store_, head_, main_), accepted);
}

Opening look_before_opening(const fs::path& store, bool accepted) {
  return opening_after(store, files_of(store), accepted);
}

void look_at_opened(Connection& connection, Opening& opening, bool accepted) {
  const auto mark = read_mark(connection);
  if (!mark || opening.head.state != HeadState::sound || opening.lacks_writes) return;
  const Head& head = opening.head.head;
  if (head.store == mark->store && head.sequence <= mark->sequence) return;
  opening.lacks_writes = true;
  if (accepted) return;
  const fs::path place = connection.place();
  if (head.store != mark->store)
    refuse(place, {Loss::foreign_head,
                   fmt::format("the head mark beside it (.head) is of another store; nothing was "
                               "changed. {}",
                               to_accept)});
  refuse(place, behind(*mark, head));
}

void refuse_vanished(const fs::path& store) {
  const HeadFile file = read_head(store);
  const bool is_sound = file.state == HeadState::sound;
  if (!is_sound && file.state != HeadState::unreadable) return;
  throw RolledBack(
      fmt::format("{}: the store is not here, but its head mark {} is, {}; nothing was done. "
                  "Put the store back, or, if it was removed on purpose and a new one is to be "
                  "made, remove that file too",
                  store.string(), head_path(store).filename().string(),
                  is_sound ? "of " + time_text(file.head) : "though it cannot be read"),
      0);
}

}  // namespace profilestore::sqlite

#include "sqlite/connection.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <profilestore/document.hpp>
#include <profilestore/error.hpp>
#include <thread>

#include "sqlite/error_code.hpp"
#include "sqlite/files/store_file.hpp"
#include "sqlite/functions.hpp"
#include "sqlite/head_marks.hpp"
#include "sqlite/log_bounds.hpp"
#include "sqlite/own_tables.hpp"
#include "sqlite/query.hpp"

namespace profilestore::sqlite {
namespace {

constexpr std::int64_t sums_since = 12;  // the migration

constexpr std::string_view preparing = "preparing a statement";

int flags_of(const Settings& settings) {
  // NOMUTEX: one thread at a time is our own promise. EXRESCODE: errors say what they mean.
  return (settings.writable ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) | SQLITE_OPEN_NOMUTEX |
         SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE |
         (settings.beside == Beside::log ? 0 : SQLITE_OPEN_URI);
}

// SQLite takes these options in a URI only; whatever a path may hold is escaped in it.
std::string name_of(const std::filesystem::path& path, const Settings& settings) {
  if (settings.beside == Beside::log) return path.string();
  std::string uri = "file:";
  for (const char c : path.string()) {
    const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '/' || c == '.';
    uri += plain ? std::string(1, c) : fmt::format("%{:02x}", static_cast<unsigned char>(c));
  }
  return uri + (settings.beside == Beside::nothing ? "?immutable=1" : "?readonly_shm=1");
}

// Why a file, or one beside it, can't be opened. SQLite may have tried in several ways, and knows
// of the last only.
int reason_not_to_open(const std::filesystem::path& path) {
  if (::access(path.c_str(), R_OK | W_OK) != 0) return errno;
  return ::access(path.parent_path().c_str(), W_OK | X_OK) == 0 ? 0 : errno;
}

SQLite::Database open(const std::filesystem::path& path, const Settings& settings) {
  try {
    return SQLite::Database(name_of(path, settings), flags_of(settings));
  } catch (const SQLite::Exception& fault) {
    const int code = fault.getExtendedErrorCode();
    sqlite::raise({code != 0 ? code : fault.getErrorCode(), "opening the store",
                   place_of(path).string(), reason_not_to_open(path)});
  }
}

// RELIABILITY: nothing in a store's schema may run code of ours, nor reach outside the store.
void harden(sqlite3* db) {
  sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
  sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
  sqlite3_limit(db, SQLITE_LIMIT_LENGTH, static_cast<int>(max_document_bytes) * 5);
  sqlite3_limit(db, SQLITE_LIMIT_SQL_LENGTH, 100'000);
  sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_limit(db, SQLITE_LIMIT_EXPR_DEPTH, 100);
  sqlite3_limit(db, SQLITE_LIMIT_FUNCTION_ARG, 24);
  sqlite3_limit(db, SQLITE_LIMIT_TRIGGER_DEPTH, 1);
  sqlite3_limit(db, SQLITE_LIMIT_COMPOUND_SELECT, 10);
  sqlite3_limit(db, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50);
  // An integrity_check of a thousand collections takes some 200,000.
  sqlite3_limit(db, SQLITE_LIMIT_VDBE_OP, 10'000'000);
}

// Another one in each process and each connection. A random device asks the processor, which takes
// longer than to open a file where that is a virtual one.
std::minstd_rand::result_type jitter_seed(const Connection* connection) {
  const auto now = std::chrono::steady_clock::now().time_since_epoch().count();
  const auto place = std::hash<const Connection*>()(connection);
  return static_cast<std::minstd_rand::result_type>(static_cast<std::uint64_t>(now) ^ place ^
                                                    static_cast<std::uint64_t>(::getpid()) << 16);
}

}  // namespace

FileStamp stamp_of(const std::filesystem::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return {};
  const auto nanoseconds = [](const timespec& time) {
    return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
  };
  return {status.st_dev, status.st_ino, static_cast<std::uint64_t>(status.st_size),
          nanoseconds(status.st_mtim), nanoseconds(status.st_ctim)};
}

Connection::Connection(const std::filesystem::path& path, const Settings& settings)
    : database_(open(path, settings)),
      settings_(settings),
      use_(settings.writable ? Use::writing : Use::reading),
      wait_until_(std::chrono::steady_clock::now() + settings.deadline),
      jitter_(jitter_seed(this)),
      next_checkpoint_(checkpoint_step),
      next_wait_(first_wait) {
  configure();
}

Connection::~Connection() { statements_.clear(); }

void Connection::configure() {
  harden(handle());
  register_functions(handle());
  // A close must not move a log, least of all one of a file that proves to be no store of ours: it
  // would remove the log of a store that says that it is in use. See leave().
  sqlite3_db_config(handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  sqlite3_busy_handler(handle(), &Connection::wait, this);
  sqlite3_wal_hook(handle(), &Connection::log_grew, this);
}

void Connection::serve(Use use) {
  if (use == use_) return;
  execute(use == Use::reading ? "PRAGMA query_only = ON" : "PRAGMA query_only = OFF");
  use_ = use;
}

void Connection::start_journal() {
  execute("PRAGMA cell_size_check = ON");
  if (settings_.journal == Journal::none) {
    execute("PRAGMA locking_mode = EXCLUSIVE");
    // A defensive connection keeps its journal, whatever it is told.
    sqlite3_db_config(handle(), SQLITE_DBCONFIG_DEFENSIVE, 0, nullptr);
    execute("PRAGMA journal_mode = OFF");
    sqlite3_db_config(handle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    execute("PRAGMA synchronous = OFF");
    // KiB; more made imports of a million documents no faster.
    execute("PRAGMA cache_size = -32768");
    return;
  }
  if (settings_.writable) start_write_ahead_log();
  execute(log_limit);
  execute(settings_.journal == Journal::wal_full     ? "PRAGMA synchronous = FULL"
          : settings_.journal == Journal::wal_normal ? "PRAGMA synchronous = NORMAL"
                                                     : "PRAGMA synchronous = OFF");
}

// A store is born with it; only one that was switched back by hand is switched here, and then
// SQLite may say BUSY without asking the busy handler.
void Connection::start_write_ahead_log() {
  for (int tries = 0; text("PRAGMA journal_mode") != "wal"; ++tries) {
    try {
      text("PRAGMA journal_mode = WAL");
    } catch (const Busy&) {
      if (wait(this, tries) == 0) throw;
    }
  }
}

void Connection::refuse_change() {
  if (stamp_of(sqlite3_db_filename(handle(), "main")) == *settings_.as_of) return;
  throw Busy(fmt::format("{}: another process changed the store while it was being read; nothing "
                         "was done. Try again",
                         place()),
             0);
}

std::string Connection::place() {
  if (!settings_.place.empty()) return settings_.place.string();
  const char* path = sqlite3_db_filename(handle(), "main");
  return path == nullptr ? "" : place_of(path).string();
}

void Connection::raise(int code, std::string_view doing) {
  // What it says of others may hold what was bound.
  const bool of_text =
      doing == preparing && ((code & 0xFF) == SQLITE_ERROR || (code & 0xFF) == SQLITE_CORRUPT);
  int system = 0;
  if ((code & 0xFF) == SQLITE_CANTOPEN) system = reason_not_to_open(place());
  failed_ |= (code & 0xFF) == SQLITE_IOERR || (code & 0xFF) == SQLITE_PROTOCOL;
  const bool of_system = (code & 0xFF) == SQLITE_IOERR || (code & 0xFF) == SQLITE_CANTOPEN;
  if (system == 0 && of_system) system = sqlite3_system_errno(handle());
  const std::string said = of_text ? sqlite3_errmsg(handle()) : "";
  sqlite::raise({code, doing, place(), system, said});
}

void Connection::roll_back() noexcept {
  if (!in_transaction()) return;
  sqlite3_exec(handle(), "ROLLBACK", nullptr, nullptr, nullptr);
  stuck_ = in_transaction();
}

void Connection::execute(const char* sql) {
  const int code = sqlite3_exec(handle(), sql, nullptr, nullptr, nullptr);
  check_unchanged();
  check(code, "running a statement");
}

std::int64_t Connection::number(const std::string& sql) {
  Query query(*this, sql);
  return query.step() ? query.integer(0) : 0;
}

std::string Connection::text(const std::string& sql) {
  Query query(*this, sql);
  return query.step() ? std::string(query.text(0)) : std::string();
}

void Connection::seal_own_rows() {
  if (unsealed_.empty()) return;
  // While a new store is made its tables have no sums at first.
  if (number("PRAGMA user_version") < sums_since) unsealed_.clear();
  while (!unsealed_.empty()) {
    const std::string_view table = *unsealed_.begin();
    seal(*this, table);
    unsealed_.erase(table);
  }
}

Connection::OfText& Connection::statements_of(std::string_view sql) {
  const auto known = statements_.find(sql);
  return known != statements_.end() ? *known : *statements_.try_emplace(std::string(sql)).first;
}

Connection::Prepared Connection::take(OfText& known) {
  auto& [sql, statements] = known;
  Prepared taken;
  if (statements.idle.empty()) {
    statements.leaves_unsealed = table_left_unsealed(sql);
    statements.idle.reserve(statements.lent + 1);
    sqlite3_stmt* prepared = nullptr;
    const int code = sqlite3_prepare_v3(handle(), sql.c_str(), static_cast<int>(sql.size() + 1),
                                        SQLITE_PREPARE_PERSISTENT, &prepared, nullptr);
    taken.statement.reset(prepared);
    check_unchanged();
    check(code, preparing);
  } else {
    taken = std::move(statements.idle.back());
    statements.idle.pop_back();
  }
  if (!statements.leaves_unsealed.empty()) unsealed_.insert(statements.leaves_unsealed);
  ++statements.lent;
  return taken;
}

void Connection::give_back(OfText& known, Prepared statement) noexcept {
  --known.second.lent;
  known.second.idle.push_back(std::move(statement));
}

// Called again and again while another holds the lock: sleeps a little, longer each time up to
// 20 ms, by chance so that waiting processes do not march in step; gives up at the deadline.
int Connection::wait(void* self, int tries) {
  auto& connection = *static_cast<Connection*>(self);
  if (!connection.patient_) return 0;
  const auto now = std::chrono::steady_clock::now();
  if (tries == 0 && connection.use_ == Use::reading)
    connection.wait_until_ = now + connection.settings_.deadline;
  if (now >= connection.wait_until_) return 0;
  const int longest = std::min(20'000, 100 << std::min(tries, 8));
  std::uniform_int_distribution<int> microseconds(longest / 4, longest);
  std::this_thread::sleep_for(std::chrono::microseconds(microseconds(connection.jitter_)));
  return 1;
}

}  // namespace profilestore::sqlite

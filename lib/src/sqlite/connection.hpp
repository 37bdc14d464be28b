// A connection: the file, the settings it is opened with, its prepared statements. PRAGMAs stand
// here and nowhere else.
#pragma once

#include <SQLiteCpp/Database.h>
#include <sqlite3.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace profilestore::sqlite {

class HeadMarks;

/// What a transaction survives, as SQLite's journal_mode and synchronous give it.
enum class Journal {
  wal_full,      ///< WAL, synchronous=FULL: acknowledged means on disk
  wal_normal,    ///< WAL, synchronous=NORMAL: a power cut may take the last moments
  wal_unsynced,  ///< WAL, synchronous=OFF: for a file that is not kept
  none,          ///< no journal, no sync: only for a file that nobody else knows yet
};

/// What a connection has beside the store's file.
enum class Beside {
  log,           ///< the log and its shared memory, which are made if they are not there
  log_as_it_is,  ///< the same, but nothing is made: both must be there
  nothing,       ///< the file is read as it lies there: no locks, no log, no journal
};

/// Of a file: any change of its contents changes it.
struct FileStamp {
  std::uint64_t device = 0, inode = 0, size = 0;  ///< all 0: there is no file
  std::int64_t modified = 0, changed = 0;         ///< nanoseconds
  bool operator==(const FileStamp&) const = default;
};
FileStamp stamp_of(const std::filesystem::path& path);

/// What a connection that may write is used for.
enum class Use { writing, reading };

struct Settings {
  bool writable = true;
  Journal journal = Journal::wal_full;
  std::chrono::milliseconds deadline{5000};  ///< how long to wait for another's lock
  Beside beside = Beside::log;
  /// Of the file as it is to be read: if it is another by now, reading it throws Busy.
  std::optional<FileStamp> as_of = {};
  std::filesystem::path place = {};  ///< of the store that the file is a copy of; empty: of none
};

/// Used by one thread at a time. Opens an existing file; never makes one.
class Connection {
 public:
  /// `path` is absolute, and none of its parts is a symbolic link (SQLITE_OPEN_NOFOLLOW).
  Connection(const std::filesystem::path& path, const Settings& settings);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  sqlite3* handle() { return database_.getHandle(); }

  /// Whether it was opened to write.
  bool is_writable() const { return settings_.writable; }

  /// From now on. One that may write is as good as one that may not while it is read by: SQLite
  /// refuses what would change the store.
  void serve(Use use);

  /// Whether it never sees what is written later.
  bool is_of_one_moment() const { return settings_.as_of.has_value(); }

  /// See Settings::as_of. Nothing else tells, where no lock is taken.
  void check_unchanged() {
    if (settings_.as_of) refuse_change();
  }

  /// The path of the store; of a new one on its way, where it is to be.
  std::string place();

  /// Throws the error that an extended result code stands for, with the store's path and what the
  /// system says. `doing`: see Fault.
  [[noreturn]] void raise(int code, std::string_view doing);

  /// Throws unless `code` is SQLITE_OK.
  void check(int code, std::string_view doing) {
    if (code != SQLITE_OK) raise(code, doing);
  }

  /// Whether the system has once failed to read, write or lock one of its files, or it is stuck.
  bool has_failed() const { return failed_ || stuck_; }

  /// Ends the transaction, if there is one.
  void roll_back() noexcept;

  /// Whether a transaction could not be ended, for want of memory: to close the connection ends it.
  bool is_stuck() const { return stuck_; }

  /// Runs SQL without parameters and results.
  void execute(const char* sql);

  /// The one value of a statement without parameters.
  std::int64_t number(const std::string& sql);
  std::string text(const std::string& sql);

  /// Whether a transaction is open. SQLite takes one back by itself when the disk is full.
  bool in_transaction() { return sqlite3_get_autocommit(handle()) == 0; }

  /// Whether a statement that failed can be rolled back.
  bool has_journal() const { return settings_.journal != Journal::none; }

  /// Gives the rows of the store's own tables that were written without their sums theirs. Part of
  /// each commit.
  void seal_own_rows();

  /// From now on each commit is counted, and some move the store's head mark.
  void keep_head_marks(bool durable);
  HeadMarks* head_marks() { return head_marks_.get(); }

  /// Starts journaling as the settings say. Called once the file is known to be a store.
  void start_journal();

  /// How long the waits for another's lock may last from now on, all of them together.
  void wait_until(std::chrono::steady_clock::time_point deadline) { wait_until_ = deadline; }

  /// Moves the log into the store if it has grown by a step since the last try; what is left of it
  /// is cut by the next commit. Waits for readers seldom, and then 250 ms at most.
  /// Only in a mode that holds the write lock: below SQLite 3.51.3 a passive checkpoint beside
  /// another connection's write can corrupt the store. False if it waited for readers in vain.
  bool checkpoint_if_grown();

  /// Moves the log into the store, as far as readers let it, whatever its size.
  void checkpoint_at_once();

  /// Empties the log, if no other connection is in the way.
  void checkpoint_truncate();

  /// The last call. If nobody else has the store open, it is marked as closed (unless nothing may
  /// be written; then its log stays), and what SQLite keeps beside it is removed at the close. Else
  /// all that is for the others.
  void leave(bool may_write) noexcept;

 private:
  friend class Query;

  struct Finalizer {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  struct Prepared {
    std::unique_ptr<sqlite3_stmt, Finalizer> statement = {};
    std::optional<std::int64_t> schema_version = {};  ///< see Query::note_schema()
    int renewals = 0;                                 ///< by then

    sqlite3_stmt* get() const { return statement.get(); }
  };
  /// Of one text. There is room in `idle` for those that are lent: to give one back can't fail.
  struct Statements {
    std::vector<Prepared> idle;
    std::size_t lent = 0;
    std::string_view leaves_unsealed = {};  ///< see table_left_unsealed()
  };

  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };

  using ByText = std::unordered_map<std::string, Statements, TextHash, std::equal_to<>>;
  using OfText = ByText::value_type;  ///< stays where it is for as long as the connection lives

  OfText& statements_of(std::string_view sql);
  Prepared take(OfText& known);
  void give_back(OfText& known, Prepared statement) noexcept;
  void refuse_change();
  void configure();
  void start_write_ahead_log();
  bool checkpoint(int mode, std::chrono::milliseconds patience);
  static int wait(void* self, int tries);
  static int log_grew(void* self, sqlite3*, const char*, int frames);

  SQLite::Database database_;
  Settings settings_;
  Use use_;
  ByText statements_;
  std::set<std::string_view> unsealed_;  ///< tables
  /// Of the present wait, unless wait_until() has said it.
  std::chrono::steady_clock::time_point wait_until_{};
  bool patient_ = true;
  bool failed_ = false, stuck_ = false;
  std::minstd_rand jitter_;
  int log_frames_ = 0;
  int next_checkpoint_;
  int next_wait_;
  std::unique_ptr<HeadMarks> head_marks_;
};

}  // namespace profilestore::sqlite

#include <profilestore/backup.hpp>

#include <fmt/format.h>

#include <memory>

#include <profilestore/error.hpp>

#include "document/time_limit.hpp"
#include "integrity/check.hpp"
#include "sqlite/copy_pages.hpp"
#include "sqlite/files/journal_file.hpp"
#include "sqlite/files/read_only_file.hpp"
#include "sqlite/files/store_file.hpp"
#include "sqlite/identifier.hpp"
#include "sqlite/mark.hpp"
#include "sqlite/migrations.hpp"
#include "sqlite/opening.hpp"
#include "sqlite/query.hpp"
#include "store/build.hpp"
#include "store/write_transaction.hpp"

namespace profilestore {
namespace {

namespace fs = std::filesystem;

// Whatever release wrote it.
std::int64_t documents_in(sqlite::Connection& connection) {
  std::int64_t documents = 0;
  sqlite::Query tables(connection, "SELECT table_name FROM ps_collections");
  while (tables.step())
    documents += connection.number(
        fmt::format("SELECT count(*) FROM {}", sqlite::identifier(std::string(tables.text(0)))));
  return documents;
}

/// A new file that becomes what a connection reads.
class Copy {
 public:
  /// `with_head`: whether it is a store to work with.
  Copy(const fs::path& path, bool with_head)
      : target_(free_place(path)), with_head_(with_head), file_(target_) {}

  /// REQUIRES: a read transaction is open in `from`.
  BackupReport make(sqlite::Connection& from, const OnProgress& progress) {
    const std::int64_t documents = documents_in(from);
    {
      sqlite::Connection to(file_.path(), {.journal = sqlite::Journal::none});
      to.start_journal();
      sqlite::copy_pages(from, to, [&](std::uint64_t done, std::uint64_t total) {
        document::TimeLimit::look_at_clock();
        if (progress) progress({"copying", done, total, 0});
      });
      close_mark(to);
    }
    BackupReport report = checked(documents, progress);
    if (!store::publish(file_, with_head_)) refuse(target_);
    report.bytes = static_cast<std::int64_t>(fs::file_size(target_));
    return report;
  }

 private:
  static fs::path free_place(const fs::path& path) {
    fs::path target = sqlite::resolve(path);
    if (sqlite::store_exists(target)) refuse(target);
    return target;
  }

  // The copy has no log, whoever has the store in use.
  static void close_mark(sqlite::Connection& to) {
    auto mark = sqlite::read_mark(to);
    if (!mark || !mark->in_use) return;
    mark->in_use = false;
    sqlite::write_mark(to, *mark);
  }

  [[noreturn]] static void refuse(const fs::path& target) {
    throw StorageFailure(fmt::format("{}: there is a file already; nothing was done. Name another, "
                                     "or move that one away, and what lies beside it",
                                     target.string()),
                         0);
  }

  // Opening it brings its schema up to date.
  BackupReport checked(std::int64_t documents, const OnProgress& progress) {
    document::TimeLimit::look_at_clock();
    if (progress) progress({"checking"});
    const auto core =
        std::make_shared<store::Core>(file_.path(), StoreOptions{}, sqlite::Journal::none);
    store::WriteTransaction alone(*core);
    const catalog::Catalog& catalog = alone.catalog();
    const CheckReport report = integrity::check(alone.connection(), catalog).report;
    if (!report.sound())
      throw Corrupt(fmt::format("{}: a copy of the store is damaged, as the store may be: {}; "
                                "nothing was done. Check the store",
                                target_.string(), report.faults.front()),
                    0);
    if (report.documents != documents)
      throw Corrupt(
          fmt::format("{}: a copy of the store has {} documents, not {}; nothing was done",
                      target_.string(), report.documents, documents),
          0);
    return {target_, static_cast<std::int64_t>(catalog.collections.size()), report.documents, 0};
  }

  const fs::path target_;
  const bool with_head_;
  sqlite::NewFile file_;
};

}  // namespace

BackupReport backup(const Store& store, const fs::path& path, const OnProgress& progress) {
  auto reader = store.core()->reader();
  (void)reader.catalog();  // the moment
  return Copy(path, false).make(reader.connection(), progress);
}

namespace {

/// A connection that leaves nothing beside the file that was not there.
struct Left {
  std::unique_ptr<sqlite::Connection> left;
  ~Left() { left->leave(false); }
};

std::unique_ptr<sqlite::Connection> connected(sqlite::ReadOnlyFile& file, const fs::path& source) {
  if (!sqlite::is_ours_to_write(source)) return file.connect(StoreOptions{}.deadline);
  sqlite::refuse_foreign_journal(source);
  auto connection = std::make_unique<sqlite::Connection>(source, sqlite::Settings{});
  connection->start_journal();
  return connection;
}

}  // namespace

BackupReport restore(const fs::path& backup, const fs::path& path, const OnProgress& progress) {
  const fs::path source = sqlite::resolve(backup);
  if (!sqlite::store_exists(source))
    throw StorageFailure(
        fmt::format("{}: there is no such file; nothing was done", source.string()), 0);
  sqlite::verify_untouched(source);
  sqlite::ReadOnlyFile file(source);
  sqlite::Opening opening = sqlite::look_before_opening(source, false);
  const Left connection{connected(file, source)};
  sqlite::ReadTransaction moment(*connection.left);
  sqlite::verify_identity(*connection.left);
  sqlite::look_at_opened(*connection.left, opening, false);
  return Copy(path, true).make(*connection.left, progress);
}

}  // namespace profilestore

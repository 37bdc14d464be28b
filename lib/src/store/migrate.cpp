// The application's own migrations. Those of the library are sqlite/migrations.
#include <profilestore/migration.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <profilestore/store.hpp>

#include "sqlite/query.hpp"
#include "store/write_transaction.hpp"

namespace profilestore {
namespace {

using sqlite::Query;

using Recorded = std::vector<AppliedMigration>;

[[noreturn]] void refuse(const std::string& why) {
  throw InvalidInput(2, "the application's migrations: " + why);
}

void check_list(const std::vector<Migration>& migrations) {
  int last = 0;
  for (const Migration& migration : migrations) {
    if (migration.number < 1)
      refuse(fmt::format("{} is not a valid number; numbers begin at 1", migration.number));
    if (migration.number <= last)
      refuse(fmt::format("{} comes after {}; numbers must ascend", migration.number, last));
    if (migration.name.empty() || migration.name.find('\0') != std::string::npos)
      refuse(fmt::format("{} has no name, or its name contains a NUL", migration.number));
    if (!migration.work) refuse(fmt::format("{} has no function", migration.number));
    last = migration.number;
  }
}

Recorded recorded_in(sqlite::Connection& connection) {
  Recorded recorded;
  Query rows(connection,
             "SELECT number, name, applied FROM ps_application_migrations ORDER BY number");
  while (rows.step())
    recorded.push_back(
        {static_cast<int>(rows.integer(0)), std::string(rows.text(1)), std::string(rows.text(2))});
  return recorded;
}

template <class Entries>
auto entry_of(const Entries& entries, int number) {
  return std::ranges::find(entries, number, &Entries::value_type::number);
}

void check_recorded(const AppliedMigration& recorded, const std::vector<Migration>& migrations) {
  const auto known = entry_of(migrations, recorded.number);
  if (known == migrations.end())
    refuse(
        fmt::format("the store has {} ('{}'), which the list no longer has: a released migration "
                    "stays in the list",
                    recorded.number, recorded.name));
  if (known->name != recorded.name)
    refuse(
        fmt::format("{} is '{}' in the list and '{}' in the store: a released migration keeps its "
                    "number and its name",
                    recorded.number, known->name, recorded.name));
}

void check_recorded(const Recorded& recorded, const std::vector<Migration>& migrations) {
  if (recorded.empty()) return;
  const int last = migrations.empty() ? 0 : migrations.back().number;
  const AppliedMigration& newest = recorded.back();
  if (newest.number > last)
    throw TooNew(fmt::format("the store has the application's migration {} ('{}'), but this "
                             "application has none after {}: open it with a newer version",
                             newest.number, newest.name, last),
                 0);
  for (const AppliedMigration& one : recorded) check_recorded(one, migrations);
  for (const Migration& one : migrations)
    if (one.number < newest.number && entry_of(recorded, one.number) == recorded.end())
      refuse(fmt::format("{} ('{}') is new, but the store already has {}: give it a higher number",
                         one.number, one.name, newest.number));
}

// Before the function runs: where SQLite has taken its transaction back, and the function did not
// mind, this would else be done outside of it.
void record(sqlite::Connection& connection, const Migration& migration) {
  const std::string applied = bson::now().begin()->get<std::string>();
  Query row(connection,
            "INSERT INTO ps_application_migrations (number, name, applied) VALUES (?1, ?2, ?3)");
  row.bind(1, migration.number).bind(2, migration.name).bind(3, applied).run();
}

}  // namespace

std::vector<std::string> Store::migrate(const std::vector<Migration>& migrations) {
  const auto core = core_;  // a function may drop the last handle
  check_list(migrations);
  Recorded recorded = this->migrations();
  check_recorded(recorded, migrations);
  std::vector<std::string> ran;
  for (const Migration& migration : migrations) {
    if (entry_of(recorded, migration.number) != recorded.end()) continue;
    store::WriteTransaction write(*core);
    // Another may have done it, or more, while this one waited for its turn.
    recorded = recorded_in(write.connection());
    check_recorded(recorded, migrations);
    if (entry_of(recorded, migration.number) != recorded.end()) continue;
    const store::TransactionScope scope(*core);
    record(write.connection(), migration);
    store::run_session(write, [&](store::SessionPointer session) {
      Transaction transaction(core, std::move(session));
      migration.work(transaction);
    });
    write.commit();
    ran.push_back(migration.name);
  }
  return ran;
}

std::vector<AppliedMigration> Store::migrations() const {
  auto reader = core_->reader();
  return recorded_in(reader.connection());
}

}  // namespace profilestore

#include "crud/expire.hpp"

#include <fmt/format.h>

#include <profilestore/error.hpp>
#include <profilestore/store.hpp>
#include <vector>

#include "catalog/expiry.hpp"
#include "crud/writing.hpp"
#include "document/time_limit.hpp"
#include "query/filters.hpp"
#include "query/plan.hpp"
#include "query/reading.hpp"
#include "sqlite/identifier.hpp"
#include "sqlite/query.hpp"
#include "store/write_transaction.hpp"

namespace profilestore::crud {
namespace {

constexpr std::int64_t few = 100, at_open = 1000, in_one_transaction = 500;

// By the keys of the index alone, whatever its `where` is, and whether a planner would use it.
std::vector<std::int64_t> expired_rows(sqlite::Connection& connection,
                                       const catalog::CollectionEntry& collection,
                                       const catalog::IndexEntry& entry,
                                       std::chrono::system_clock::time_point now,
                                       std::int64_t most) {
  query::Plan plan{.index = &entry};
  plan.ranges = plan.element_ranges = catalog::expired_keys(entry, now);
  const query::Clause condition = query::condition_of(plan, collection);
  int parameter = 2;
  sqlite::Query rows(connection,
                     fmt::format("SELECT row FROM {} WHERE {} LIMIT ?1",
                                 sqlite::identifier(collection.table), condition.text(parameter)));
  parameter = 2;
  rows.bind(1, most);
  condition.bind(rows, parameter);
  std::vector<std::int64_t> found;
  while (rows.step()) found.push_back(rows.integer(0));
  return found;
}

// Those that were not passed over.
std::vector<std::int64_t> rows_to_delete(sqlite::Connection& connection,
                                         const catalog::CollectionEntry& collection,
                                         const catalog::IndexEntry& entry,
                                         std::chrono::system_clock::time_point now,
                                         std::int64_t most, const store::PassedRows& passed) {
  auto rows = expired_rows(connection, collection, entry, now, most + passed.count());
  std::erase_if(rows, [&](std::int64_t row) { return passed.has(collection.id, row); });
  if (std::ssize(rows) > most) rows.resize(static_cast<std::size_t>(most));
  return rows;
}

// Most of the time there are none, and then nobody has to wait for the writer.
bool any_expired(store::Core& core, std::chrono::system_clock::time_point now,
                 const store::PassedRows& passed) {
  auto reader = core.reader();
  const catalog::Catalog& catalog = reader.catalog();
  if (!catalog.expires) return false;
  for (const auto& [name, collection] : catalog.collections)
    for (const catalog::IndexEntry& entry : collection.indexes)
      if (entry.index.rule().expire_after &&
          !rows_to_delete(reader.connection(), collection, entry, now, 1, passed).empty())
        return true;
  return false;
}

/// Deletes what has expired by one index.
class Expiry {
 public:
  Expiry(store::WriteTransaction& write, const store::Core& core, const std::string& name,
         const Index& index, std::chrono::system_clock::time_point now)
      : write_(write),
        writer_(write, core.database(), name),
        name_(name),
        index_(index),
        now_(now),
        filters_(catalog::expired_filter(index, now), {}, query::terms_of(index.collation)) {}

  Expired delete_some(std::int64_t most, store::PassedRows& passed, store::PassedRows& told) {
    Expired done;
    std::int64_t damaged = 0;
    const catalog::CollectionEntry& collection = *write_.catalog().find(name_);
    const catalog::IndexEntry& entry = *collection.index_named(index_.name);
    for (const std::int64_t row :
         rows_to_delete(write_.connection(), collection, entry, now_, most, passed)) {
      document::TimeLimit::look();
      if (is_sound(collection, row)) {
        writer_.remove_row(row);
        ++done.removed;
        continue;
      }
      ++done.passed;
      if (told.add(collection.id, row)) ++damaged;
      passed.add(collection.id, row);
    }
    note(EventKind::expired, done.removed);
    note(EventKind::damaged, damaged);
    return done;
  }

 private:
  // What is deleted here is gone: so the document has to say itself that it has expired.
  bool is_sound(const catalog::CollectionEntry& collection, std::int64_t row) try {
    return filters_.first().matches(query::existing_document(write_.connection(), collection, row));
  } catch (const Corrupt&) {
    return false;
  }

  void note(EventKind kind, std::int64_t documents) {
    if (documents > 0)
      write_.note(
          {.kind = kind, .collection = name_, .index = index_.name, .documents = documents});
  }

  store::WriteTransaction& write_;
  Writer writer_;
  const std::string& name_;
  const Index& index_;
  std::chrono::system_clock::time_point now_;
  query::Filters filters_;
};

// What a write, or an opening, does besides: nothing of it ends them, whatever the application's
// clock throws.
void expire_if_it_works(store::Core& core, std::int64_t most) {
  try {
    // It is no part of a call that has a time to keep.
    const document::TimeLimit unlimited{document::TimeLimit::Time()};
    const document::StopOf unasked(nullptr);
    expire(core, most, core.passed_rows());
  } catch (...) {
  }
}

// Says how many were deleted before.
[[noreturn]] void refuse_rest(const StorageFailure& fault, std::int64_t removed) {
  const std::string text = fmt::format(
      "after {} documents that had expired were deleted, for good, the next were not: {}", removed,
      fault.what());
  if (dynamic_cast<const Busy*>(&fault) != nullptr) throw Busy(text, fault.sqlite_code());
  if (dynamic_cast<const DiskFull*>(&fault) != nullptr) throw DiskFull(text, fault.sqlite_code());
  if (dynamic_cast<const ReadOnly*>(&fault) != nullptr) throw ReadOnly(text, fault.sqlite_code());
  if (dynamic_cast<const Corrupt*>(&fault) != nullptr) throw Corrupt(text, fault.sqlite_code());
  if (dynamic_cast<const OutcomeUnknown*>(&fault) != nullptr)
    throw OutcomeUnknown(text, fault.sqlite_code());
  throw StorageFailure(text, fault.sqlite_code());
}

}  // namespace

Expired expire(store::Core& core, std::int64_t most, store::PassedRows& passed) {
  const auto now = core.now();
  if (!any_expired(core, now, passed)) return {};
  store::WriteTransaction write(core, nullptr, "expire");
  std::vector<std::pair<std::string, Index>> all;
  for (const auto& [name, collection] : write.catalog().collections)
    for (const catalog::IndexEntry& entry : collection.indexes)
      if (entry.index.rule().expire_after) all.emplace_back(name, entry.index.rule());
  Expired done;
  for (const auto& [name, index] : all) {
    if (done.removed + done.passed >= most) break;
    const Expired some =
        Expiry(write, core, name, index, now)
            .delete_some(most - done.removed - done.passed, passed, core.passed_rows());
    done.removed += some.removed;
    done.passed += some.passed;
  }
  write.commit();
  return done;
}

void expire_a_few(store::Core& core) {
  if (core.expires() && core.may_expire_now()) expire_if_it_works(core, few);
}

void expire_at_open(store::Core& core) {
  if (core.has_expiry()) expire_if_it_works(core, at_open);
}

}  // namespace profilestore::crud

namespace profilestore {

std::int64_t Store::expire() {
  std::int64_t removed = 0;
  store::PassedRows damaged;
  for (;;) try {
      const crud::Expired some = crud::expire(*core_, crud::in_one_transaction, damaged);
      removed += some.removed;
      if (some.removed + some.passed < crud::in_one_transaction) break;
    } catch (const Interrupted&) {
      if (removed == 0) throw;
      return removed;
    } catch (const StorageFailure& fault) {
      if (removed == 0) throw;
      crud::refuse_rest(fault, removed);
    }
  if (damaged.count() > 0)
    throw Corrupt(fmt::format("{} documents that have expired are damaged, and stay; all others "
                              "were deleted: {}. `profilestore check` lists the damage",
                              damaged.count(), removed),
                  0);
  return removed;
}

}  // namespace profilestore

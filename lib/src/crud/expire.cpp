#include "crud/expire.hpp"

#include <exception>
#include <profilestore/store.hpp>
#include <vector>

#include "catalog/expiry.hpp"
#include "crud/writing.hpp"
#include "document/time_limit.hpp"
#include "query/filters.hpp"
#include "query/reading.hpp"
#include "store/write_transaction.hpp"

namespace profilestore::crud {
namespace {

constexpr std::int64_t few = 100, at_open = 1000, in_one_transaction = 500;

query::Filters expired(const Index& index, std::chrono::system_clock::time_point now) {
  return {catalog::expired_filter(index, now), {}, query::terms_of(index.collation)};
}

std::vector<std::int64_t> expired_rows(sqlite::Connection& connection,
                                       const catalog::CollectionEntry& collection,
                                       const Index& index,
                                       std::chrono::system_clock::time_point now,
                                       std::int64_t most) {
  return query::rows_of(connection, collection, expired(index, now).first(), {{}, 0, most});
}

// Most of the time there are none, and then nobody has to wait for the writer.
bool any_expired(store::Core& core, std::chrono::system_clock::time_point now) {
  auto reader = core.reader();
  const catalog::Catalog& catalog = reader.catalog();
  if (!catalog.expires) return false;
  for (const auto& [name, collection] : catalog.collections)
    for (const catalog::IndexEntry& entry : collection.indexes)
      if (entry.index.rule().expire_after &&
          !expired_rows(reader.connection(), collection, entry.index.rule(), now, 1).empty())
        return true;
  return false;
}

std::int64_t expire_by(store::WriteTransaction& write, const store::Core& core,
                       const std::string& name, const Index& index,
                       std::chrono::system_clock::time_point now, std::int64_t most) {
  std::int64_t removed = 0;
  Writer writer(write, core.database(), name);
  const catalog::CollectionEntry& collection = *write.catalog().find(name);
  for (const std::int64_t row : expired_rows(write.connection(), collection, index, now, most)) {
    document::TimeLimit::look();
    const Document document = query::existing_document(write.connection(), collection, row);
    query::Filters one({{"_id", {{"$eq", document.at("_id")}}}}, {});
    removed += writer.remove(one, {}) ? 1 : 0;
  }
  if (removed > 0)
    write.note({.kind = EventKind::expired,
                .collection = name,
                .index = index.name,
                .documents = removed});
  return removed;
}

void expire_if_it_works(store::Core& core, std::int64_t most) {
  try {
    // It is no part of a call that has a time to keep.
    const document::TimeLimit unlimited{document::TimeLimit::Time()};
    const document::StopOf unasked(nullptr);
    expire(core, most);
  } catch (const std::exception&) {
  }
}

}  // namespace

std::int64_t expire(store::Core& core, std::int64_t most) {
  const auto now = core.now();
  if (!any_expired(core, now)) return 0;
  store::WriteTransaction write(core, nullptr, "expire");
  std::vector<std::pair<std::string, Index>> all;
  for (const auto& [name, collection] : write.catalog().collections)
    for (const catalog::IndexEntry& entry : collection.indexes)
      if (entry.index.rule().expire_after) all.emplace_back(name, entry.index.rule());
  std::int64_t removed = 0;
  for (const auto& [name, index] : all)
    if (removed < most) removed += expire_by(write, core, name, index, now, most - removed);
  write.commit();
  return removed;
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
  for (;;) {
    const std::int64_t some = crud::expire(*core_, crud::in_one_transaction);
    removed += some;
    if (some < crud::in_one_transaction) return removed;
  }
}

}  // namespace profilestore

// Reading one moment of a store: of a transaction or snapshot, or of a call by itself.
#include <profilestore/error.hpp>

#include "store/core.hpp"
#include "store/write_transaction.hpp"

namespace profilestore::store {

void Session::check() const {
  if (thread != std::this_thread::get_id())
    throw InvalidInput(50, "use a transaction or snapshot only from the thread that runs it");
  if (ended)
    throw InvalidInput(50, "the transaction or snapshot has ended; do not keep its handles");
}

Reader::Reader(std::shared_ptr<Core> core, std::unique_ptr<sqlite::Connection> lent)
    : core_(std::move(core)), lent_(std::move(lent)), connection_(lent_.get()) {
  const std::lock_guard lock(core_->shared_);
  core_->reading_.emplace(this, Core::Clock::now());
}

Reader::~Reader() {
  moment_.reset();
  if (lent_) {
    const std::lock_guard lock(core_->shared_);
    core_->reading_.erase(this);
  }
  if (lent_) core_->give_back(std::move(lent_));
}

sqlite::Connection& Reader::connection() {
  if (!session_) return *connection_;
  session_->check();
  if (!connection_->in_transaction())
    throw StorageFailure("an earlier failure rolled the transaction back; nothing was done", 0);
  return *connection_;
}

const catalog::Catalog* Reader::last_catalog() {
  if (session_ || moment_) return nullptr;
  catalog_ = core_->catalog();
  return catalog_.get();
}

const catalog::Catalog& Reader::catalog() {
  if (session_ && session_->write != nullptr) {
    (void)connection();
    core_->innermost_->catalog_may_have_changed();
    return core_->innermost_->catalog();
  }
  if (!session_ && !moment_) moment_.emplace(connection());
  // A snapshot's is of its moment, which does not move.
  if (session_ && session_->catalog) {
    (void)connection();
    return *(catalog_ = session_->catalog);
  }
  catalog_ = core_->catalog();
  if (!catalog::is_current(
          catalog_, moment_ ? moment_->schema_version() : catalog::schema_version(connection()))) {
    catalog_ = catalog::load_catalog(connection());
    if (!session_) core_->publish(catalog_);
  }
  if (session_) session_->catalog = catalog_;
  return *catalog_;
}

}  // namespace profilestore::store

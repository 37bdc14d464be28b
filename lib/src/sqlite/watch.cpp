#include "sqlite/watch.hpp"

namespace profilestore::sqlite {
namespace {

constexpr int steps_between = 10'000;  // of SQLite's machine: about a millisecond

}  // namespace

Watch::Watch(Connection& connection, std::function<void()> look)
    : connection_(connection), look_(std::move(look)) {
  sqlite3_progress_handler(connection_.handle(), steps_between, &Watch::called, this);
}

Watch::~Watch() { sqlite3_progress_handler(connection_.handle(), 0, nullptr, nullptr); }

void Watch::rethrow() const {
  if (thrown_) std::rethrow_exception(thrown_);
}

int Watch::called(void* self) noexcept {
  auto& watch = *static_cast<Watch*>(self);
  try {
    watch.look_();
    return 0;
  } catch (...) {
    watch.thrown_ = std::current_exception();
    return 1;
  }
}

}  // namespace profilestore::sqlite

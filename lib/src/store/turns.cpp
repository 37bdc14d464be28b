#include "store/turns.hpp"

namespace profilestore::store {

// There is room in `idle_` for all of them: to give one back must not fail.
std::condition_variable* Turns::lend() {
  if (idle_.empty()) {
    idle_.reserve(all_.size() + 1);
    return &all_.emplace_back();
  }
  std::condition_variable* const lent = idle_.back();
  idle_.pop_back();
  return lent;
}

Turns::Outcome Turns::wait(SharedWrite* write, Time deadline) {
  std::unique_lock lock(mutex_);
  if (!is_taken_) {
    is_taken_ = true;
    return Outcome::turn;
  }
  Place place{write, lend()};
  waiting_.push_back(&place);
  while (place.state == State::waiting)
    if (place.call->wait_until(lock, deadline) == std::cv_status::timeout) break;
  while (place.state == State::taken) place.call->wait(lock);
  idle_.push_back(place.call);
  if (place.state == State::turn) return Outcome::turn;
  if (place.state == State::done) return Outcome::done;
  std::erase(waiting_, &place);
  return Outcome::late;
}

SharedWrite* Turns::take() {
  const std::lock_guard lock(mutex_);
  if (waiting_.empty() || waiting_.front()->write == nullptr) return nullptr;
  Place* const place = waiting_.front();
  along_.reserve(along_.size() + 1);
  calls_.push_back(place->call);
  along_.push_back(place);
  waiting_.pop_front();
  place->state = State::taken;
  return place->write;
}

void Turns::finish() {
  std::vector<std::condition_variable*> calls;
  {
    const std::lock_guard lock(mutex_);
    for (Place* const place : along_) place->state = State::done;
    along_.clear();
    calls.swap(calls_);
  }
  for (std::condition_variable* const call : calls) call->notify_all();
}

void Turns::end() {
  std::condition_variable* call = nullptr;
  {
    const std::lock_guard lock(mutex_);
    is_taken_ = !waiting_.empty();
    if (!is_taken_) return;
    waiting_.front()->state = State::turn;
    call = waiting_.front()->call;
    waiting_.pop_front();
  }
  call->notify_all();
}

}  // namespace profilestore::store

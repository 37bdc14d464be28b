// The system refuses one call of SQLite, or all from then on.
#pragma once

#include <atomic>
#include <string_view>
#include <vector>

#include "faults/watched_vfs.hpp"

namespace faults {

enum class Manner { once, from_then_on };

/// Which calls fail, and with what code of SQLite's.
struct Refusal {
  std::string_view name;
  std::vector<std::pair<Method, int>> codes;
  bool lasts = true;  ///< whether it can go on for ever
};

const std::vector<Refusal>& refusals();

/// Counts the calls that it could refuse, and refuses the one of that number, from 1.
class FailingCalls : public Watcher {
 public:
  void arm(const Refusal& refusal, long number, Manner manner);
  void disarm() { refusal_ = nullptr; }

  bool fired() const { return fired_; }
  long counted() const { return counted_; }

  int before(const Call& call) override;
  void after(const Call&) override {}

 private:
  std::atomic<const Refusal*> refusal_ = nullptr;
  std::atomic<long> counted_ = 0;
  std::atomic<bool> fired_ = false;
  long number_ = 0;
  Manner manner_ = Manner::once;
};

}  // namespace faults

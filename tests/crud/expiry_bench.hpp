// A store whose clock stands where a test puts it.
#pragma once

#include <functional>

#include "store/temporary_store.hpp"

namespace expiry {

using namespace profilestore;
using namespace std::chrono_literals;

using Time = std::chrono::system_clock::time_point;

inline const Time noon = Time(std::chrono::seconds(1'700'000'000));

struct Bench : temporary::Folder {
  Time now = noon - 240h;  // nothing of what follows has expired then
  std::function<void(const StoreEvent&)> told;
  std::chrono::milliseconds deadline = StoreOptions().deadline;

  StoreOptions options() {
    StoreOptions options = temporary::quick();
    options.now = [this] { return now; };
    options.on_event = [this](const StoreEvent& event) {
      if (told) told(event);
    };
    options.deadline = deadline;
    return options;
  }
  Store open() { return Store::open(*this / "s.db", options()); }
};

}  // namespace expiry

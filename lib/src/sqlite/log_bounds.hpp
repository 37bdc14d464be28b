// How long a log may grow, and how long is waited for it.
#pragma once

#include <chrono>

namespace profilestore::sqlite {

// Frames of 4 KiB: the log is moved into the store each time it has grown by about 4 MiB.
inline constexpr int checkpoint_step = 1000;

// Frames of a log that readers have kept from being moved, at which they are waited for.
inline constexpr int first_wait = 4 * checkpoint_step;

// What of it is work takes 50 ms.
inline constexpr std::chrono::milliseconds longest_checkpoint{250};

// What the file of the log is cut to once it was moved whole, in bytes.
inline constexpr auto log_limit = "PRAGMA journal_size_limit = 16777216";

}  // namespace profilestore::sqlite

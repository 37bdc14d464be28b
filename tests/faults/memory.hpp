// Memory that is at an end: the allocations of SQLite and of C++ fail, one or all from then on.
#pragma once

#include <cstdint>

#include "faults/failing_calls.hpp"

namespace faults {

/// Makes SQLite allocate by what can fail. Called once, in a process that uses SQLite for nothing
/// yet.
void let_memory_fail();

/// The allocation of that number, from 1, fails.
void arm_memory(long number, Manner manner);
void disarm_memory();

/// How many were asked for since it was armed.
long counted_allocations();

/// Blocks of C++, and bytes of SQLite's, that are not given back.
std::int64_t live_blocks();
std::int64_t live_sqlite_bytes();

}  // namespace faults

// Memory that is at an end: the allocations of SQLite and of C++ fail, one or all from then on.
#pragma once

#include <cstdint>
#include <span>

#include "faults/failing_calls.hpp"

namespace faults {

/// Makes SQLite allocate by what can fail. Called once, in a process that uses SQLite for nothing
/// yet.
void let_memory_fail();

/// The allocation of that number, from 1, fails.
void arm_memory(long number, Manner manner);
void disarm_memory();

/// From now on the number of the first allocation of each place is kept there, until it is called
/// with nothing. A place is all 24 calls that led to it.
void keep_places(std::span<long> numbers);
std::size_t kept_places();

/// How many were asked for since it was armed.
long counted_allocations();

/// Blocks of C++, and bytes of SQLite's, that are not given back.
std::int64_t live_blocks();
std::int64_t live_sqlite_bytes();

}  // namespace faults

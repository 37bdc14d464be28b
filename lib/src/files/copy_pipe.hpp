// What a pipe gives, written to a file: two passes need the bytes twice.
#pragma once

#include <cstdint>
#include <string>

namespace profilestore::files {

/// More than this is taken for a pipe that does not end.
inline constexpr std::uint64_t longest_pipe = std::uint64_t{16} << 30;

/// So much room is left on the disk of the temporary files.
inline constexpr std::uint64_t room_to_leave = std::uint64_t{256} << 20;

/// Copies what `pipe` gives to `copy`, until it ends. Throws StorageFailure that says what to do,
/// if it gives more than `longest`, more than there is room for, or the same line again and again;
/// at once for a device, such as
/// a disk or /dev/zero, that is neither a pipe, a socket nor a terminal (/dev/null is empty).
void copy_pipe(int pipe, int copy, const std::string& name, std::uint64_t longest = longest_pipe);

}  // namespace profilestore::files

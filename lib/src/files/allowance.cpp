#include "files/allowance.hpp"

#include <fmt/format.h>

#include <profilestore/error.hpp>

namespace profilestore::files {
namespace {

constexpr std::uint64_t always_unpacked = 64 << 20;
constexpr std::uint64_t greatest_ratio = 200;

}  // namespace

void Allowance::take(std::uint64_t bytes) {
  taken_ += bytes;
  if (taken_ >= bytes && (taken_ <= always_unpacked || taken_ / greatest_ratio <= packed_)) return;
  throw StorageFailure(fmt::format("unpacking {}: it unpacks to more than {} times its size; if "
                                   "you trust it, unpack it yourself first",
                                   name_, greatest_ratio),
                       0);
}

}  // namespace profilestore::files

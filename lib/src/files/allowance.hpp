// How much may come out of one packed source, all its layers together.
#pragma once

#include <cstdint>
#include <string>
#include <utility>

namespace profilestore::files {

class Allowance {
 public:
  /// `packed`: the size of the source as it was given.
  Allowance(std::string name, std::uint64_t packed) : name_(std::move(name)), packed_(packed) {}

  /// Throws StorageFailure if these bytes are too many.
  void take(std::uint64_t bytes);

 private:
  std::string name_;
  std::uint64_t packed_, taken_ = 0;
};

}  // namespace profilestore::files

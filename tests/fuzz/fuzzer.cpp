// One of the checks as libFuzzer calls it: PROFILESTORE_CHECK names it.
#include <cstddef>
#include <cstdint>

#include "fuzz/checks.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::PROFILESTORE_CHECK({reinterpret_cast<const char*>(data), size});
  return 0;
}

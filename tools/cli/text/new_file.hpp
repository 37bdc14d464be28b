// A file that gets its name only when it is complete.
#pragma once

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <string>

#include "text/errors.hpp"

namespace profilestore::cli {

/// What `write` returns, which is given the stream. Throws Failure, which names `option`, if the
/// file cannot be written; then there is none.
template <class Write>
auto write_new_file(const std::string& option, const std::string& path, Write write) {
  const std::string part = path + ".part";
  std::ofstream out(part, std::ios::binary);
  if (!out)
    throw Failure("OutputFailed", fmt::format("{}: cannot write {}: {}; nothing was done", option,
                                              part, std::strerror(errno)));
  try {
    auto result = write(out);
    out.close();
    if (!out || std::rename(part.c_str(), path.c_str()) != 0)
      throw Failure("OutputFailed", fmt::format("{}: cannot write {}: {}; the store is unchanged",
                                                option, path, std::strerror(errno)));
    return result;
  } catch (...) {
    std::remove(part.c_str());
    throw;
  }
}

}  // namespace profilestore::cli

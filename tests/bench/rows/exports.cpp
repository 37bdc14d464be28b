#include "bench/rows/exports.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <stdexcept>
#include <string>

#include "bench/harness.hpp"

namespace bench {

std::string quoted(const std::string& text) {
  std::string word = "'";
  for (const char each : text)
    if (each == '\'')
      word += "'\\''";
    else
      word += each;
  return word + "'";
}

std::filesystem::path bulk_export(int documents) {
  const auto file = settings().folder / fmt::format("bulk-{}.jsonl", documents);
  if (std::filesystem::exists(file)) return file;
  const std::string command = fmt::format("{} bulk --count {} -o {}", quoted(settings().generator),
                                          documents, quoted(file));
  if (std::system(command.c_str()) != 0)
    throw std::runtime_error("profilestore-generate failed: " + command);
  return file;
}

}  // namespace bench

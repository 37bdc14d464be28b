#include "expression/text_search.hpp"

#include <cstring>

#include "document/time_limit.hpp"

namespace profilestore::expression {

std::size_t place_of(std::string_view wanted, std::string_view text, std::size_t from) {
  document::TimeLimit::look();
  if (from > text.size()) return text.npos;
  if (wanted.empty()) return from;
#ifdef __GLIBC__
  // Two-Way (Crochemore, Perrin 1991).
  const void* found = memmem(text.data() + from, text.size() - from, wanted.data(), wanted.size());
  if (found == nullptr) return text.npos;
  return static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
#else
  return text.find(wanted, from);
#endif
}

}  // namespace profilestore::expression

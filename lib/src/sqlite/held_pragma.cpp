#include "sqlite/held_pragma.hpp"

#include <fmt/format.h>

namespace profilestore::sqlite {
namespace {

std::string pragma(const char* name, std::int64_t value) {
  return fmt::format("PRAGMA {} = {}", name, value);
}

}  // namespace

HeldPragma::HeldPragma(Connection& connection, const char* name, std::int64_t value)
    : connection_(connection),
      restore_(pragma(name, connection.number(fmt::format("PRAGMA {}", name)))) {
  connection_.execute(pragma(name, value).c_str());
}

// None that is held here is a promise to anyone: should it fail, the work took more memory or time
// than it must.
HeldPragma::~HeldPragma() {
  sqlite3_exec(connection_.handle(), restore_.c_str(), nullptr, nullptr, nullptr);
}

}  // namespace profilestore::sqlite

// Looking up now and then while SQLite works on one statement for long.
#pragma once

#include <exception>
#include <functional>

#include "sqlite/connection.hpp"

namespace profilestore::sqlite {

/// While it lives, `look` is called now and then by the connection's statements. What it throws
/// ends the statement, and the transaction with it if that writes: rethrow() then throws it again.
/// One at a time.
class Watch {
 public:
  Watch(Connection& connection, std::function<void()> look);
  ~Watch();
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

  /// To be called when a statement has failed.
  void rethrow() const;

 private:
  static int called(void* self) noexcept;

  Connection& connection_;
  std::function<void()> look_;
  std::exception_ptr thrown_;
};

}  // namespace profilestore::sqlite

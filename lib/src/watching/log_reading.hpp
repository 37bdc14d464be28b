// How far one has read in the log of a collection, and what comes next, or why nothing can.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "changes/log.hpp"
#include "changes/token.hpp"
#include "store/core.hpp"

namespace profilestore::watching {

class LogReading {
 public:
  /// From the present moment on, or behind a token. Throws as Collection::watch does.
  LogReading(store::Core& core, std::string collection, const std::string& resume_after);

  /// The next changes, none or some, up to where the log is damaged. Throws
  /// ChangeStreamHistoryLost; and Corrupt if the next is damaged, or missing between two others.
  std::vector<changes::Entry> read(store::Core& core);

  /// The token behind a change; without one, behind all that was read before.
  std::string token(const changes::Position& position) const;

  const changes::Position& position() const { return token_.position; }

  /// To where it was before.
  void go_back(const changes::Position& position) { token_.position = position; }

 private:
  void begin(store::Reader& reader);
  void resume(store::Reader& reader, const std::string& text);
  void refuse_other(store::Reader& reader, const changes::Token& token) const;
  static bool follows(const changes::Entry& entry, const changes::Position& last);
  [[noreturn]] void refuse_next(sqlite::Connection& connection, const changes::Entry& next) const;
  [[noreturn]] void refuse_lost(const std::string& why) const;

  std::string collection_;
  changes::Token token_;  ///< behind what was read
};

}  // namespace profilestore::watching

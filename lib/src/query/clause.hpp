// A part of an SQL statement with the keys that its parameters stand for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "keys/key.hpp"
#include "sqlite/query.hpp"

namespace profilestore::query {

class Clause {
 public:
  Clause& add(std::string_view text) {
    pieces_.back() += text;
    return *this;
  }

  /// A parameter that stands for `part`.
  Clause& key(const keys::Part& part) {
    parts_.push_back(part);
    pieces_.emplace_back();
    return *this;
  }

  Clause& add(const Clause& other);

  /// The text, its parameters numbered from `parameter`, which is moved past them.
  std::string text(int& parameter) const;

  /// Binds the parameters that text() numbered alike.
  void bind(sqlite::Query& query, int& parameter) const;

 private:
  std::vector<std::string> pieces_{""};  ///< one more than there are parts: what is between them
  std::vector<keys::Part> parts_;
};

}  // namespace profilestore::query

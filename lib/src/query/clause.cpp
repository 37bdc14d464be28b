#include "query/clause.hpp"

#include <fmt/format.h>

namespace profilestore::query {

Clause& Clause::add(const Clause& other) {
  pieces_.back() += other.pieces_.front();
  pieces_.insert(pieces_.end(), other.pieces_.begin() + 1, other.pieces_.end());
  parts_.insert(parts_.end(), other.parts_.begin(), other.parts_.end());
  return *this;
}

std::string Clause::text(int& parameter) const {
  std::string text = pieces_.front();
  for (std::size_t i = 1; i < pieces_.size(); ++i)
    text += fmt::format("?{}{}", parameter++, pieces_[i]);
  return text;
}

void Clause::bind(sqlite::Query& query, int& parameter) const {
  for (const keys::Part& part : parts_) query.bind_part(parameter++, part);
}

}  // namespace profilestore::query

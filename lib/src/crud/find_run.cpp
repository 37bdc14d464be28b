#include "crud/find_run.hpp"

#include <fmt/format.h>

#include "catalog/rows.hpp"
#include "document/time_limit.hpp"

namespace profilestore::crud {

FindRun::FindRun(store::Reader& reader, std::string_view collection, query::Filters filters,
                 const query::Window& window, Meanwhile meanwhile)
    : reader_(reader), filters_(std::move(filters)), meanwhile_(meanwhile) {
  const auto* entry = reader.collection(collection);
  filters_.take_hint(entry);
  if (entry == nullptr) return;
  auto& connection = reader.connection();
  if (meanwhile == Meanwhile::writes || !window.order.empty()) {
    collection_ = *entry;
    rows_ = query::rows_of(connection, *entry, filters_.first(), window);
    filter_.emplace(filters_.first());
    return;
  }
  // Without a window each row that is read is a document of the caller's: it is matched once it is
  // here, not by the statement too.
  const bool whole = window.skip == 0 && window.limit == 0;
  search_.emplace(*entry, filters_.first(),
                  whole ? query::Search::Trust::caller : query::Search::Trust::keys);
  int parameter = 4;
  if (whole) {
    stored_.emplace(connection, *entry,
                    fmt::format("WHERE {} ORDER BY row", search_->condition(parameter)));
  } else {
    const query::Begin begin = query::begin_of(connection, *entry, filters_.first(), window);
    stored_.emplace(connection, *entry,
                    fmt::format("WHERE {}{} ORDER BY row LIMIT ?1 OFFSET ?2", begin.condition,
                                search_->condition(parameter)));
    begin.bind(stored_->query());
  }
  search_->bind(stored_->query(), parameter = 4);
}

std::optional<Document> FindRun::next() {
  if (!step()) return std::nullopt;
  return fields_ ? query::fields_in(text_, *fields_) : catalog::decode(text_);
}

std::optional<std::string_view> FindRun::next_text() {
  if (!step()) return std::nullopt;
  return text_;
}

// SQLite begins a statement that failed anew, with its first row.
bool FindRun::step() {
  text_ = {};
  if (failure_) std::rethrow_exception(failure_);
  if (!stored_) return step_rows();
  try {
    return step_query();
  } catch (...) {
    failure_ = std::current_exception();
    throw;
  }
}

bool FindRun::step_query() {
  while (stored_->next()) {
    document::TimeLimit::look();
    text_ = stored_->text();
    // It throws if a key alone has found what does not match.
    if (search_->accepts_text(stored_->row(), text_)) return true;
  }
  return false;
}

bool FindRun::step_rows() {
  while (taken_ < rows_.size() && is_there()) {
    document::TimeLimit::look();
    auto found = query::text_at(reader_.connection(), *collection_, rows_[taken_++]);
    // In a moment that nobody changes it is there.
    if (!found && meanwhile_ == Meanwhile::nothing)
      catalog::refuse_index(*collection_, rows_[taken_ - 1]);
    if (!found || !filter_->matches(*found)) continue;
    text_ = text_of_row_ = *std::move(found);
    return true;
  }
  return false;
}

// A transaction's function may drop the collection between two steps.
bool FindRun::is_there() {
  if (meanwhile_ == Meanwhile::nothing) return true;
  const catalog::CollectionEntry* now = reader_.collection(collection_->name);
  return now != nullptr && now->table == collection_->table;
}

}  // namespace profilestore::crud

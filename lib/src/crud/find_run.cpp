#include "crud/find_run.hpp"

#include <fmt/format.h>

#include "document/time_limit.hpp"
#include "query/by_keys.hpp"

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
    return;
  }
  matches_all_ = query::matches_all(filters_.first());
  search_.emplace(*entry, filters_.first());
  // All documents are read anyway: here each is decoded once, and by the statement one more time.
  matches_here_ = search_->plan().index == nullptr && window.skip == 0 && window.limit == 0;
  if (matches_here_) {
    stored_.emplace(connection, *entry, "WHERE true ORDER BY row");
    return;
  }
  const query::Begin begin = query::begin_of(connection, *entry, filters_.first(), window);
  int parameter = 4;
  stored_.emplace(connection, *entry,
                  fmt::format("WHERE {}{} ORDER BY row LIMIT ?1 OFFSET ?2", begin.condition,
                              search_->condition(parameter)));
  begin.bind(stored_->query());
  search_->bind(stored_->query(), parameter = 4);
}

std::optional<Document> FindRun::next() { return stored_ ? next_of_query() : next_of_rows(); }

std::optional<Document> FindRun::next_of_query() {
  if (matches_here_) return next_that_matches();
  document::TimeLimit::look();
  if (!stored_->next()) return std::nullopt;
  Document document = stored_->document();
  // It throws if a key alone has found what does not match.
  return search_->accepts(stored_->row(), document) ? std::optional(std::move(document))
                                                    : std::nullopt;
}

std::optional<Document> FindRun::next_that_matches() {
  while (stored_->next()) {
    document::TimeLimit::look();
    if (fields_ && matches_all_) return fields_->fields_of(stored_->text());
    Document document = stored_->document();
    if (filters_.first().matches(document)) return document;
  }
  return std::nullopt;
}

std::optional<Document> FindRun::next_of_rows() {
  while (taken_ < rows_.size() && is_there()) {
    document::TimeLimit::look();
    auto found = query::document_at(reader_.connection(), *collection_, rows_[taken_++]);
    // In a moment that nobody changes it is there.
    if (!found && meanwhile_ == Meanwhile::nothing)
      catalog::refuse_index(*collection_, rows_[taken_ - 1]);
    if (found && filters_.first().matches(*found)) return found;
  }
  return std::nullopt;
}

// A transaction's function may drop the collection between two steps.
bool FindRun::is_there() {
  if (meanwhile_ == Meanwhile::nothing) return true;
  const catalog::CollectionEntry* now = reader_.collection(collection_->name);
  return now != nullptr && now->table == collection_->table;
}

}  // namespace profilestore::crud

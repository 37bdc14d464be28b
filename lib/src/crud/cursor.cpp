#include <profilestore/collection.hpp>
#include <profilestore/cursor.hpp>

#include <fmt/format.h>

#include "catalog/rows.hpp"
#include "catalog/stored_rows.hpp"
#include "document/time_limit.hpp"
#include "query/filters.hpp"
#include "query/reading.hpp"
#include "query/search.hpp"
#include "sqlite/identifier.hpp"
#include "store/core.hpp"

namespace profilestore {

using document::TimeLimit;

/// A reader, lent until the cursor ends, and what it steps: one statement for all documents, or a
/// list of rows, where they have to be sorted first or belong to a session, which may end and write
/// between two steps.
struct Cursor::Source {
  Source(store::Core& core, const store::SessionPointer& session, query::Filters parsed,
         read::Projection projected)
      : reader(core.reader(session)),
        filters(std::move(parsed)),
        projection(std::move(projected)) {}

  /// Does it in what is left of the call's time.
  template <class Work>
  auto within_time(Work work) {
    if (!time_left) return work();
    const auto begin = TimeLimit::Clock::now();
    const TimeLimit limit(begin + *time_left);
    TimeLimit::look_at_clock();
    auto result = work();
    *time_left -= TimeLimit::Clock::now() - begin;
    return result;
  }

  std::optional<Document> next() {
    return within_time([this] {
      std::optional<Document> document = stored ? next_of_query() : next_of_rows();
      if (document) document = query::projected(projection, filters.list(), *std::move(document));
      return document;
    });
  }

  store::Reader reader;
  query::Filters filters;
  read::Projection projection;
  std::optional<query::Search> search;  // these two look into the reader's catalog
  std::optional<catalog::StoredRows> stored;
  std::optional<catalog::CollectionEntry> collection;
  std::vector<std::int64_t> rows;
  std::size_t taken = 0;                                ///< of the rows
  std::optional<TimeLimit::Clock::duration> time_left;  ///< nothing: without end

 private:
  std::optional<Document> next_of_query() {
    if (!stored->next()) return std::nullopt;
    Document document = stored->document();
    // It throws if a key alone has found what does not match.
    return search->accepts(stored->row(), document) ? std::optional(std::move(document))
                                                    : std::nullopt;
  }

  std::optional<Document> next_of_rows() {
    while (taken < rows.size() && is_there()) {
      auto found = query::document_at(reader.connection(), *collection, rows[taken++]);
      // In a moment that nobody changes it is there.
      if (!found && !reader.of_session()) catalog::refuse_index(*collection, rows[taken - 1]);
      if (found && filters.first().matches(*found)) return found;
    }
    return std::nullopt;
  }

  // A transaction's function may drop the collection between two steps.
  bool is_there() {
    if (!reader.of_session()) return true;
    const catalog::CollectionEntry* now = reader.collection(collection->name);
    return now != nullptr && now->table == collection->table;
  }
};

Cursor::Cursor(std::unique_ptr<Source> source) : source_(std::move(source)) {}
Cursor::~Cursor() = default;
Cursor::Cursor(Cursor&&) noexcept = default;
Cursor& Cursor::operator=(Cursor&&) noexcept = default;

bool Cursor::next() {
  if (!source_) return false;
  auto document = source_->next();
  if (!document) {
    source_.reset();
    return false;
  }
  current_ = *std::move(document);
  return true;
}

Cursor Collection::find(const Document& filter, const FindOptions& options) const {
  const auto end = TimeLimit::after(options.max_time);
  const auto terms = query::terms_of(options.collation, options.let);
  const auto window = query::window_of(options.sort, options.skip, options.limit, terms);
  auto source = std::make_unique<Cursor::Source>(
      *core_, session_, query::Filters(filter, {}, terms, options.hint),
      query::parse_projection(options.projection, terms));
  if (end) source->time_left = *end - TimeLimit::Clock::now();
  const auto* collection = source->reader.collection(name_);
  source->filters.take_hint(collection);
  if (collection == nullptr) return Cursor(std::move(source));
  auto& connection = source->reader.connection();
  if (source->reader.of_session() || !window.order.empty()) {
    source->collection = *collection;
    source->rows = source->within_time(
        [&] { return query::rows_of(connection, *collection, source->filters.first(), window); });
    return Cursor(std::move(source));
  }
  source->search.emplace(*collection, source->filters.first());
  const query::Begin begin = source->within_time(
      [&] { return query::begin_of(connection, *collection, source->filters.first(), window); });
  int parameter = 4;
  source->stored.emplace(connection, *collection,
                         fmt::format("WHERE {}{} ORDER BY row LIMIT ?1 OFFSET ?2", begin.condition,
                                     source->search->condition(parameter)));
  begin.bind(source->stored->query());
  source->search->bind(source->stored->query(), parameter = 4);
  return Cursor(std::move(source));
}

}  // namespace profilestore

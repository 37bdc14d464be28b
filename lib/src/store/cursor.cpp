#include <profilestore/collection.hpp>
#include <profilestore/cursor.hpp>

#include <fmt/format.h>

#include "sqlite/identifier.hpp"
#include "store/core.hpp"
#include "store/rows.hpp"
#include "store/search.hpp"

namespace profilestore {

/// A reader, lent until the cursor ends, and the statement that it steps.
struct Cursor::Source {
  explicit Source(store::Reader lent) : reader(std::move(lent)) {}
  store::Reader reader;
  std::optional<store::Search> search;
  std::optional<sqlite::Query> query;
};

Cursor::Cursor(std::unique_ptr<Source> source) : source_(std::move(source)) {}
Cursor::~Cursor() = default;
Cursor::Cursor(Cursor&&) noexcept = default;
Cursor& Cursor::operator=(Cursor&&) noexcept = default;

bool Cursor::next() {
  if (!source_ || !source_->query) return false;
  if (!source_->query->step()) {
    source_.reset();
    return false;
  }
  current_ = store::decode(source_->query->text(0));
  return true;
}

Cursor Collection::find(const Document& filter, const FindOptions& options) const {
  if (options.skip < 0 || options.limit < 0)
    throw InvalidInput(2, "skip and limit of a find may not be negative");
  const auto filters = store::parse_filters(filter, {});
  auto source = std::make_unique<Cursor::Source>(core_->reader());
  const store::CollectionEntry* collection = source->reader.collection(name_);
  if (collection == nullptr) return Cursor(std::move(source));
  source->search.emplace(*collection, filters.front());
  int parameter = 3;
  source->query.emplace(
      source->reader.connection(),
      fmt::format("SELECT doc FROM {} WHERE {} ORDER BY row LIMIT ?1 OFFSET ?2",
                  sqlite::identifier(collection->table), source->search->condition(parameter)));
  parameter = 3;
  source->query->bind(1, options.limit == 0 ? -1 : options.limit).bind(2, options.skip);
  source->search->bind(*source->query, parameter);
  return Cursor(std::move(source));
}

}  // namespace profilestore

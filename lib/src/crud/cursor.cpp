#include <profilestore/collection.hpp>
#include <profilestore/cursor.hpp>

#include "crud/cursor_source.hpp"
#include "crud/find_run.hpp"
#include "query/filters.hpp"
#include "query/reading.hpp"
#include "store/core.hpp"

namespace profilestore {
namespace {

using crud::FindRun;

/// A reader, lent until the cursor ends, and the find that it steps.
struct Found : Cursor::Source {
  Found(store::Core& core, const store::SessionPointer& session, read::Projection projected,
        crud::TimeLeft left)
      : reader(core.reader(session)), projection(std::move(projected)), time(left) {}

  std::optional<Document> next() override {
    return time.run([this] {
      std::optional<Document> document = run->next();
      if (document)
        document = query::projected(projection, run->filters().list(), *std::move(document));
      return document;
    });
  }

  store::Reader reader;
  read::Projection projection;
  crud::TimeLeft time;
  std::optional<FindRun> run;
};

}  // namespace

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
  const auto end = document::TimeLimit::after(options.max_time);
  const document::TimeLimit limit(end);  // `let` and constants are evaluated here
  const auto terms = query::terms_of(options.collation, options.let);
  const auto window = query::window_of(options.sort, options.skip, options.limit, terms);
  query::Filters filters(filter, {}, terms, options.hint);
  auto found = std::make_unique<Found>(
      *core_, session_, query::parse_projection(options.projection, terms), crud::TimeLeft(end));
  found->time.run([&] {
    found->run.emplace(
        found->reader, name_, std::move(filters), window,
        found->reader.of_session() ? FindRun::Meanwhile::writes : FindRun::Meanwhile::nothing);
  });
  return Cursor(std::move(found));
}

}  // namespace profilestore

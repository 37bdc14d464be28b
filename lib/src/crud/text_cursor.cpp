#include <profilestore/text_cursor.hpp>

#include <profilestore/collection.hpp>

#include "crud/cursor_source.hpp"
#include "crud/find_run.hpp"
#include "query/filters.hpp"
#include "query/reading.hpp"
#include "store/core.hpp"

namespace profilestore {

/// A reader, lent until the cursor ends, and the find that it steps.
struct TextCursor::Source {
  Source(store::Core& core, const store::SessionPointer& session, read::Projection projected,
         crud::TimeLeft left)
      : reader(core.reader(session)), projection(std::move(projected)), time(left) {}

  std::optional<std::string_view> next() {
    return time.run([this] { return projection.empty() ? run->next_text() : projected_text(); });
  }

  std::optional<std::string_view> projected_text() {
    auto document = run->next();
    if (!document) return std::nullopt;
    text = query::projected(projection, run->filters().list(), *std::move(document)).dump();
    return text;
  }

  store::Reader reader;
  read::Projection projection;
  crud::TimeLeft time;
  std::optional<crud::FindRun> run;
  std::string text;  ///< of what a projection has made
};

TextCursor::TextCursor(std::unique_ptr<Source> source) : source_(std::move(source)) {}
TextCursor::~TextCursor() = default;
TextCursor::TextCursor(TextCursor&&) noexcept = default;
TextCursor& TextCursor::operator=(TextCursor&&) noexcept = default;

bool TextCursor::next() {
  current_ = {};
  if (!source_) return false;
  const auto text = source_->next();
  if (!text) {
    source_.reset();
    return false;
  }
  current_ = *text;
  return true;
}

TextCursor Collection::find_texts(const Document& filter, const FindOptions& options) const {
  const auto end = document::TimeLimit::after(options.max_time);
  const document::TimeLimit limit(end);  // `let` and constants are evaluated here
  const auto terms = query::terms_of(options.collation, options.let);
  const auto window = query::window_of(options.sort, options.skip, options.limit, terms);
  query::Filters filters(filter, {}, terms, options.hint);
  auto source = std::make_unique<TextCursor::Source>(
      *core_, session_, query::parse_projection(options.projection, terms), crud::TimeLeft(end));
  source->time.run([&] {
    source->run.emplace(source->reader, name_, std::move(filters), window,
                        source->reader.of_session() ? crud::FindRun::Meanwhile::writes
                                                    : crud::FindRun::Meanwhile::nothing);
  });
  return TextCursor(std::move(source));
}

}  // namespace profilestore

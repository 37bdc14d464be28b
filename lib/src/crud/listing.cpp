#include <profilestore/listing.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <map>
#include <profilestore/collection.hpp>
#include <profilestore/error.hpp>
#include <stdexcept>

#include "catalog/stored_rows.hpp"
#include "document/sum.hpp"
#include "document/time_limit.hpp"
#include "query/by_keys.hpp"
#include "query/filters.hpp"
#include "query/reading.hpp"
#include "store/core.hpp"

namespace profilestore {
namespace crud {

/// The rows of a listing, and what tells the document of each from a later one with its row: SQLite
/// gives the last rows again when they were deleted.
struct ListedRows {
  std::vector<std::int64_t> rows;
  std::vector<std::uint32_t> marks;
};

}  // namespace crud
namespace {

using crud::ListedRows;
using document::TimeLimit;
using Clock = std::chrono::steady_clock;
using Page = std::vector<std::optional<Document>>;

constexpr int inside_transaction = 50;
constexpr std::size_t kept_pages = 4;
constexpr auto kept_for = std::chrono::seconds(1);

// More rows than these are quicker looked up all together.
constexpr std::size_t few_rows = 1024;

using Mark = std::uint32_t;

Mark mark_of(const keys::Part& id) {
  std::string bytes;
  keys::append_bytes(bytes, id);
  return static_cast<Mark>(document::sum_of(bytes));
}

Mark mark_of(const catalog::CollectionEntry& collection, const Document& document) {
  const catalog::IndexEntry* ids = collection.index_named(catalog::id_index_name);
  return mark_of(ids->index.part_of(0, document.at("_id")));
}

struct Marked {
  std::int64_t row;
  Mark mark;
};

std::vector<Marked> all_marked(sqlite::Connection& connection,
                               const catalog::CollectionEntry& collection) {
  std::vector<Marked> all;
  query::each_id(connection, collection, [&](std::int64_t row, const keys::Part& id) {
    all.push_back({row, mark_of(id)});
  });
  std::ranges::sort(all, {}, &Marked::row);
  return all;
}

// Null if it is not there. Where nothing was deleted it stands where its number says.
const Marked* row_in(const std::vector<Marked>& all, std::int64_t row) {
  if (all.empty() || row < all.front().row) return nullptr;
  const auto guess = static_cast<std::size_t>(row - all.front().row);
  if (guess < all.size() && all[guess].row == row) return &all[guess];
  const auto found = std::ranges::lower_bound(all, row, {}, &Marked::row);
  return found == all.end() || found->row != row ? nullptr : &*found;
}

ListedRows in_natural_order(const std::vector<Marked>& all, const query::Window& window) {
  ListedRows listed;
  const auto skip = std::min(all.size(), static_cast<std::size_t>(window.skip));
  std::size_t count = all.size() - skip;
  if (window.limit != 0) count = std::min(count, static_cast<std::size_t>(window.limit));
  listed.rows.reserve(count);
  listed.marks.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const Marked& one = all[window.order.reversed() ? all.size() - 1 - skip - i : skip + i];
    listed.rows.push_back(one.row);
    listed.marks.push_back(one.mark);
  }
  return listed;
}

// The documents of some rows, each in its place; nothing: it is not there.
Page read_rows(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
               const std::int64_t* rows, std::size_t count) {
  Page page(count);
  std::vector<std::size_t> places(count);
  for (std::size_t i = 0; i < count; ++i) places[i] = i;
  std::ranges::sort(places, {}, [&](std::size_t place) { return rows[place]; });
  std::string list;
  for (std::size_t i = 0; i < Listing::page_size; ++i)
    list += fmt::format("{}?{}", i == 0 ? "" : ", ", i + 1);
  catalog::StoredRows stored(connection, collection,
                             fmt::format("WHERE row IN ({}) ORDER BY row", list));
  for (std::size_t i = 0; i < Listing::page_size; ++i)
    stored.query().bind(static_cast<int>(i) + 1, rows[std::min(i, count - 1)]);
  auto place = places.begin();
  while (stored.next()) {
    while (place != places.end() && rows[*place] < stored.row()) ++place;
    if (place != places.end() && rows[*place] == stored.row()) page[*place++] = stored.document();
  }
  return page;
}

void add_marks(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
               ListedRows& listed) {
  listed.marks.reserve(listed.rows.size());
  if (listed.rows.size() > few_rows) {
    const auto all = all_marked(connection, collection);
    for (const std::int64_t row : listed.rows) {
      const Marked* found = row_in(all, row);
      if (found == nullptr) catalog::refuse_index(collection, row);
      listed.marks.push_back(found->mark);
    }
    return;
  }
  for (std::size_t first = 0; first < listed.rows.size(); first += Listing::page_size) {
    const std::size_t count = std::min(Listing::page_size, listed.rows.size() - first);
    const Page page = read_rows(connection, collection, listed.rows.data() + first, count);
    for (std::size_t i = 0; i < count; ++i) {
      if (!page[i]) catalog::refuse_index(collection, listed.rows[first + i]);
      listed.marks.push_back(mark_of(collection, *page[i]));
    }
  }
}

}  // namespace

struct Listing::State {
  State(std::shared_ptr<store::Core> open, std::string collection, const Document& asked,
        const FindOptions& given)
      : core(std::move(open)),
        name(std::move(collection)),
        options(given),
        terms(query::terms_of(options.collation, options.let)),
        window(query::window_of(options.sort, options.skip, options.limit, terms)),
        filters(asked, {}, terms, options.hint),
        projection(query::parse_projection(options.projection, terms)) {
    if (projection.is_positional())
      throw InvalidInput(50,
                         "a listing takes no projection with `.$`: it reads a document later than "
                         "it is made, when it may match no more. Project the whole array, or by "
                         "$elemMatch");
  }

  void list() {
    const TimeLimit limit(TimeLimit::after(options.max_time));
    auto reader = core->reader();
    const auto* collection = reader.collection(name);
    filters.take_hint(collection);
    ListedRows found;
    if (collection != nullptr) found = rows_in(reader.connection(), *collection);
    id = collection == nullptr ? 0 : collection->id;
    listed = std::move(found);
    kept.clear();
  }

  ListedRows rows_in(sqlite::Connection& connection,
                     const catalog::CollectionEntry& collection) const {
    if (window.order.paths().empty() && query::matches_all(filters.first()))
      return in_natural_order(all_marked(connection, collection), window);
    ListedRows found{query::rows_of(connection, collection, filters.first(), window), {}};
    add_marks(connection, collection, found);
    found.rows.shrink_to_fit();
    return found;
  }

  Page read(std::size_t first, std::size_t count) {
    const TimeLimit limit(TimeLimit::after(options.max_time));
    Page all;
    auto reader = core->reader();
    const auto* collection = reader.collection(name);
    if (collection == nullptr || collection->id != id) return Page(count);
    for (std::size_t done = 0; done < count; done += page_size) {
      TimeLimit::look_at_clock();
      const std::size_t at = first + done, some = std::min(page_size, count - done);
      Page part = read_rows(reader.connection(), *collection, listed.rows.data() + at, some);
      for (std::size_t i = 0; i < some; ++i) {
        if (part[i] && mark_of(*collection, *part[i]) != listed.marks[at + i]) part[i].reset();
        if (part[i]) part[i] = query::projected(projection, filters.list(), *std::move(part[i]));
      }
      std::ranges::move(part, std::back_inserter(all));
    }
    return all;
  }

  /// A page that is kept.
  struct Kept {
    std::size_t number;
    Clock::time_point read;
    Page documents;
    std::map<std::size_t, std::exception_ptr> faults = {};  ///< of documents, by their places
  };

  // What a call of this thread inside a transaction is told is no fault of a document.
  static void pass_over(const InvalidInput& fault) {
    if (fault.code() == inside_transaction) throw;
  }

  // A document that is damaged, or that the projection fails on, is no fault of those beside it.
  void read_each(std::size_t first, std::size_t count, Kept& page) {
    page.documents.resize(count);
    for (std::size_t i = 0; i < count; ++i) try {
        page.documents[i] = std::move(read(first + i, 1).front());
      } catch (const InvalidInput& fault) {
        pass_over(fault);
        page.faults[i] = std::current_exception();
      } catch (const Corrupt&) {
        page.faults[i] = std::current_exception();
      }
  }

  void read_page(Kept& page) {
    const std::size_t first = page.number * page_size;
    const std::size_t count = std::min(page_size, listed.rows.size() - first);
    try {
      page.documents = read(first, count);
      return;
    } catch (const InvalidInput& fault) {
      pass_over(fault);
    } catch (const Corrupt&) {
    }
    read_each(first, count, page);
  }

  const Kept& page_with(std::size_t position) {
    const std::size_t number = position / page_size;
    const auto now = Clock::now();
    std::erase_if(kept, [&](const Kept& page) { return now - page.read >= kept_for; });
    const auto found = std::ranges::find(kept, number, &Kept::number);
    if (found != kept.end()) {
      std::rotate(found, found + 1, kept.end());
      return kept.back();
    }
    Kept page{number, now, {}};
    read_page(page);
    if (kept.size() == kept_pages) kept.erase(kept.begin());
    return kept.emplace_back(std::move(page));
  }

  const std::optional<Document>& at(std::size_t position) {
    const Kept& page = page_with(position);
    const std::size_t place = position % page_size;
    const auto fault = page.faults.find(place);
    if (fault != page.faults.end()) std::rethrow_exception(fault->second);
    return page.documents[place];
  }

  std::shared_ptr<store::Core> core;
  std::string name;
  FindOptions options;
  std::shared_ptr<const match::Terms> terms;
  query::Window window;
  query::Filters filters;
  read::Projection projection;
  std::int64_t id = 0;  ///< of the collection that was listed; another may have its name
  ListedRows listed;
  std::vector<Kept> kept;  ///< the last one is the one that was asked for last
};

Listing::Listing(std::unique_ptr<State> state) : state_(std::move(state)) {}
Listing::~Listing() = default;
Listing::Listing(Listing&&) noexcept = default;
Listing& Listing::operator=(Listing&&) noexcept = default;

std::size_t Listing::size() const { return state_->listed.rows.size(); }

std::optional<Document> Listing::at(std::size_t position) const {
  if (position >= size())
    throw std::out_of_range(
        fmt::format("position {} of a listing of {} documents", position, size()));
  return state_->at(position);
}

std::vector<std::optional<Document>> Listing::page(std::size_t first, std::size_t count) const {
  if (first >= size()) return {};
  return state_->read(first, std::min(count, size() - first));
}

void Listing::refresh() { state_->list(); }

Listing Collection::list(const Document& filter, const FindOptions& options) const {
  if (session_)
    throw InvalidInput(50,
                       "a listing is read later than it is made, so a transaction or snapshot "
                       "has none: use find there");
  const TimeLimit limit(TimeLimit::after(options.max_time));
  auto state = std::make_unique<Listing::State>(core_, name_, filter, options);
  state->list();
  return Listing(std::move(state));
}

}  // namespace profilestore

// The first match: as a document, or as the text that it is stored as.
#include <fmt/format.h>

#include <profilestore/collection.hpp>
#include <profilestore/error.hpp>

#include "catalog/rows.hpp"
#include "catalog/stored_rows.hpp"
#include "document/time_limit.hpp"
#include "query/filters.hpp"
#include "query/plain_key.hpp"
#include "query/reading.hpp"
#include "query/redirects.hpp"
#include "query/search.hpp"
#include "query/target.hpp"
#include "sqlite/error_code.hpp"
#include "sqlite/identifier.hpp"
#include "store/core.hpp"

namespace profilestore {
namespace {

using ParsedFilters = std::vector<match::Filter>;

/// A row that matches: its text, and what was read of it on the way.
struct FirstMatch {
  std::string text;
  std::optional<Document> document = {};
};

/// What is made of a row: a document, or a text.
enum class Image { document, text };

FirstMatch image_of(const catalog::StoredRows& stored, Image image) {
  if (image == Image::document) return {{}, stored.document()};
  return {std::string(stored.text())};
}

Document document_of(FirstMatch found) {
  return found.document ? *std::move(found.document) : catalog::decode(found.text);
}

// The match by a whole unique key; nothing if that is not what the filter names.
std::optional<std::optional<FirstMatch>> match_by_key(sqlite::Connection& connection,
                                                      const catalog::CollectionEntry& collection,
                                                      const match::Filter& filter, Image image) {
  query::Search search(collection, filter, query::Search::Trust::reader);
  if (!search.finds_one()) return std::nullopt;
  int parameter = 1;
  catalog::StoredRows stored(connection, collection,
                             fmt::format("WHERE {}", search.condition(parameter)));
  search.bind(stored.query(), parameter = 1);
  if (!stored.next()) return std::optional<FirstMatch>();
  FirstMatch found = image_of(stored, image);
  const bool accepted = found.document ? search.accepts(stored.row(), *found.document)
                                       : search.accepts_text(stored.row(), found.text);
  return accepted ? std::optional(std::move(found)) : std::nullopt;
}

std::optional<FirstMatch> first_match(sqlite::Connection& connection,
                                      const catalog::CollectionEntry& collection,
                                      const ParsedFilters& filters, const read::Order& order,
                                      Image image) {
  if (filters.size() == 1 && order.empty())
    if (auto match = match_by_key(connection, collection, filters.front(), image))
      return *std::move(match);
  query::Target target = query::target_of(connection, collection, filters, order);
  int parameter = 1;
  catalog::StoredRows stored(connection, collection,
                             fmt::format("WHERE row = {}", target.subquery(parameter)));
  parameter = 1;
  target.bind(stored.query(), parameter);
  if (!stored.next()) return std::nullopt;
  FirstMatch found{image == Image::text ? std::string(stored.text()) : "", stored.document()};
  target.require_match(stored.row(), *found.document);
  return found;
}

// Whether the call is its filter alone.
bool is_plain(const FindOneOptions& options) {
  return options.then_by.empty() && options.sort.empty() && options.projection.empty() &&
         options.let.empty() && options.hint.empty() && !options.collation &&
         !options.follow_redirects;
}

/// What a call says, once it is known to be valid.
struct ParsedCall {
  ParsedCall(const Document& filter, const FindOneOptions& options)
      : terms(query::terms_of(options.collation, options.let)),
        filters(filter, options.then_by, terms, options.hint),
        order(query::window_of(options.sort, 0, 0, terms).order),
        projection(query::parse_projection(options.projection, terms)) {}

  std::shared_ptr<const match::Terms> terms;
  query::Filters filters;
  read::Order order;
  read::Projection projection;
};

std::string where_is(const std::string& column) {
  std::string tail = "WHERE ";
  sqlite::append_identifier(tail, column);
  return tail.append(" = ?1");
}

/// The row with a key under an index, about to be read.
struct RowByKey {
  RowByKey(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
           const catalog::IndexEntry& index, const query::PlainKey& key)
      : part(key.key_in(index)), stored(connection, collection, where_is(index.columns.front())) {
    stored.query().bind_part(1, part);
  }

  keys::Part part;  // which the statement reads
  catalog::StoredRows stored;
};

/// One call, as a document or as a text.
class FindOne {
 public:
  FindOne(store::Core& core, const store::SessionPointer& session, std::string_view name,
          const Document& filter, const FindOneOptions& options)
      : core_(core), session_(session), name_(name), filter_(filter), options_(options) {}

  std::optional<FirstMatch> run(Image image) {
    const auto key = is_plain(options_) ? query::PlainKey::of(filter_) : std::nullopt;
    if (!key) {
      ParsedCall call(filter_, options_);
      auto reader = core_.reader(session_);
      return by_filters(reader, call, image);
    }
    auto reader = core_.reader(session_);
    if (auto found = by_plain_key(reader, *key, image)) return *std::move(found);
    ParsedCall call(filter_, options_);
    return by_filters(reader, call, image);
  }

 private:
  // Nothing if the filter has to say whether the row matches.
  static std::optional<std::optional<FirstMatch>> answer(const RowByKey& by_key,
                                                         const query::PlainKey& key, bool found,
                                                         Image image) {
    if (!found) return std::optional<FirstMatch>();
    if (!key.is_in(by_key.stored.text())) return std::nullopt;
    return image_of(by_key.stored, image);
  }

  // Nothing if that can't be done. A statement that finds the schema it was prepared for is a
  // moment of its own: to begin one for it, and to end it, would take as long as to find the key.
  std::optional<std::optional<FirstMatch>> by_known_key(store::Reader& reader,
                                                        const query::PlainKey& key,
                                                        Image image) try {
    const catalog::Catalog* last = reader.last_catalog();
    const auto* collection = last == nullptr ? nullptr : last->find(name_);
    const auto* index = collection == nullptr ? nullptr : key.index_in(*collection);
    if (index == nullptr) return std::nullopt;
    RowByKey by_key(reader.connection(), *collection, *index, key);
    const auto found = by_key.stored.next_at(last->schema_version);
    return found ? answer(by_key, key, *found, image) : std::nullopt;
  } catch (const StorageFailure& fault) {
    // Somebody may have dropped the collection or the index, so that the statement means nothing.
    if (!sqlite::is_schema_error(fault.sqlite_code())) throw;
    return std::nullopt;
  }

  // Nothing if the filter has to be parsed.
  std::optional<std::optional<FirstMatch>> by_plain_key(store::Reader& reader,
                                                        const query::PlainKey& key, Image image) {
    if (auto found = by_known_key(reader, key, image)) return found;
    const catalog::Catalog& catalog = reader.catalog();
    const auto* collection = catalog.find(name_);
    if (collection == nullptr) return std::optional<FirstMatch>();
    const catalog::IndexEntry* index = key.index_in(*collection);
    if (index == nullptr) return std::nullopt;
    RowByKey by_key(reader.connection(), *collection, *index, key);
    const bool found = by_key.stored.next();
    // What a transaction makes of the schema may yet be taken back.
    if (!reader.of_session()) by_key.stored.query().note_schema(catalog.schema_version);
    return answer(by_key, key, found, image);
  }

  std::optional<FirstMatch> by_filters(store::Reader& reader, ParsedCall& call, Image image) {
    const auto* collection = reader.collection(name_);
    call.filters.take_hint(collection);
    if (collection == nullptr) return std::nullopt;
    if (!call.projection.empty()) image = Image::document;
    if (auto found =
            first_match(reader.connection(), *collection, call.filters.list(), call.order, image))
      return given(call, *std::move(found), call.filters.list());
    if (!options_.follow_redirects) return std::nullopt;
    const ParsedFilters others = query::redirected(reader.connection(), *collection, call.filters,
                                                   filter_, options_.then_by);
    if (others.empty()) return std::nullopt;
    auto found = first_match(reader.connection(), *collection, others, call.order, image);
    if (!found) return std::nullopt;
    return given(call, *std::move(found), others);
  }

  static FirstMatch given(const ParsedCall& call, FirstMatch found, const ParsedFilters& filters) {
    if (call.projection.empty()) return found;
    return {{}, query::projected(call.projection, filters, document_of(std::move(found)))};
  }

  store::Core& core_;
  const store::SessionPointer& session_;
  std::string_view name_;
  const Document& filter_;
  const FindOneOptions& options_;
};

void refuse_operation_id(const FindOneOptions& options) {
  if (!options.operation_id.empty())
    throw InvalidInput(9, "operation_id is for calls that write; get_or_create needs none");
}

}  // namespace

std::optional<Document> Collection::find_one(const Document& filter,
                                             const FindOneOptions& options) const {
  const document::TimeLimit limit(document::TimeLimit::after(options.max_time));
  refuse_operation_id(options);
  auto found = FindOne(*core_, session_, name_, filter, options).run(Image::document);
  if (!found) return std::nullopt;
  return document_of(*std::move(found));
}

std::optional<std::string> Collection::find_one_text(const Document& filter,
                                                     const FindOneOptions& options) const {
  const document::TimeLimit limit(document::TimeLimit::after(options.max_time));
  refuse_operation_id(options);
  auto found = FindOne(*core_, session_, name_, filter, options).run(Image::text);
  if (!found) return std::nullopt;
  // What a projection has made has no text yet.
  return found->text.empty() ? found->document->dump() : std::move(found->text);
}

}  // namespace profilestore

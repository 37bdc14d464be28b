// Reads the sources of an import again and looks for every document in the store.
#include <fmt/format.h>

#include <future>
#include <profilestore/import.hpp>

#include "extjson/reader.hpp"
#include "history/merge_record.hpp"
#include "history/partial_undo.hpp"
#include "history/piece_reader.hpp"
#include "history/quarantine.hpp"
#include "history/record.hpp"
#include "history/references_record.hpp"
#include "import/rows_in_order.hpp"
#include "planning/plan_groups.hpp"
#include "sources/open_sources.hpp"
#include "sources/progress_reporter.hpp"
#include "sources/separators.hpp"
#include "sqlite/digest_blob.hpp"
#include "sqlite/query.hpp"
#include "store/core.hpp"

namespace profilestore {
namespace {

using catalog::CollectionEntry;
using history::Record;
using importing::RowsInOrder;
using planning::StoreView;
using sources::Source;
using sqlite::Query;
using staging::DocumentReader;
using staging::ImportSchema;

ImportSchema schema_of(const CollectionEntry& collection, const Record& record) {
  const auto keep = record.rules.at("keep").get<std::string>();
  const Value& unique = record.rules.at("unique");
  if (unique.empty()) return ImportSchema::of(collection, keep, nullptr);
  const Paths grouping(unique[0].get<std::vector<std::string>>());
  return ImportSchema::of(collection, keep, &grouping);
}

/// Finds one piece after the other in the store.
class Verifier {
 public:
  Verifier(sqlite::Connection& connection, const CollectionEntry& collection,
           const ImportSchema& schema, const Record& record, sources::ProgressReporter reporter,
           VerifyReport& report)
      : connection_(connection),
        collection_(collection),
        schema_(schema),
        pieces_(connection),
        view_(connection, collection, schema),
        quarantine_(connection, collection.id),
        reader_(schema),
        rows_(connection, collection, record),
        undone_(history::partial_undo(connection, record.id)),
        progress_(std::move(reporter)),
        report_(report) {}

  void verify(const Source& source, std::size_t number) {
    std::optional<staging::ReadDocument> read;
    bool at_hand = false;  // the last bytes that were tried, as they are
    const bool is_text = source.format() == sources::Format::json && !source.is_map();
    const auto splitter = source.splitter([&](std::string_view bytes) {
      at_hand = is_text && rows_.is(bytes);
      if (at_hand) return true;
      try {
        read = reader_.read(source, bytes);
        return true;
      } catch (const InvalidInput&) {
        return false;
      }
    });
    const auto [begin, end] = source.body();
    report_.bytes.outside += source.bytes().size() - (end - begin);
    std::uint64_t at = begin;
    while (const auto piece = splitter->next()) {
      account_for_gap(source, at, piece->offset);
      at = piece->offset + piece->bytes.size();
      ++report_.read;
      progress_.count(number, at);
      if (piece->usable && at_hand) {
        ++report_.live;
        report_.bytes.documents += piece->bytes.size();
        rows_.next();
      } else if (piece->usable && found_document(*read, source, piece->bytes)) {
        report_.bytes.documents += piece->bytes.size();
      } else if (quarantine_.has(piece->bytes) || (piece->usable && was_taken_from_store(*read))) {
        ++report_.quarantined;
        report_.bytes.quarantined += piece->bytes.size();
      } else if (was_taken_back(piece->usable ? &*read : nullptr, piece->bytes)) {
        ++report_.taken_back;
        report_.bytes.documents += piece->bytes.size();
      } else {
        report_.missing.push_back({source.name(), piece->line, piece->offset, piece->bytes.size()});
      }
    }
    account_for_gap(source, at, end);
  }

 private:
  void account_for_gap(const Source& source, std::uint64_t from, std::uint64_t to) {
    if (to <= from) return;
    if (sources::separates(source, from, to))
      report_.bytes.separators += to - from;
    else
      report_.strays.push_back({source.name(), from, to - from});
  }

  bool found_document(const staging::ReadDocument& read, const Source& source,
                      std::string_view bytes) {
    std::optional<std::int64_t> looked_at;
    for (const std::size_t index : {schema_.grouping, std::size_t{0}}) {
      const auto row = view_.row_of(index, read.fields, 0);
      if (!row || row == looked_at) continue;
      looked_at = row;
      const auto stored = history::stored_document(connection_, collection_, *row);
      const bool same =
          stored.text == read.text || document::digest_of(stored.text) == read.content;
      if (!same && stored.origin != read.content) continue;
      ++(same ? report_.live : report_.edited);
      rows_.found_elsewhere(*row);
      return true;
    }
    if (!is_archived(read, source, bytes)) return false;
    ++(view_.made_of(read.content) ? report_.made_of : report_.archived);
    return true;
  }

  // Whether the document itself is in the archive, not only its digest. One that comes from the
  // store may have been edited before.
  bool is_archived(const staging::ReadDocument& read, const Source& source,
                   std::string_view bytes) {
    Query rows(connection_,
               "SELECT aside.body, aside.import, coalesce(source.format, ''), "
               "coalesce(source.header, ''), aside.source FROM ps_archive AS aside LEFT JOIN "
               "ps_sources AS source ON source.import = aside.import AND source.number = "
               "aside.source WHERE aside.collection = ?1 AND aside.digest = ?2");
    rows.bind(1, collection_.id).bind_blob(2, sqlite::blob_of(read.content));
    while (rows.step()) {
      if (rows.blob(0) == bytes) return true;
      const auto body =
          pieces_.document_of(rows.blob(0), rows.integer(1), rows.text(2), rows.text(3));
      if (body && (rows.integer(4) == 0 ? is_of(read, *body) : *body == document_of(source, bytes)))
        return true;
    }
    return false;
  }

  Document document_of(const Source& source, std::string_view bytes) {
    return extjson::parse(source.json_of(bytes, buffer_), extjson::Syntax::exported);
  }

  // By make_unique.
  bool was_taken_from_store(const staging::ReadDocument& read) {
    const auto text = quarantine_.body_of(read.content);
    const auto body = text ? pieces_.document_of(*text, 0, "", "") : std::nullopt;
    return body && is_of(read, *body);
  }

  static bool is_of(const staging::ReadDocument& read, const Document& body) {
    const Value* id = document::member(body, "_id");
    return id != nullptr && *id == read.fields.at("_id");
  }

  // From the quarantine: by the digest of its bytes.
  bool was_taken_back(const staging::ReadDocument* read, std::string_view bytes) const {
    return (read != nullptr && undone_.contents.contains(read->content)) ||
           undone_.contents.contains(document::digest_of(bytes));
  }

  sqlite::Connection& connection_;
  const CollectionEntry& collection_;
  const ImportSchema& schema_;
  history::PieceReader pieces_;
  StoreView view_;
  history::Quarantine quarantine_;
  DocumentReader reader_;
  RowsInOrder rows_;
  const history::PartialUndo undone_;
  sources::ProgressReporter progress_;
  std::string buffer_;
  VerifyReport& report_;
};

std::vector<std::string> names_of(const Record& record) {
  std::vector<std::string> names;
  for (const SourceReport& source : record.sources) names.push_back(source.name);
  return names;
}

std::vector<std::string> changed_sources(const std::vector<Source>& sources,
                                         const std::vector<SourceReport>& recorded) {
  std::vector<std::string> changed;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    document::Sha256 digest;
    digest.add(sources[i].bytes());
    if (digest.hex() != recorded[i].sha256) changed.push_back(sources[i].name());
  }
  return changed;
}

}  // namespace

VerifyReport verify_import(const Store& store, const std::string& import_id,
                           const std::vector<std::string>& sources, const OnProgress& progress) {
  auto reader = store.core()->reader();
  const catalog::Catalog& catalog = reader.catalog();  // from here on all is of one moment
  const Record record = history::read_record(reader.connection(), import_id);
  if (!record.created_index.empty())
    throw InvalidInput(
        2, fmt::format(
               "import {} created the index {} and read no sources: there is nothing to verify",
               import_id, record.created_index));
  if (history::is_of_references(record))
    throw InvalidInput(
        2, fmt::format("import {} rewrote references to {} and read no sources: there is nothing "
                       "to verify",
                       import_id, record.rules.at("references").get<std::string>()));
  if (history::is_of_merge(record))
    throw InvalidInput(
        2, fmt::format("import {} merged two documents of the store and read no sources: there is "
                       "nothing to verify",
                       import_id));
  VerifyReport report;
  report.undone = record.undone;
  if (!record.undone.empty()) return report;
  const CollectionEntry& collection = history::collection_of(catalog, record);
  const ImportSchema schema = schema_of(collection, record);
  const auto opened = sources::open_sources(
      sources.empty() ? names_of(record) : sources, history::source_type_of(record),
      {record.rules.value("from", ""), collection.name, true});
  if (opened.size() != record.sources.size())
    throw InvalidInput(
        2, fmt::format("import {} had {} sources, but {} were given: give all of them, in the "
                       "same order",
                       import_id, record.sources.size(), opened.size()));
  auto changed =
      std::async(std::launch::async, changed_sources, std::cref(opened), std::cref(record.sources));
  Verifier verifier(reader.connection(), collection, schema, record,
                    {"verifying", opened, progress}, report);
  for (std::size_t i = 0; i < opened.size(); ++i) verifier.verify(opened[i], i);
  report.changed_sources = changed.get();
  return report;
}

}  // namespace profilestore

// Reads the sources of an import again and looks for every document in the store.
#include <fmt/format.h>

#include <profilestore/import.hpp>

#include "import/digest_blob.hpp"
#include "import/gap.hpp"
#include "import/meter.hpp"
#include "import/opening.hpp"
#include "import/piece_reader.hpp"
#include "import/planning.hpp"
#include "import/quarantine.hpp"
#include "import/record.hpp"
#include "import/undone_parts.hpp"
#include "sqlite/query.hpp"
#include "store/core.hpp"

namespace profilestore {
namespace {

using importing::Eye;
using importing::Record;
using importing::Scheme;
using importing::Source;
using importing::StoreView;
using sqlite::Query;
using store::CollectionEntry;

Scheme scheme_of(const CollectionEntry& collection, const Record& record) {
  const auto keep = record.rules.at("keep").get<std::string>();
  const Value& unique = record.rules.at("unique");
  if (unique.empty()) return Scheme::of(collection, keep, nullptr);
  const Paths grouping(unique[0].get<std::vector<std::string>>());
  return Scheme::of(collection, keep, &grouping);
}

/// Finds one piece after the other in the store.
class Verifier {
 public:
  Verifier(sqlite::Connection& connection, const CollectionEntry& collection, const Scheme& scheme,
           importing::UndoneParts undone, importing::Meter meter, VerifyReport& report)
      : connection_(connection),
        collection_(collection),
        scheme_(scheme),
        pieces_(connection),
        view_(connection, collection, scheme),
        quarantine_(connection, collection.id),
        eye_(scheme),
        undone_(std::move(undone)),
        meter_(std::move(meter)),
        report_(report) {}

  void verify(const Source& source, std::size_t number) {
    std::optional<importing::Sight> sight;
    const auto cutter = source.cutter([&](std::string_view bytes) {
      try {
        sight = eye_.see(source, bytes);
        return true;
      } catch (const InvalidInput&) {
        return false;
      }
    });
    std::uint64_t at = 0;
    while (const auto piece = cutter->next()) {
      account_for_gap(source, at, piece->offset);
      at = piece->offset + piece->bytes.size();
      ++report_.read;
      meter_.count(number, at);
      if (piece->usable && found_document(*sight, source, piece->bytes)) {
        report_.bytes.documents += piece->bytes.size();
      } else if (quarantine_.has(piece->bytes) || (piece->usable && was_taken_from_store(*sight))) {
        ++report_.quarantined;
        report_.bytes.quarantined += piece->bytes.size();
      } else if (was_taken_back(piece->usable ? &*sight : nullptr, piece->bytes)) {
        ++report_.taken_back;
        report_.bytes.documents += piece->bytes.size();
      } else {
        report_.missing.push_back({source.name(), piece->line, piece->offset, piece->bytes.size()});
      }
    }
    account_for_gap(source, at, source.bytes().size());
  }

 private:
  void account_for_gap(const Source& source, std::uint64_t from, std::uint64_t to) {
    if (to <= from) return;
    if (importing::separates(source, from, to))
      report_.bytes.separators += to - from;
    else
      report_.strays.push_back({source.name(), from, to - from});
  }

  bool found_document(const importing::Sight& sight, const Source& source, std::string_view bytes) {
    for (const std::size_t index : {scheme_.grouping, std::size_t{0}}) {
      const auto stored = view_.find(index, sight.fields);
      if (!stored) continue;
      const bool same =
          stored->content == sight.content || stored->content == document::digest_of(sight.text);
      if (same || stored->origin == sight.content) {
        ++(same ? report_.live : report_.edited);
        return true;
      }
    }
    if (!is_archived(sight, source, bytes)) return false;
    ++(view_.made_of(sight.content) ? report_.made_of : report_.archived);
    return true;
  }

  // Whether the document itself is in the archive, not only its digest. One that comes from the
  // store may have been edited before.
  bool is_archived(const importing::Sight& sight, const Source& source, std::string_view bytes) {
    if (!view_.archived(sight.content)) return false;
    Query rows(connection_,
               "SELECT aside.body, aside.import, coalesce(source.format, ''), "
               "coalesce(source.header, ''), aside.source FROM ps_archive AS aside LEFT JOIN "
               "ps_sources AS source ON source.import = aside.import AND source.number = "
               "aside.source WHERE aside.collection = ?1 AND aside.digest = ?2");
    rows.bind(1, collection_.id).bind_blob(2, importing::blob_of(sight.content));
    while (rows.step()) {
      if (rows.blob(0) == bytes) return true;
      const auto body =
          pieces_.document_of(rows.blob(0), rows.integer(1), rows.text(2), rows.text(3));
      if (body && (rows.integer(4) == 0 ? is_of(sight, *body)
                                        : *body == parse(source.json_of(bytes, buffer_))))
        return true;
    }
    return false;
  }

  // By make_unique.
  bool was_taken_from_store(const importing::Sight& sight) {
    const auto text = quarantine_.body_of(sight.content);
    const auto body = text ? pieces_.document_of(*text, 0, "", "") : std::nullopt;
    return body && is_of(sight, *body);
  }

  static bool is_of(const importing::Sight& sight, const Document& body) {
    const Value* id = document::member(body, "_id");
    return id != nullptr && *id == sight.fields.at("_id");
  }

  // From the quarantine: by the digest of its bytes.
  bool was_taken_back(const importing::Sight* sight, std::string_view bytes) const {
    return (sight != nullptr && undone_.contents.contains(sight->content)) ||
           undone_.contents.contains(document::digest_of(bytes));
  }

  sqlite::Connection& connection_;
  const CollectionEntry& collection_;
  const Scheme& scheme_;
  importing::PieceReader pieces_;
  StoreView view_;
  importing::Quarantine quarantine_;
  Eye eye_;
  const importing::UndoneParts undone_;
  importing::Meter meter_;
  std::string buffer_;
  VerifyReport& report_;
};

std::vector<std::string> names_of(const Record& record) {
  std::vector<std::string> names;
  for (const SourceReport& source : record.sources) names.push_back(source.name);
  return names;
}

bool is_what_was_imported(const Source& source, const SourceReport& recorded) {
  document::Sha256 digest;
  digest.add(source.bytes());
  return digest.hex() == recorded.sha256;
}

}  // namespace

VerifyReport verify(const Store& store, const std::string& import_id,
                    const std::vector<std::string>& sources, const OnProgress& progress) {
  auto reader = store.core()->reader();
  const auto catalog = store::load_catalog(reader.connection());
  const Record record = importing::read_record(reader.connection(), import_id);
  if (!record.made_index.empty())
    throw InvalidInput(2, fmt::format("import {} made the index {} and had no sources: there is "
                                      "nothing to read again",
                                      import_id, record.made_index));
  VerifyReport report;
  report.undone = record.undone;
  if (!record.undone.empty()) return report;
  const CollectionEntry& collection = importing::collection_of(*catalog, record);
  const Scheme scheme = scheme_of(collection, record);
  const auto opened = importing::open_sources(sources.empty() ? names_of(record) : sources,
                                              importing::source_type_of(record));
  if (opened.size() != record.sources.size())
    throw InvalidInput(2, fmt::format("import {} had {} sources, and {} were given", import_id,
                                      record.sources.size(), opened.size()));
  Verifier verifier(reader.connection(), collection, scheme,
                    importing::undone_parts(reader.connection(), record.id),
                    {"verifying", opened, progress}, report);
  for (std::size_t i = 0; i < opened.size(); ++i) {
    const Source& source = opened[i];
    if (!is_what_was_imported(source, record.sources[i]))
      report.changed_sources.push_back(source.name());
    verifier.verify(source, i);
  }
  return report;
}

}  // namespace profilestore

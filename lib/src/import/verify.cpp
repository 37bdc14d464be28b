// Reads the sources of an import again and looks for every document in the store.
#include <fmt/format.h>

#include <profilestore/import.hpp>

#include "document/integer_text.hpp"
#include "import/planning.hpp"
#include "import/quarantine.hpp"
#include "import/splitter.hpp"
#include "sqlite/query.hpp"
#include "store/core.hpp"

namespace profilestore {
namespace {

using importing::Eye;
using importing::Scheme;
using importing::Source;
using importing::StoreView;
using sqlite::Query;
using store::CollectionEntry;

/// What the store remembers of an import.
struct Record {
  std::int64_t id;
  std::int64_t collection;
  Value rules;
  std::vector<SourceReport> sources;
};

Record read_record(sqlite::Connection& connection, const std::string& name) {
  const auto id = document::integer_of_text<std::int64_t>(name).value_or(0);
  Query row(connection, "SELECT collection, rules FROM ps_imports WHERE id = ?1");
  row.bind(1, id);
  if (std::to_string(id) != name || !row.step())
    throw InvalidInput(2, fmt::format("the store has no import '{}'", name));
  Record record{id, row.integer(0), Value::parse(row.text(1)), {}};
  Query sources(connection,
                "SELECT name, format, bytes, sha256 FROM ps_sources WHERE import = ?1 "
                "ORDER BY number");
  sources.bind(1, id);
  while (sources.step())
    record.sources.push_back({std::string(sources.text(0)), std::string(sources.text(1)),
                              static_cast<std::uint64_t>(sources.integer(2)),
                              std::string(sources.text(3))});
  return record;
}

const CollectionEntry& collection_of(const store::Catalog& catalog, const Record& record) {
  for (const auto& [name, entry] : catalog.collections)
    if (entry.id == record.collection) return entry;
  throw InvalidInput(26, fmt::format("the collection of import {} is gone", record.id));
}

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
           VerifyReport& report)
      : scheme_(scheme),
        view_(connection, collection, scheme),
        quarantine_(connection, collection.id),
        eye_(scheme),
        report_(report) {}

  void verify(const Source& source) {
    std::optional<importing::Sight> sight;
    importing::Splitter splitter(source.bytes(), [&](std::string_view bytes) {
      try {
        sight = eye_.see(bytes);
        return true;
      } catch (const InvalidInput&) {
        return false;
      }
    });
    while (const auto piece = splitter.next()) {
      ++report_.read;
      if (piece->usable && found_document(*sight)) continue;
      if (quarantine_.has(piece->bytes))
        ++report_.quarantined;
      else
        report_.missing.push_back({source.name(), piece->line, piece->offset});
    }
  }

 private:
  bool found_document(const importing::Sight& sight) {
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
    if (!view_.archived(sight.content)) return false;
    ++report_.archived;
    return true;
  }

  const Scheme& scheme_;
  StoreView view_;
  importing::Quarantine quarantine_;
  Eye eye_;
  VerifyReport& report_;
};

bool is_what_was_imported(const Source& source, const SourceReport& recorded) {
  document::Sha256 digest;
  digest.add(source.bytes());
  return digest.hex() == recorded.sha256;
}

}  // namespace

VerifyReport verify(const Store& store, const std::string& import_id,
                    const std::vector<std::string>& sources) {
  auto reader = store.core()->reader();
  const auto catalog = store::load_catalog(reader.connection());
  const Record record = read_record(reader.connection(), import_id);
  if (!sources.empty() && sources.size() != record.sources.size())
    throw InvalidInput(2, fmt::format("import {} had {} sources, and {} were given", import_id,
                                      record.sources.size(), sources.size()));
  const CollectionEntry& collection = collection_of(*catalog, record);
  const Scheme scheme = scheme_of(collection, record);
  VerifyReport report;
  Verifier verifier(reader.connection(), collection, scheme, report);
  for (std::size_t i = 0; i < record.sources.size(); ++i) {
    const Source source(sources.empty() ? record.sources[i].name : sources[i]);
    if (!is_what_was_imported(source, record.sources[i]))
      report.changed_sources.push_back(source.name());
    verifier.verify(source);
  }
  return report;
}

}  // namespace profilestore

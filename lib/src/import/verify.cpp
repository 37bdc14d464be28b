// Reads the sources of an import again and looks for every document in the store.
#include <fmt/format.h>

#include <profilestore/import.hpp>

#include "import/opening.hpp"
#include "import/planning.hpp"
#include "import/quarantine.hpp"
#include "import/record.hpp"
#include "store/core.hpp"

namespace profilestore {
namespace {

using importing::Eye;
using importing::Record;
using importing::Scheme;
using importing::Source;
using importing::StoreView;
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
           VerifyReport& report)
      : scheme_(scheme),
        view_(connection, collection, scheme),
        quarantine_(connection, collection.id),
        eye_(scheme),
        report_(report) {}

  void verify(const Source& source) {
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
      if (piece->usable && found_document(*sight)) {
        report_.bytes.documents += piece->bytes.size();
      } else if (quarantine_.has(piece->bytes) ||
                 (piece->usable && quarantine_.has(sight->content))) {
        ++report_.quarantined;
        report_.bytes.quarantined += piece->bytes.size();
      } else {
        report_.missing.push_back({source.name(), piece->line, piece->offset, piece->bytes.size()});
      }
    }
    account_for_gap(source, at, source.bytes().size());
  }

 private:
  static std::string_view separators_of(importing::Format format) {
    switch (format) {
      case importing::Format::json:
        return " \t\r\n,[]";
      case importing::Format::csv:
        return "\r\n";
      case importing::Format::bson:
        return "";
    }
    return "";
  }

  // What stands between two pieces, as a reader of the format would say: not as the cutter did.
  void account_for_gap(const Source& source, std::uint64_t from, std::uint64_t to) {
    if (to <= from) return;
    std::string_view gap = source.bytes().substr(from, to - from);
    if (from == 0 && gap.starts_with("\xEF\xBB\xBF")) gap.remove_prefix(3);
    if (from == 0) {
      const auto header = gap.find_first_not_of("\r\n");
      if (source.header() != "" && gap.substr(header).starts_with(source.header()))
        gap.remove_prefix(header + source.header().size());
    }
    if (gap.find_first_not_of(separators_of(source.format())) == std::string_view::npos)
      report_.bytes.separators += to - from;
    else
      report_.strays.push_back({source.name(), from, to - from});
  }

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
                    const std::vector<std::string>& sources) {
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
  Verifier verifier(reader.connection(), collection, scheme, report);
  const auto opened = importing::open_sources(sources.empty() ? names_of(record) : sources,
                                              importing::source_type_of(record));
  if (opened.size() != record.sources.size())
    throw InvalidInput(2, fmt::format("import {} had {} sources, and {} were given", import_id,
                                      record.sources.size(), opened.size()));
  for (std::size_t i = 0; i < opened.size(); ++i) {
    const Source& source = opened[i];
    if (!is_what_was_imported(source, record.sources[i]))
      report.changed_sources.push_back(source.name());
    verifier.verify(source);
  }
  return report;
}

}  // namespace profilestore

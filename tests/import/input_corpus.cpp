#include "import/input_corpus.hpp"

#include <profilestore/content_digest.hpp>
#include <set>

#include "staging/stage.hpp"

namespace input_corpus {
namespace {

using merge::Candidate;
using Texts = std::vector<std::string>;

Texts expected_pieces(const Case& one, bool lines) {
  Texts pieces;
  std::uint64_t at = 0, line = 1;
  for (const Stretch& stretch : one.stretches) {
    if (stretch.fate != Fate::separator)
      pieces.push_back(fmt::format("{}+{} {} {} {}", at, stretch.bytes.size(),
                                   lines ? "line" : "piece", lines ? line : pieces.size() + 1,
                                   stretch.fate == Fate::quarantined ? stretch.more : "usable"));
    at += stretch.bytes.size();
    line +=
        static_cast<std::uint64_t>(std::count(stretch.bytes.begin(), stretch.bytes.end(), '\n'));
  }
  return pieces;
}

Texts pieces_of(const staging::Stage& stage, bool lines) {
  Texts pieces;
  for (const Candidate& one : stage.candidates)
    pieces.push_back(fmt::format(
        "{}+{} {} {} {}", one.offset, one.length, lines ? "line" : "piece", one.line,
        one.outcome == merge::Outcome::quarantine ? stage.reasons.at(one.rank) : "usable"));
  return pieces;
}

/// As an import into a new collection would have it.
staging::ImportSchema schema_of(const ImportOptions& options) {
  return {{catalog::IndexEntry{UniqueIndex{"_id"}},
           catalog::IndexEntry{UniqueIndex{options.unique.front(), Missing::reject}}},
          {},
          1,
          merge::Rules::parse(options.keep)};
}

Texts quarantine_of(const Case& one) {
  std::set<std::string> texts;
  for (const Stretch& stretch : one.stretches)
    if (stretch.fate == Fate::quarantined || stretch.fate == Fate::conflicted)
      texts.insert(stretch.more + ": " + stretch.bytes);
  return {texts.begin(), texts.end()};
}

void check_documents(const Case& one, Store& store) {
  Texts stored;
  for (Document document : store.collection("profiles").find({})) {
    document.erase("_id");
    stored.push_back(ejson::canonical(document));
  }
  for (const Stretch& stretch : one.stretches)
    if (stretch.fate == Fate::live && !stretch.more.empty())
      CHECK_THAT(stored, Catch::Matchers::VectorContains(stretch.more));
}

Ledger expected_ledger(const Case& one) {
  Ledger ledger;
  ledger.inserted = one.count(Fate::live);
  ledger.merged = one.count(Fate::merged);
  ledger.quarantined = one.count(Fate::quarantined);
  ledger.conflicted = one.count(Fate::conflicted);
  ledger.read = ledger.inserted + ledger.merged + ledger.conflicted + ledger.quarantined;
  return ledger;
}

Ledger expected_again(const Ledger& first) {
  Ledger ledger = first;
  ledger.unchanged = first.inserted + first.merged;
  ledger.inserted = ledger.merged = 0;
  return ledger;
}

void check_store(const Case& one, const std::filesystem::path& place, const std::string& id) {
  CHECK(fixture::column(place, "SELECT reason || ': ' || body FROM ps_quarantine") ==
        quarantine_of(one));
  Store store = Store::open(place);
  check_documents(one, store);
  const auto proof = verify_import(store, id);
  CHECK(proof.proven());
  CHECK(proof.bytes.documents == one.bytes_of(Fate::live) + one.bytes_of(Fate::merged));
  CHECK(proof.bytes.quarantined ==
        one.bytes_of(Fate::quarantined) + one.bytes_of(Fate::conflicted));
  CHECK(proof.bytes.separators == one.bytes_of(Fate::separator));
}

std::string ledger_of(const std::filesystem::path& place, const std::string& source,
                      const Setting& setting, const ChunkOptions& sharing) {
  auto options = setting.options;
  options.dry_run = true;
  return to_text(importing::run(place, {source}, options, nullptr, sharing).ledger);
}

// Into a store that is written, with the first sharing and the last; with the others as a dry run,
// which waits for no disk.
void check_import(const Case& one, const Setting& setting, const std::string& source) {
  const Ledger expected = expected_ledger(one);
  std::set<std::string> digests;
  for (const ChunkOptions& sharing : setting.sharings) {
    INFO("threads " << sharing.threads << ", parts of " << sharing.chunk_bytes);
    temporary::Folder folder;
    const auto place = folder / "s.db";
    CHECK(ledger_of(place, source, setting, sharing) == to_text(expected));
    const bool last = &sharing == &setting.sharings.back();
    if (&sharing != &setting.sharings.front() && !last) continue;
    const auto report = importing::run(place, {source}, setting.options, nullptr, sharing);
    CHECK(to_text(report.ledger) == to_text(expected));
    check_store(one, place, report.id);
    digests.insert(content_digest(Store::open(place), "profiles"));
    if (last)
      CHECK(ledger_of(place, source, setting, sharing) == to_text(expected_again(expected)));
  }
  CHECK(digests.size() == 1);
}

}  // namespace

void check(const std::vector<Case>& cases, const Setting& setting) {
  for (const Case& one : cases) {
    INFO(one.name);
    temporary::Folder folder;
    const std::string source = (folder / "source").string();
    temporary::write_file(source, one.packed.empty() ? one.bytes() : one.packed);
    const auto sources = sources::open_sources({source}, sources::SourceType::of(setting.options));
    const auto schema = schema_of(setting.options);
    for (const ChunkOptions& sharing : setting.sharings) {
      INFO("threads " << sharing.threads << ", parts of " << sharing.chunk_bytes);
      CHECK(pieces_of(staging::stage(sources, schema, {}, sharing), setting.lines) ==
            expected_pieces(one, setting.lines));
    }
    check_import(one, setting, source);
  }
}

}  // namespace input_corpus

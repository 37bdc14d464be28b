#include <profilestore/investigate.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <profilestore/error.hpp>

#include "extjson/reader.hpp"
#include "investigate/census.hpp"
#include "investigate/key_candidates.hpp"
#include "sources/open_sources.hpp"
#include "sources/progress_reporter.hpp"
#include "sources/source.hpp"

namespace profilestore {
namespace {

constexpr std::string_view reading = "reading",
                           comparing = "comparing";  // as StepProgress has them

/// Gets a document in normal form and those of its fields that were asked for, or null pointer for
/// a piece that is none; says whether it wants another.
using Take = std::function<bool(std::string_view normal, const Document* fields)>;

/// Goes over all documents, in the same order each time. `step`: as StepProgress has it.
using Walk = std::function<void(std::string_view step, const std::vector<std::string>& fields,
                                const Take& take)>;

bool walk_source(const sources::Source& source, const std::vector<std::string>& fields,
                 const Take& take, const std::function<void(std::uint64_t at)>& count) {
  extjson::Reader reader(fields, extjson::Syntax::exported);
  extjson::Reading read;
  std::string buffer;
  const auto splitter = source.splitter([&](std::string_view bytes) {
    try {
      read = reader.read(source.json_of(bytes, buffer));
      return true;
    } catch (const InvalidInput&) {
      return false;
    }
  });
  while (const auto piece = splitter->next()) {
    count(piece->offset);
    if (!(piece->usable ? take(read.normal, &read.fields) : take({}, nullptr))) return false;
  }
  return true;
}

void walk_collection(const Store& store, std::string_view collection, const Take& take,
                     const std::function<void()>& count) {
  Store handle = store;
  for (const Document& document : handle.collection(collection).find(Document::object())) {
    count();
    if (!take(document.dump(), &document)) return;
  }
}

void check_there(const Store& store, std::string_view collection) {
  std::string others;
  for (const std::string& name : store.collection_names()) {
    if (name == collection) return;
    others += (others.empty() ? "" : ", ") + name;
  }
  constexpr int namespace_not_found = 26;  // as MongoDB numbers it
  throw InvalidInput(namespace_not_found,
                     fmt::format("{} has no collection {}; it has {}", store.path().string(),
                                 collection, others.empty() ? std::string("none yet") : others));
}

/// The paths that look as if they should be unique.
void look_for_keys(const Walk& walk, InvestigateOptions& options, Document& report) {
  investigating::KeyCandidates candidates;
  walk(reading, {}, [&](std::string_view normal, const Document* fields) {
    if (fields != nullptr) candidates.add(extjson::parse(normal));
    return !candidates.enough();
  });
  for (const std::string& path : candidates.found()) options.keys.emplace_back(path);
  report["sampled"] = candidates.documents();
}

// What shall be normalised is a key, whether or not it looks like one.
void add_normalised(InvestigateOptions& options) {
  for (const auto& [path, steps] : options.normalise.steps())
    if (!path.empty() && std::ranges::find(options.keys, Paths(path)) == options.keys.end())
      options.keys.emplace_back(path);
}

Document investigate(const Walk& walk, InvestigateOptions options) {
  Document found = Document::object();
  if (options.keys.empty()) {
    look_for_keys(walk, options, found);
    add_normalised(options);
  }
  investigating::Census census(options);
  walk(reading, census.fields(), [&](std::string_view normal, const Document* fields) {
    if (fields == nullptr)
      census.add_unusable();
    else
      census.add(normal, *fields);
    return true;
  });
  census.close();
  std::uint32_t ordinal = 0;
  if (census.shows_any())
    walk(comparing, {}, [&](std::string_view normal, const Document* fields) {
      if (fields == nullptr) return true;
      if (census.wants(ordinal)) census.show(ordinal, extjson::parse(normal));
      return ++ordinal < census.documents();
    });
  Document report = census.report();
  report.update(found);
  return report;
}

}  // namespace

Document investigate(const std::vector<std::string>& sources, const InvestigateOptions& options) {
  // The standard input comes but once.
  const auto opened =
      sources::open_sources(sources, sources::SourceType::of(options), {.from = options.from});
  Value described = Value::array();
  for (const sources::Source& source : opened) {
    described.push_back({{"name", source.name()},
                         {"format", source.format_name()},
                         {"bytes", source.bytes().size()}});
    if (!source.cut_off().empty()) described.back()["cutOff"] = source.cut_off();
  }
  const Walk walk = [&](std::string_view step, const std::vector<std::string>& fields,
                        const Take& take) {
    sources::ProgressReporter reporter(step, opened, options.progress);
    for (std::size_t i = 0; i < opened.size(); ++i)
      if (!walk_source(opened[i], fields, take, [&](std::uint64_t at) { reporter.count(i, at); }))
        return;
  };
  Document report = investigate(walk, options);
  report["sources"] = described;
  return report;
}

Document investigate(const Store& store, std::string_view collection,
                     const InvestigateOptions& options) {
  check_there(store, collection);
  const Walk walk = [&](std::string_view step, const std::vector<std::string>&, const Take& take) {
    sources::ProgressReporter reporter(step, options.progress);
    walk_collection(store, collection, take, [&] { reporter.count(); });
  };
  return investigate(walk, options);
}

}  // namespace profilestore

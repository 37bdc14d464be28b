#include <profilestore/investigate.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <profilestore/error.hpp>

#include "extjson/reader.hpp"
#include "files/spill_vector.hpp"
#include "investigate/census.hpp"
#include "investigate/key_candidates.hpp"
#include "investigate/read_ahead.hpp"
#include "sources/open_sources.hpp"
#include "sources/progress_reporter.hpp"
#include "sources/source.hpp"

namespace profilestore {
namespace {

using investigating::Census;

constexpr std::string_view reading = "reading",
                           comparing = "comparing";  // as StepProgress has them

/// Gets a document in normal form and those of its fields that were asked for, or null pointer for
/// a piece that is none; says whether it wants another.
using Take = std::function<bool(std::string_view normal, const Document* fields)>;

/// What is investigated.
class Documents {
 public:
  virtual ~Documents() = default;

  /// Goes over all of them, in the same order each time.
  virtual void read(const std::vector<std::string>& fields, const Take& take) = 0;

  /// Those that the census wants to show, in that order. After it has had all of them.
  virtual void show(Census& census) = 0;
};

class DocumentsOfSources final : public Documents {
 public:
  DocumentsOfSources(const std::vector<sources::Source>& sources, const OnProgress& progress)
      : sources_(sources), progress_(progress) {}

  void read(const std::vector<std::string>& fields, const Take& take) override {
    sources::ProgressReporter reporter(reading, sources_, progress_);
    places_ = {};
    for (std::size_t i = 0; i < sources_.size(); ++i) {
      investigating::ReadAhead documents(sources_[i], fields);
      while (const auto* document = documents.next()) {
        reporter.count(i, document->offset);
        if (document->usable)
          places_.push_back({document->offset, static_cast<std::uint32_t>(document->length),
                             static_cast<std::uint32_t>(i)});
        if (!(document->usable ? take(document->normal, &document->fields) : take({}, nullptr)))
          return;
      }
    }
  }

  // Nothing is read again but what is shown.
  void show(Census& census) override {
    const sources::ProgressReporter reporter(comparing, sources_, progress_);
    std::uint64_t shown = 0;
    for (const std::uint32_t ordinal : census.wanted()) {
      const Place& place = places_[ordinal];
      reporter.tell(place.source, place.offset, ++shown);
      census.show(ordinal,
                  investigating::document_at(sources_[place.source], place.offset, place.length));
    }
  }

 private:
  struct Place {
    std::uint64_t offset;
    std::uint32_t length, source;
  };

  const std::vector<sources::Source>& sources_;
  const OnProgress& progress_;
  files::SpillVector<Place> places_;  ///< by ordinal
};

class DocumentsOfCollection final : public Documents {
 public:
  DocumentsOfCollection(const Store& store, std::string_view collection, const OnProgress& progress)
      : store_(store), collection_(collection), progress_(progress) {}

  void read(const std::vector<std::string>&, const Take& take) override {
    walk(reading, [&](const Document& document) { return take(document.dump(), &document); });
  }

  void show(Census& census) override {
    std::uint32_t ordinal = 0;
    walk(comparing, [&](const Document& document) {
      if (census.wants(ordinal)) census.show(ordinal, document);
      return ++ordinal < census.documents();
    });
  }

 private:
  void walk(std::string_view step, const std::function<bool(const Document&)>& take) {
    sources::ProgressReporter reporter(step, progress_);
    for (const Document& document : store_.collection(collection_).find(Document::object())) {
      reporter.count();
      if (!take(document)) return;
    }
  }

  Store store_;
  std::string collection_;
  const OnProgress& progress_;
};

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
void look_for_keys(Documents& documents, InvestigateOptions& options, Document& report) {
  investigating::KeyCandidates candidates;
  documents.read({}, [&](std::string_view normal, const Document* fields) {
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

Document investigate(Documents& documents, InvestigateOptions options) {
  Document found = Document::object();
  if (options.keys.empty()) {
    look_for_keys(documents, options, found);
    add_normalised(options);
  }
  Census census(options);
  documents.read(census.fields(), [&](std::string_view normal, const Document* fields) {
    if (fields == nullptr)
      census.add_unusable();
    else
      census.add(normal, *fields);
    return true;
  });
  census.close();
  if (census.shows_any()) documents.show(census);
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
  DocumentsOfSources documents(opened, options.progress);
  Document report = investigate(documents, options);
  report["sources"] = described;
  return report;
}

Document investigate(const Store& store, std::string_view collection,
                     const InvestigateOptions& options) {
  check_there(store, collection);
  DocumentsOfCollection documents(store, collection, options.progress);
  return investigate(documents, options);
}

}  // namespace profilestore

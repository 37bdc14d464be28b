// All that an investigation knows of some documents. They go through it twice: to be counted and
// grouped, and then the members of the largest groups again, to be shown.
#pragma once

#include <cstdint>
#include <map>
#include <profilestore/document.hpp>
#include <profilestore/investigate.hpp>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "files/spill_vector.hpp"
#include "investigate/document_trace.hpp"
#include "investigate/key_census.hpp"
#include "investigate/side_by_side.hpp"
#include "investigate/verdict.hpp"

namespace profilestore::investigating {

/// Keeps about 100 bytes a document, beyond some megabytes in files without a name, and the members
/// of the groups that are shown only as far as they are shown.
class Census {
 public:
  /// Of the keys that the options name. Throws InvalidInput for paths that make no sense.
  explicit Census(const InvestigateOptions& options);

  /// The top-level names that add() looks at.
  std::vector<std::string> fields() const;

  /// The first time: `normal` is a document in normal form, `fields` at least those of fields().
  void add(std::string_view normal, const Document& fields);
  void add_unusable() { ++unusable_; }

  /// Between the times.
  void close();

  /// The second time, of each document in the same order: whether it is to be shown, and then it.
  bool shows_any() const { return !places_.empty(); }
  std::size_t documents() const { return copies_.size(); }
  bool wants(std::uint32_t ordinal) const { return places_.contains(ordinal); }
  std::vector<std::uint32_t> wanted() const;  ///< all of those, in order
  void show(std::uint32_t ordinal, const Document& document);

  Document report() const;

 private:
  struct Shown {
    Judgement judgement;
    std::size_t documents;
    std::vector<std::uint32_t> columns;  ///< ordinals
    SideBySide fields;
    Value key;
  };
  struct Key {
    KeyCensus census;
    std::vector<Shown> shown;
    Value timeline, shared, verdicts;
  };
  struct Place {
    std::size_t key, group;
  };

  void close(Key& key, std::size_t number);
  std::vector<DocumentTrace> copies_of(KeyCensus::Group group) const;
  std::vector<std::uint32_t> columns_of(KeyCensus::Group group) const;
  Value shared_updates_of(const KeyCensus& census) const;
  Value report_of(const Key& key) const;
  Value report_of(const Shown& group) const;

  InvestigateOptions options_;
  TraceReader reader_;
  std::vector<Key> keys_;
  std::int64_t unusable_ = 0;
  bool has_identity_ = false;
  files::SpillVector<DocumentTrace> copies_;  ///< by ordinal
  std::unordered_multimap<std::uint32_t, Place> places_;
};

}  // namespace profilestore::investigating

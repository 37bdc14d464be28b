// How a call of the model compares: under a collation, or as an index that it hints at.
#pragma once

#include <memory>
#include <optional>
#include <profilestore/collection.hpp>
#include <string>

#include "keys/collated.hpp"
#include "match/terms.hpp"
#include "model/random_language.hpp"

namespace model {

struct Manner {
  std::optional<profilestore::Collation> collation = {};
  std::string hint = {};
  std::shared_ptr<const profilestore::match::Terms> terms = nullptr;  ///< of the languages alone

  /// The options of a call that is made so.
  template <class Options>
  Options of(Options options) const {
    options.collation = collation;
    options.hint = hint;
    return options;
  }

  profilestore::document::Comparison order() const {
    return profilestore::keys::comparison_under(collation);
  }
};

struct IndexKeys : profilestore::match::ValueKeys {
  IndexKeys(const profilestore::Index& index, std::size_t number) : indexer(index), path(number) {}
  std::string key_of(const profilestore::Value& value) const override {
    return profilestore::keys::bytes_of({indexer.part_of(path, value)});
  }
  // The model compares keys alone: the value itself, as if no form were known.
  profilestore::Value form_of(const profilestore::Value& value) const override { return value; }
  profilestore::keys::Indexer indexer;
  std::size_t path;
};

/// None of both as often as not.
inline Manner random_manner(RandomLanguage& random, const profilestore::Collection& collection) {
  using namespace profilestore;
  Manner manner;
  match::Terms terms;
  if (random.below(4) == 0) {
    manner.collation = Collation{.strength = random.below(2) == 0 ? 1 : 2};
    terms.collation = manner.collation;
    terms.order = manner.order();
  }
  if (random.below(3) == 0) {
    const auto indexes = collection.list_indexes();
    const Index& index = indexes[static_cast<std::size_t>(random.below(indexes.size()))];
    manner.hint = index.name;
    match::HintedIndex hinted{.name = index.name};
    for (std::size_t i = 0; !manner.collation && i < index.paths.size(); ++i)
      hinted.paths.push_back({index.paths[i], std::make_shared<const IndexKeys>(index, i)});
    terms.index = std::move(hinted);
  }
  if (manner.collation || !manner.hint.empty())
    manner.terms = std::make_shared<const match::Terms>(std::move(terms));
  return manner;
}

}  // namespace model

// The filters of a call, and how it compares values: under a collation, by an index that it names.
#pragma once

#include <memory>
#include <optional>
#include <profilestore/collation.hpp>
#include <profilestore/document.hpp>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "match/filter.hpp"

namespace profilestore::query {

/// How a call compares, and the variables of its `let`. Null: as MongoDB does without a collation,
/// and there are no variables. Throws InvalidExpression as expression::variables_of_let().
std::shared_ptr<const match::Terms> terms_of(const std::optional<Collation>& collation,
                                             const Document& let = nullptr);

/// How it compares values.
document::Comparison order_of(const std::optional<Collation>& collation);

/// The first, then those to try in order when it finds nothing.
class Filters {
 public:
  /// When a filter of one value is parsed, which can't be wrong: see one_value().
  enum class Parse {
    at_once,
    when_asked,  ///< by list() or first(): then not for several threads at once
  };

  /// Throws InvalidFilter; InvalidInput (2) for more than 16 in `then_by`. `hint` is the name of an
  /// index, or empty.
  Filters(const Document& filter, const std::vector<Document>& then_by,
          std::shared_ptr<const match::Terms> terms = nullptr, std::string hint = {},
          Parse when = Parse::at_once);

  /// REQUIRES, of these two: take_hint() was called.
  const std::vector<match::Filter>& list() const;
  const match::Filter& first() const { return list().front(); }

  /// One path that is to equal a string or an integer, if that is all that the call asks for, it
  /// says nothing of how values compare, and filters are parsed when asked.
  struct OneValue {
    const std::string& path;
    const Value& value;
  };
  std::optional<OneValue> one_value() const;

  /// How they compare.
  const std::shared_ptr<const match::Terms>& terms() const { return terms_; }

  /// From now on they compare as the named index does. A call that says how strings are compared
  /// only chooses the index by its name. Throws InvalidInput (2) if the collection has no such
  /// index, and InvalidFilter: filters with a hint are parsed here. Does nothing if none is named.
  /// A null pointer: there is no collection, and so nothing to compare.
  void take_hint(const catalog::CollectionEntry* collection);

  /// As parsed from `filter`, in normal form, in the place of those.
  match::Filter parse(const Document& filter) const;

 private:
  mutable std::vector<match::Filter> list_;  ///< of one value: parsed once somebody asks
  std::shared_ptr<const match::Terms> terms_;
  std::string hint_;
  std::vector<Document> normal_;  ///< kept for take_hint(), or of one value
};

}  // namespace profilestore::query

// Where a document of an import comes from: which source document gave each of its fields, and by
// which rule.
#pragma once

#include <cstdint>
#include <profilestore/store.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace profilestore {

/// A document of a source, or the one that the store had before the import.
struct Origin {
  std::string source;  ///< its name as the import was given it; empty: the store
  std::uint64_t line = 0;
  std::uint64_t offset = 0;
  Value id;  ///< its `_id`

  bool operator==(const Origin&) const = default;
};

/// One field of a document, and where its value comes from.
struct ExplainedField {
  std::string field;   ///< a path, for a field of a field that a rule speaks of
  std::string import;  ///< that wrote it; empty: the application did, or that is not known
  std::string rule;    ///< of the merge that took it from another; empty: the survivor's own
  std::vector<Origin> origins;  ///< several, if the rule makes one value of several
};

struct Explanation {
  Document document;
  std::string import;   ///< the last that wrote it; empty: the application inserted it
  bool edited = false;  ///< the application has changed it since
  std::vector<ExplainedField> fields;
};

/// Explains the document of `collection` that has `key` under a unique index of one path, `_id`
/// among them; or, if `key` is {path: value, …} of a unique index, under that. After an edit a
/// field that is not as the import wrote it is said to be the application's, as far as that is
/// known: of a document that an import inserted and the application changed, no field is explained.
///
/// Throws InvalidInput: if there is no such collection (26), no such document, or if two documents
/// have the key under different indexes.
Explanation explain(const Store& store, std::string_view collection, const Value& key);

}  // namespace profilestore

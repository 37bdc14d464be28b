// The provenance of a document: which source document gave each of its fields, and by which rule.
#pragma once

#include <cstdint>
#include <profilestore/store.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace profilestore {

/// A document of a source, or the one that the store had before the import.
struct FieldOrigin {
  std::string source;        ///< its name as given to the import; empty: the store
  std::uint64_t line = 0;    ///< from 1; for BSON, the number of the piece
  std::uint64_t offset = 0;  ///< bytes before it, after unpacking
  Value id;                  ///< its `_id`

  bool operator==(const FieldOrigin&) const = default;
};

/// One field of a document, and where its value comes from.
struct ExplainedField {
  std::string field;   ///< a name, or the path of a nested field that a rule names
  std::string import;  ///< the import that wrote it; empty: the application, or unknown
  std::string rule;    ///< the merge rule that took it; empty: the survivor's own value
  std::vector<FieldOrigin> origins;  ///< several if the rule combined several values
};

/// A document and its provenance.
struct Explanation {
  Document document;    ///< as it is now
  std::string import;   ///< the last import that wrote it; empty: the application inserted it
  bool edited = false;  ///< the application has changed it since
  std::vector<ExplainedField> fields;  ///< where each comes from, as far as it is known
};

/// Explains the document of `collection` that has `key` under a unique index over one path (`_id`
/// included), or, if `key` is {path: value, …} for the paths of a unique index, under that index.
/// A field that differs from what the import wrote counts as the application's. If the application
/// changed a document that an import inserted, none of its fields can be explained.
///
/// Throws InvalidInput if there is no such collection (26) or no such document, or if two documents
/// have the key under different indexes.
Explanation explain_document(const Store& store, std::string_view collection, const Value& key);

}  // namespace profilestore

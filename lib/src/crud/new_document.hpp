// A document that is to be inserted, as it is stored.
#pragma once

#include <profilestore/document.hpp>
#include <set>
#include <string>

#include "catalog/catalog.hpp"

namespace profilestore::crud {

/// Its text, and of its top-level fields the `_id` and those that an index looks at.
struct NewDocument {
  std::string text;
  Document fields;

  const Value& id() const { return fields.at("_id"); }
};

using FieldNames = std::set<std::string, std::less<>>;

/// The top-level fields that the indexes look at: a key can have its value from any depth.
FieldNames indexed_fields(const catalog::CollectionEntry& collection);

/// `document` as an application built it, with an `_id` as its first field, which no index has
/// looked at yet: of its fields it has the `_id` at least. Throws as extjson::normalise(),
/// update::ensure_id() and catalog::encode() do.
NewDocument new_document(const Document& document);

/// Adds those fields of the document that it was made of, if it lacks them.
void add_fields(NewDocument& made, const Document& document, const FieldNames& names);

/// The same of a document in normal form that has its `_id`: nothing is checked but the bounds.
NewDocument new_normal_document(Document document);

}  // namespace profilestore::crud

// A document that is to be inserted, as it is stored.
#pragma once

#include <optional>
#include <profilestore/document.hpp>
#include <string>

#include "catalog/catalog.hpp"

namespace profilestore::crud {

/// Its text, and of its top-level fields the `_id` and those that an index looks at.
struct NewDocument {
  std::string text;
  Document fields;

  const Value& id() const { return fields.at("_id"); }
};

/// `document` as an application built it, with an `_id` as its first field. Throws as
/// extjson::normalise(), update::ensure_id() and catalog::encode() do.
NewDocument new_document(const catalog::CollectionEntry& collection, const Document& document);

/// The same of a document in normal form that has its `_id`: nothing is checked but the bounds.
NewDocument new_normal_document(Document document);

}  // namespace profilestore::crud

// Operations → a changed document.
#include <fmt/format.h>
#include <profilestore/error.hpp>

#include "update/operation.hpp"
#include "update/place.hpp"
#include "update/update.hpp"

namespace profilestore::update {
namespace {

[[noreturn]] void refuse(int code, const Operation& operation, const std::string& message) {
  throw InvalidUpdate(code, message, operation.path.text(), std::string(operation.op->name));
}

// MongoDB: an _id that is there never changes, not even to an equal number of another type. Where
// an upsert has none yet, an operator may give it.
bool guards_id(const Operation& operation, const Document& document) {
  return operation.path.segments().front() == "_id" && document.contains("_id");
}

void refuse_dollar_field(const Operation& operation) {
  const std::string& name = operation.path.segments().front();
  if (name.starts_with('$'))
    refuse(52, operation,
           fmt::format("The dollar ($) prefixed field '{}' in '{}' is not valid for storage.", name,
                       operation.path.text()));
}

bool act(Document& document, const Operation& operation, const Value& now, bool inserting) {
  const bool is_guarded = guards_id(operation, document);
  Place place(document, operation.path);
  if (place.is_blocked()) {
    if (operation.op->ignores_blocked_path) return false;
    throw place.not_viable(operation.op->name);
  }
  Leaf leaf = place.take();
  const bool changed = operation.act(leaf, {operation.path, now, place.in_array()});
  const bool wrote = changed && leaf.has_value();
  place.give(std::move(leaf));
  if (changed && is_guarded)
    refuse(66, operation,
           fmt::format("Performing an update on the path '{}' would modify the immutable field "
                       "'_id'",
                       operation.path.text()));
  // MongoDB: a name with a $ may come into a document when it is inserted, and deeper down at any
  // time, but not as a field of a document that exists.
  if (wrote && !inserting && place.depth() == 0) refuse_dollar_field(operation);
  return changed;
}

}  // namespace

bool Update::apply(Document& document, const Value& now, bool inserting) const {
  bool changed = false;
  for (const Operation& operation : *operations_) {
    if (operation.op->only_on_insert && !inserting) continue;
    if (act(document, operation, now, inserting)) changed = true;
  }
  return changed;
}

}  // namespace profilestore::update

#include "crud/new_document.hpp"

#include <set>

#include "catalog/condition.hpp"
#include "catalog/rows.hpp"
#include "extjson/reader.hpp"
#include "update/update.hpp"

namespace profilestore::crud {
namespace {

using Names = std::set<std::string, std::less<>>;

// Top-level fields, since a key can have its value from any depth, and from arrays.
Names indexed_fields(const catalog::CollectionEntry& collection) {
  Names names;
  const auto add = [&](const document::Path& path) { names.insert(path.segments().front()); };
  for (const catalog::IndexEntry& entry : collection.indexes) {
    for (const document::Path& path : entry.index.paths()) add(path);
    if (!entry.where) continue;
    for (const std::string& field : catalog::fields_of_condition(entry.index.rule().where))
      add(document::Path(field));
  }
  return names;
}

std::string with_id(const Value& id, std::string_view text) {
  std::string whole = "{\"_id\":" + id.dump();
  return whole.append(text == "{}" ? "" : ",").append(text.substr(1));
}

}  // namespace

NewDocument new_document(const catalog::CollectionEntry& collection, const Document& document) {
  NewDocument made{extjson::normal_text(document), Document::object()};
  const auto& members = document.get_ref<const Document::object_t&>();
  const bool has_id = document.contains("_id");
  if (has_id && members.front().first != "_id") {
    Document normal = extjson::normalise(document);
    update::ensure_id(normal);
    return new_normal_document(std::move(normal));
  }
  const Names names = indexed_fields(collection);
  for (const auto& [name, value] : members)
    if (names.contains(name)) made.fields[name] = extjson::normalise_value(value);
  update::ensure_id(made.fields);
  if (!has_id) made.text = with_id(made.id(), made.text);
  catalog::check_bounds(Document(), made.text.size());
  return made;
}

NewDocument new_normal_document(Document document) {
  std::string text = catalog::encode(document);
  return {std::move(text), std::move(document)};
}

}  // namespace profilestore::crud

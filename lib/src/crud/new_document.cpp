#include "crud/new_document.hpp"

#include "catalog/condition.hpp"
#include "catalog/rows.hpp"
#include "extjson/reader.hpp"
#include "update/update.hpp"

namespace profilestore::crud {
namespace {

std::string with_id(const Value& id, std::string_view text) {
  std::string whole = "{\"_id\":" + id.dump();
  return whole.append(text == "{}" ? "" : ",").append(text.substr(1));
}

// Of a document whose text was made: so its strings are known to be good, and are as they are.
Value normal_field(const Value& value) {
  return value.is_string() ? value : extjson::normalise_value(value);
}

}  // namespace

FieldNames indexed_fields(const catalog::CollectionEntry& collection) {
  FieldNames names;
  const auto add = [&](const document::Path& path) { names.insert(path.segments().front()); };
  for (const catalog::IndexEntry& entry : collection.indexes) {
    for (const document::Path& path : entry.index.paths()) add(path);
    if (!entry.where) continue;
    for (const std::string& field : catalog::fields_of_condition(entry.index.rule().where))
      add(document::Path(field));
  }
  return names;
}

NewDocument new_document(const Document& document) {
  NewDocument made{extjson::normal_text(document), Document::object()};
  const auto id = document.find("_id");
  if (id != document.end() && id != document.begin()) {
    Document normal = extjson::normalise(document);
    update::ensure_id(normal);
    return new_normal_document(std::move(normal));
  }
  if (id != document.end()) made.fields["_id"] = normal_field(*id);
  update::ensure_id(made.fields);
  if (id == document.end()) made.text = with_id(made.id(), made.text);
  catalog::check_bounds(Document(), made.text.size());
  return made;
}

void add_fields(NewDocument& made, const Document& document, const FieldNames& names) {
  for (const auto& [name, value] : document.get_ref<const Document::object_t&>())
    if (names.contains(name) && !made.fields.contains(name))
      made.fields[name] = normal_field(value);
}

NewDocument new_normal_document(Document document) {
  std::string text = catalog::encode(document);
  return {std::move(text), std::move(document)};
}

}  // namespace profilestore::crud

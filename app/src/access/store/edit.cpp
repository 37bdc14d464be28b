#include "access/store/edit.hpp"

#include <profilestore/error.hpp>
#include <profilestore/transaction.hpp>

#include "access/open_store.hpp"
#include "access/text.hpp"

namespace profiles::access {

using namespace profilestore;

namespace {

Document or_empty(const QString& text) {
  return text.trimmed().isEmpty() ? Document::object() : document_of(text);
}

bool same(const Value* a, const Value* b) {
  return a == nullptr || b == nullptr ? a == b : a->dump() == b->dump();
}

std::vector<ThreeWay> compared(const Document& base, const Document& mine, const Document& theirs) {
  std::vector<ThreeWay> fields;
  for (const std::string& name : all_fields({&base, &mine, &theirs})) {
    const Value *b = field_of(base, name), *m = field_of(mine, name), *t = field_of(theirs, name);
    if (same(b, m) && same(b, t)) continue;
    const auto text = [](const Value* value) {
      return value == nullptr ? QString() : plain(*value);
    };
    fields.push_back({QString::fromStdString(name), text(b), text(m), text(t),
                      !same(b, m) && !same(b, t) && !same(m, t)});
  }
  return fields;
}

Written conflict(const Edit& edit, const Document& before, const std::optional<Document>& now) {
  Written written{true, {}, edit, {}, {}};
  if (before.contains("_id")) written.id = json(before["_id"]);
  if (now) {
    written.theirs = pretty(*now);
    written.fields = compared(before, or_empty(edit.after), *now);
  }
  return written;
}

Written inserted(Collection& collection, const Edit& edit, const Document& after) {
  const Value id = collection.insert_one(after).inserted_id;
  const Document stored = collection.find_one(by_id(id)).value_or(after);
  return {false, json(id), {edit.collection, {}, pretty(stored)}, {}, {}};
}

Written replaced(Collection& collection, const Edit& edit, const Document& before,
                 const Document& after) {
  const Value& id = before.at("_id");
  const Document filter = by_id(id);
  const std::optional<Document> now = collection.find_one(filter);
  if (!now || now->dump() != before.dump()) return conflict(edit, before, now);
  if (edit.after.isEmpty()) {
    collection.delete_one(filter);
    return {false, json(id), edit, {}, {}};
  }
  if (!after.contains("_id") || after["_id"].dump() != id.dump())
    throw InvalidInput(66,
                       "the _id of a document cannot be changed: insert another, and delete "
                       "this one");
  collection.replace_one(filter, after);
  const Document stored = collection.find_one(filter).value_or(after);
  return {false, json(id), {edit.collection, edit.before, pretty(stored)}, {}, {}};
}

}  // namespace

Written write_document(const StorePtr& store, const Edit& edit) {
  const Document before = or_empty(edit.before), after = or_empty(edit.after);
  Written written;
  store->store.transaction([&](Transaction& transaction) {
    Collection collection = transaction.collection(edit.collection.toStdString());
    written = edit.before.isEmpty() ? inserted(collection, edit, after)
                                    : replaced(collection, edit, before, after);
  });
  return written;
}

QString merged_text(const QString& base_text, const QString& mine_text, const QString& theirs_text,
                    const QStringList& choices) {
  const Document base = or_empty(base_text), mine = or_empty(mine_text),
                 theirs = or_empty(theirs_text);
  Document merged = Document::object();
  for (const std::string& name : all_fields({&theirs, &mine, &base})) {
    const Value *b = field_of(base, name), *m = field_of(mine, name), *t = field_of(theirs, name);
    const bool both = !same(b, m) && !same(b, t);
    const bool take_theirs = both ? choices.contains(QString::fromStdString(name)) : same(b, m);
    if (const Value* chosen = take_theirs ? t : m) merged[name] = *chosen;
  }
  return pretty(merged);
}

}  // namespace profiles::access

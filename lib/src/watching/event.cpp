#include "watching/event.hpp"

#include "catalog/rows.hpp"
#include "watching/update_description.hpp"

namespace profilestore {
namespace watching {
namespace {

ChangeKind kind_of(std::string_view op) {
  if (op == changes::inserted) return ChangeKind::insert;
  if (op == changes::updated) return ChangeKind::update;
  if (op == changes::replaced) return ChangeKind::replace;
  if (op == changes::removed) return ChangeKind::remove;
  return op == changes::dropped ? ChangeKind::drop : ChangeKind::many;
}

std::optional<Document> image_of(const std::string& text) {
  if (text.empty()) return std::nullopt;
  return catalog::decode(text);
}

bool is_of_one(ChangeKind kind) {
  return kind != ChangeKind::many && kind != ChangeKind::drop && kind != ChangeKind::invalidate;
}

bool has_full_document(ChangeKind kind, FullDocument wanted) {
  if (kind == ChangeKind::insert || kind == ChangeKind::replace) return true;
  return kind == ChangeKind::update &&
         (wanted == FullDocument::when_available || wanted == FullDocument::required);
}

}  // namespace

std::optional<ChangeEvent> event_of(const changes::Entry& entry, const match::Filter& filter,
                                    const WatchOptions& options) {
  if (entry.op == changes::begun) return std::nullopt;
  ChangeEvent event;
  event.kind = kind_of(entry.op);
  event.operation = entry.op;
  event.sequence = entry.sequence;
  event.transaction = entry.transaction;
  event.time =
      bson::date(std::chrono::system_clock::time_point(std::chrono::milliseconds(entry.time)));
  if (!entry.counts.empty()) event.counts = Value::parse(entry.counts);
  if (!is_of_one(event.kind)) return event;
  auto before = image_of(entry.before), after = image_of(entry.after);
  if (!filter.matches(event.kind == ChangeKind::remove ? *before : *after)) return std::nullopt;
  event.id = Value::parse(entry.id);
  if (event.kind == ChangeKind::update) event.update_description = description_of(*before, *after);
  if (event.kind == ChangeKind::update && !event.update_description) {
    // As MongoDB tells an update that its description can't hold.
    event.kind = ChangeKind::replace;
    event.operation = changes::replaced;
  }
  if (has_full_document(event.kind, options.full_document)) event.full_document = std::move(after);
  if (options.full_document_before_change != FullDocumentBeforeChange::off)
    event.full_document_before_change = std::move(before);
  return event;
}

}  // namespace watching

Document ChangeEvent::to_document() const {
  Document document{{"_id", {{"_data", token}}}, {"operationType", operation}};
  document["wallTime"] = time;
  if (full_document) document["fullDocument"] = *full_document;
  document["ns"] = {{"db", database}, {"coll", collection}};
  if (watching::is_of_one(kind)) document["documentKey"] = {{"_id", id}};
  if (update_description) {
    Value& described = document["updateDescription"];
    described["updatedFields"] = update_description->updated_fields;
    described["removedFields"] = update_description->removed_fields;
    described["truncatedArrays"] = Value::array();
    for (const auto& [field, size] : update_description->truncated_arrays)
      described["truncatedArrays"].push_back({{"field", field}, {"newSize", size}});
  }
  if (full_document_before_change)
    document["fullDocumentBeforeChange"] = *full_document_before_change;
  if (!counts.empty()) document["counts"] = counts;
  document["txnNumber"] = bson::int64(transaction);
  return document;
}

}  // namespace profilestore

#include "text/stats_text.hpp"

namespace profilestore::cli {
namespace {

Value json_of(const CollectionStats& collection) {
  Value indexes = Value::array();
  for (const IndexStats& index : collection.indexes)
    indexes.push_back({{"name", index.name}, {"unique", index.unique}});
  Value json{{"name", collection.name}, {"documents", collection.documents}, {"indexes", indexes}};
  if (const auto& log = collection.change_log)
    json["changeLog"] = {
        {"maxChanges", log->max_changes}, {"maxAge", log->max_age}, {"changes", log->changes}};
  return json;
}

Value json_of(const EventTotal& total) {
  return {{"kind", name_of(total.kind)},
          {"collection", total.collection},
          {"index", total.index},
          {"times", total.times},
          {"documents", total.documents}};
}

Value json_of(const StoreEvent& event) {
  return {{"kind", name_of(event.kind)},  {"collection", event.collection},
          {"index", event.index},         {"paths", event.paths},
          {"digest", event.digest},       {"operation", event.operation},
          {"documents", event.documents}, {"first", event.first},
          {"last", event.last},           {"times", event.times}};
}

template <class Entries>
Value array_of(const Entries& entries) {
  Value array = Value::array();
  for (const auto& entry : entries) array.push_back(json_of(entry));
  return array;
}

}  // namespace

std::string json_of(const Stats& stats) {
  Value file{{"pageSize", stats.file.page_size},
             {"pages", stats.file.pages},
             {"bytes", stats.file.bytes()},
             {"freePages", stats.file.free_pages},
             {"logBytes", stats.file.log_bytes}};
  if (const auto& reader = stats.file.reader)
    file["reader"] = {
        {"process", reader->process}, {"name", reader->name}, {"seconds", reader->seconds}};
  const Value versions{{"library", stats.library_version},
                       {"sqlite", stats.sqlite_version},
                       {"schema", stats.schema_version}};
  return plain_text({{"file", file},
                     {"versions", versions},
                     {"collections", array_of(stats.collections)},
                     {"totals", array_of(stats.totals)},
                     {"events", array_of(stats.events)}});
}

}  // namespace profilestore::cli

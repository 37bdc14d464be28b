#include <fmt/format.h>

#include <array>
#include <map>

#include "text/stats_text.hpp"

namespace profilestore::cli {
namespace {

using Label = std::pair<std::string_view, std::string>;
using Labels = std::vector<Label>;

// The format escapes these three characters in the value of a label, and no others.
std::string escaped(std::string_view value) {
  std::string text;
  for (const char c : value) {
    if (c == '\n') {
      text += "\\n";
      continue;
    }
    if (c == '\\' || c == '"') text += '\\';
    text += c;
  }
  return text;
}

/// A metric: its samples follow its HELP and TYPE lines without a gap.
class Metric {
 public:
  Metric(std::string& text, std::string_view name, std::string_view type, std::string_view help)
      : text_(text), name_(name) {
    text_ += fmt::format("# HELP {0} {1}\n# TYPE {0} {2}\n", name, help, type);
  }

  void sample(const Labels& labels, std::int64_t value) {
    std::string list;
    for (const auto& [label, its_value] : labels)
      list += fmt::format("{}{}=\"{}\"", list.empty() ? "{" : ",", label, escaped(its_value));
    text_ += fmt::format("{}{}{} {}\n", name_, list, list.empty() ? "" : "}", value);
  }

 private:
  std::string& text_;
  std::string_view name_;
};

using Counted = std::tuple<EventKind, std::string, std::string>;
using Totals = std::map<Counted, EventTotal>;

constexpr std::array of_collections{EventKind::validation_warning, EventKind::many_documents,
                                    EventKind::merge, EventKind::undo, EventKind::references};

Totals totals_of(const Stats& stats) {
  Totals totals;
  const auto add = [&](const EventTotal& total) {
    totals[{total.kind, total.collection, total.index}] = total;
  };
  for (const CollectionStats& collection : stats.collections) {
    for (const EventKind kind : of_collections) add({kind, collection.name, ""});
    for (const IndexStats& index : collection.indexes)
      if (index.unique) add({EventKind::duplicate_key, collection.name, index.name});
  }
  for (const EventTotal& total : stats.totals) add(total);
  return totals;
}

void print_event_metrics(std::string& text, const Totals& totals) {
  const auto print = [&](std::string_view name, std::string_view help,
                         std::int64_t EventTotal::*number) {
    Metric metric(text, name, "counter", help);
    for (const auto& [what, total] : totals)
      metric.sample({{"kind", std::string(name_of(total.kind))},
                     {"collection", total.collection},
                     {"index", total.index}},
                    total.*number);
  };
  print("profilestore_events_total", "Number of events.", &EventTotal::times);
  print("profilestore_event_documents_total",
        "Documents refused, warned about, changed or merged in events.", &EventTotal::documents);
}

void print_collection_metrics(std::string& text, const Stats& stats) {
  Metric documents(text, "profilestore_documents", "gauge", "Documents in a collection.");
  for (const CollectionStats& collection : stats.collections)
    documents.sample({{"collection", collection.name}}, collection.documents);
  Metric indexes(text, "profilestore_indexes", "gauge", "Indexes of a collection.");
  for (const CollectionStats& collection : stats.collections)
    indexes.sample({{"collection", collection.name}}, std::ssize(collection.indexes));
}

}  // namespace

std::string prometheus_of(const Stats& stats) {
  std::string text;
  const auto gauge = [&](std::string_view name, std::string_view help, std::int64_t value) {
    Metric(text, name, "gauge", help).sample({}, value);
  };
  Metric(text, "profilestore_info", "gauge",
         "Always 1; labels give the versions of profilestore and SQLite.")
      .sample({{"library", stats.library_version}, {"sqlite", stats.sqlite_version}}, 1);
  gauge("profilestore_schema_version", "Number of the latest migration of the schema.",
        stats.schema_version);
  gauge("profilestore_file_bytes", "Size of the store.", stats.file.bytes());
  gauge("profilestore_file_free_bytes", "Unused bytes in the store.",
        stats.file.free_pages * stats.file.page_size);
  gauge("profilestore_log_bytes", "Size of the write-ahead log.", stats.file.log_bytes);
  gauge("profilestore_oldest_reader_seconds", "Age of the oldest reader; 0 if there is none.",
        stats.file.reader ? stats.file.reader->seconds : 0);
  print_collection_metrics(text, stats);
  print_event_metrics(text, totals_of(stats));
  return text;
}

}  // namespace profilestore::cli

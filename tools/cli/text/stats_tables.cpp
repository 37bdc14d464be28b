#include <fmt/format.h>

#include <algorithm>

#include "text/stats_text.hpp"

namespace profilestore::cli {
namespace {

constexpr std::size_t shown_events = 20;

// A name as it is, or as a JSON string if it would disturb the table or the terminal.
std::string shown(const std::string& name) {
  const bool plain = std::ranges::all_of(
      name, [](unsigned char c) { return c >= ' ' && c != '"' && c != '\\' && c != 0x7F; });
  return plain && !name.empty() ? name : plain_text(name);
}

// The C1 control characters, which UTF-8 writes as C2 80 to C2 9F, move a terminal's cursor too.
std::string printed(const std::string& name) {
  std::string text = shown(name);
  for (std::size_t at = 0; (at = text.find('\xC2', at)) != text.npos; ++at)
    if (at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xA0)
      text.replace(at, 2, "?");
  return text;
}

bool of_store(EventKind kind) {
  return kind == EventKind::rollback || kind == EventKind::long_reader;
}

// Where an event happened: "users userId_1", "users (name.first, email)".
std::string place_of(const StoreEvent& event) {
  std::string place = event.collection.empty() ? "(store)" : printed(event.collection);
  if (!event.index.empty()) place += " " + printed(event.index);
  std::string paths;
  for (const std::string& path : event.paths) paths += (paths.empty() ? "" : ", ") + printed(path);
  return paths.empty() ? place : fmt::format("{} ({})", place, paths);
}

// "  logs changes: 12 of 100,000, for 3,600 s"
std::string log_of(const CollectionStats& collection) {
  if (!collection.change_log) return "";
  const ChangeLogStats& log = *collection.change_log;
  return fmt::format("  logs changes: {} of {}{}", grouped(log.changes), grouped(log.max_changes),
                     log.max_age == 0 ? "" : fmt::format(", for {} s", grouped(log.max_age)));
}

void print_collections(const Stats& stats, Output& out) {
  if (stats.collections.empty()) return out.line("no collections");
  out.line("documents  indexes  unique  collection");
  for (const CollectionStats& collection : stats.collections) {
    const auto unique = std::ranges::count(collection.indexes, true, &IndexStats::unique);
    out.line(fmt::format("{:>9}  {:>7}  {:>6}  {}{}", grouped(collection.documents),
                         collection.indexes.size(), unique, printed(collection.name),
                         log_of(collection)));
  }
}

void print_totals(const Stats& stats, Output& out) {
  if (stats.totals.empty()) return out.line("no events");
  out.line("    times  documents  kind                collection, index");
  for (const EventTotal& total : stats.totals) {
    const std::string place =
        total.collection.empty()
            ? (of_store(total.kind) ? "(store)" : "(others)")
            : printed(total.collection) + (total.index.empty() ? "" : " " + printed(total.index));
    out.line(fmt::format("{:>9}  {:>9}  {:<18}  {}", grouped(total.times), grouped(total.documents),
                         name_of(total.kind), place));
  }
}

void print_events(const Stats& stats, Output& out) {
  if (stats.events.empty()) return;
  out.line("");
  out.line("last time                 times  operation          key digest        event");
  const std::size_t count = std::min(stats.events.size(), shown_events);
  for (std::size_t i = 0; i < count; ++i) {
    const StoreEvent& event = stats.events[i];
    out.line(fmt::format("{:<24}  {:>5}  {:<17}  {:<16}  {}, {}", event.last, grouped(event.times),
                         event.operation, event.digest.empty() ? "-" : event.digest,
                         name_of(event.kind), place_of(event)));
  }
  if (stats.events.size() > count)
    out.line(fmt::format("… and {} more (--json shows all)",
                         grouped(static_cast<std::int64_t>(stats.events.size() - count))));
}

}  // namespace

void print_stats(const Stats& stats, const std::string& store, Output& out) {
  const auto kib = [](std::int64_t bytes) { return grouped((bytes + 1023) / 1024) + " KiB"; };
  out.line(fmt::format("{}: {}, {} of it free; log {}", store, kib(stats.file.bytes()),
                       kib(stats.file.free_pages * stats.file.page_size),
                       kib(stats.file.log_bytes)));
  if (const auto& reader = stats.file.reader)
    out.line(
        fmt::format("read by process {} {}, running for {} s: the log cannot be emptied while "
                    "it reads",
                    reader->process, printed(reader->name), reader->seconds));
  out.line(fmt::format("schema {}, profilestore {}, SQLite {}", stats.schema_version,
                       stats.library_version, stats.sqlite_version));
  out.line("");
  print_collections(stats, out);
  out.line("");
  print_totals(stats, out);
  print_events(stats, out);
}

}  // namespace profilestore::cli

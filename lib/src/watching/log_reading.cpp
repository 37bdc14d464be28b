#include "watching/log_reading.hpp"

#include <fmt/format.h>

#include <profilestore/error.hpp>

#include "sqlite/mark.hpp"

namespace profilestore::watching {
namespace {

constexpr std::size_t most_entries = 256, most_bytes = 4 * 1024 * 1024;
constexpr int invalid_token = 260;

}  // namespace

LogReading::LogReading(store::Core& core, std::string collection, const std::string& resume_after)
    : collection_(std::move(collection)) {
  auto reader = core.reader();
  (void)reader.catalog();
  if (resume_after.empty())
    begin(reader);
  else
    resume(reader, resume_after);
}

void LogReading::begin(store::Reader& reader) {
  const auto* collection = reader.collection(collection_);
  const auto newest = collection == nullptr || !collection->change_log
                          ? std::nullopt
                          : changes::newest(reader.connection(), collection->id);
  if (!newest) changes::refuse_unlogged(collection_);
  token_ = {sqlite::read_mark(reader.connection())->store, collection->id, *newest};
}

void LogReading::resume(store::Reader& reader, const std::string& text) {
  const auto token = changes::token_of(text);
  if (!token)
    throw InvalidInput(invalid_token,
                       "that is no resume token: give the token of a change, as it was told");
  if (token->store != sqlite::read_mark(reader.connection())->store)
    throw InvalidInput(invalid_token,
                       "the resume token is of another store: nothing that it has seen is here");
  for (const auto& [name, collection] : reader.catalog().collections)
    if (collection.id == token->collection && name != collection_)
      throw InvalidInput(invalid_token, fmt::format("the resume token is of collection {}, not {}",
                                                    name, collection_));
  refuse_other(reader, *token);
  token_ = *token;
  const auto last =
      changes::read_after(reader.connection(), token_.collection, token_.position.number - 1, 1, 1);
  if (!last.empty() && last.front().position == token_.position &&
      last.front().op == changes::dropped)
    throw InvalidInput(invalid_token,
                       fmt::format("collection {} was dropped at the change that the resume token "
                                   "is of, and no other follows: watch without it",
                                   collection_));
}

// The token of a collection that was dropped, which tells what it is still to be told.
void LogReading::refuse_other(store::Reader& reader, const changes::Token& token) const {
  const auto name = changes::dropped_name(reader.connection(), token.collection);
  if (!name || *name == collection_) return;
  if (!name->empty())
    throw InvalidInput(
        invalid_token,
        fmt::format("the resume token is of collection {}, which was dropped, not {}", *name,
                    collection_));
  if (reader.collection(collection_) != nullptr)
    throw InvalidInput(invalid_token,
                       fmt::format("the resume token is of a collection that was dropped, not of "
                                   "the {} that there is: watch without it",
                                   collection_));
}

std::string LogReading::token(const changes::Position& position) const {
  return changes::text_of({token_.store, token_.collection, position});
}

std::vector<changes::Entry> LogReading::read(store::Core& core) {
  auto reader = core.reader();
  (void)reader.catalog();  // the moment begins
  sqlite::Connection& connection = reader.connection();
  const auto newest = changes::newest(connection, token_.collection);
  if (!newest) refuse_lost("its log was removed, or the collection was dropped over a day ago");
  changes::Position& position = token_.position;
  if (*newest == position) return {};
  if (newest->number <= position.number)
    refuse_lost(
        "the store lacks changes that were seen: it was rolled back, or the log was removed "
        "and begun anew");
  auto entries =
      changes::read_after(connection, token_.collection, position.number, most_entries, most_bytes);
  if (entries.empty())
    throw Corrupt(fmt::format("collection {}: the change number {} of its log is damaged; nothing "
                              "was done. `profilestore check` lists the damage; to remove the log "
                              "and keep it anew begins another",
                              collection_, newest->number),
                  0);
  if (!follows(entries.front(), position)) refuse_next(connection, entries.front());
  // What is sound is told first.
  std::size_t sound = 0;
  while (sound < entries.size() && follows(entries[sound], position))
    position = entries[sound++].position;
  entries.resize(sound);
  return entries;
}

bool LogReading::follows(const changes::Entry& entry, const changes::Position& last) {
  return entry.position.number == last.number + 1 && entry.follows == last.sum;
}

// Changes are removed from the oldest on: where the last one that was read is still there, as it
// was read, the one after it is missing.
void LogReading::refuse_next(sqlite::Connection& connection, const changes::Entry& next) const {
  const auto& [number, sum] = token_.position;
  if (changes::sum_at(connection, token_.collection, number) == sum)
    throw Corrupt(fmt::format("collection {}: the log of changes lacks what comes between its "
                              "numbers {} and {}; nothing was done. `profilestore check` lists "
                              "the damage; to remove the log and keep it anew begins another",
                              collection_, number, next.position.number),
                  0);
  if (next.position.number != number + 1)
    refuse_lost(
        fmt::format("{} changes were removed before they were read; let the log keep more "
                    "(max_changes, max_age), or read it more often",
                    next.position.number - number - 1));
  refuse_lost("the store has other changes than those that were seen: it was rolled back");
}

void LogReading::refuse_lost(const std::string& why) const {
  throw ChangeStreamHistoryLost(fmt::format(
      "collection {}: what follows the change number {} can no longer be told: {}. Read "
      "the collection again, and watch from its change token on",
      collection_, token_.position.number, why));
}

}  // namespace profilestore::watching

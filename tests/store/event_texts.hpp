// Events as lines of text, and stores and writes that cause them.
#pragma once

#include <fmt/format.h>

#include <functional>
#include <profilestore/stats.hpp>
#include <set>
#include <string>

#include "store/temporary_store.hpp"

namespace events {

using namespace profilestore;

/// "duplicate_key users email_1 insertOne x2, 2 documents"
inline std::string text_of(const StoreEvent& event) {
  return fmt::format("{} {} {} {} x{}, {} documents", name_of(event.kind), event.collection,
                     event.index.empty() ? "-" : event.index, event.operation, event.times,
                     event.documents);
}

inline std::string text_of(const EventTotal& total) {
  return fmt::format("{} {} {} x{}, {} documents", name_of(total.kind), total.collection,
                     total.index.empty() ? "-" : total.index, total.times, total.documents);
}

template <class Entries>
std::multiset<std::string> texts_of(const Entries& entries) {
  std::multiset<std::string> texts;
  for (const auto& entry : entries) texts.insert(text_of(entry));
  return texts;
}

inline std::multiset<std::string> events_of(const Store& store) {
  return texts_of(store.stats().events);
}
inline std::multiset<std::string> totals_of(const Store& store) {
  return texts_of(store.stats().totals);
}

using Texts = std::multiset<std::string>;

/// "users" with a unique e-mail, and two documents: a@x and b@x.
struct Users : temporary::Store {
  explicit Users(StoreOptions options = temporary::quick()) : temporary::Store(options) {
    users.insert_one({{"_id", 1}, {"email", "a@x"}});
    users.insert_one({{"_id", 2}, {"email", "b@x"}});
  }

  Collection users = collection("users", {.indexes = {UniqueIndex{"email"}}});
};

inline bool clashes(const std::function<void()>& write) {
  try {
    write();
  } catch (const DuplicateKey&) {
    return true;
  } catch (const BulkWriteFailed&) {
    return true;
  }
  return false;
}

inline bool insert_clashes(Collection users) {
  return clashes([&] { users.insert_one({{"email", "a@x"}}); });
}

}  // namespace events

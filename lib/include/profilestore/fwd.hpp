// The names of the library's main types, for an application's own headers: a unit that includes
// this alone compiles in a quarter of the time that profilestore.hpp takes.
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace profilestore {

/// See document.hpp.
using Value = nlohmann::ordered_json;
/// See document.hpp.
using Document = Value;

class ChangeStream;
class Collection;
class Cursor;
class DuplicateKey;
class Error;
class Listing;
class ObjectId;
class Observer;
class Snapshot;
class Store;
class Subscription;
class Transaction;
struct ChangeEvent;
struct ChangeLog;
struct ChangedCollections;
struct CheckReport;
struct CollectionOptions;
struct StoreEvent;
struct ImportDumpOptions;
struct ImportDumpReport;
struct ImportOptions;
struct ImportReport;
struct Index;
struct Migration;
struct Outcome;
struct StepProgress;
struct StoreOptions;
struct UniqueIndex;
struct UpdateOptions;
struct WatchOptions;

}  // namespace profilestore

// The operations of exec, by MongoDB's CRUD names; each is a function.
#pragma once

#include <profilestore/store.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "exec/arguments.hpp"
#include "text/output.hpp"

namespace profilestore::cli {

/// One requested operation.
struct Call {
  Store& store;
  std::string collection;
  Fields arguments;
  Flavour flavour;

  /// Throws InvalidInput (73) for what is no name.
  Collection open() const { return store.collection(collection); }
};

struct Operation {
  std::string_view name;
  std::vector<std::string_view> arguments;  ///< the names it accepts; any other is an error
  std::string (*run)(const Call& call);     ///< returns the reply: a whole line of JSON
  /// Names that it refuses with a message of its own, or takes although they change nothing.
  std::vector<std::string_view> passed = {};
  bool needs_collection = true;
};

/// {"ok":1,"result":…}
std::string answer(std::string_view result);

/// The same of a list of documents.
std::string answer_of(Cursor found, Flavour flavour);

/// The operation of that name. Throws InvalidInput (59) if there is none.
const Operation& operation_of(std::string_view name);

/// The document as text, or "null".
std::string text_or_null(const std::optional<Document>& document, Flavour flavour);

// `collection` is where a hint that gives keys is looked up.
FindOneOptions find_one_options(const Fields& arguments, const Collection& collection);
UpdateOptions update_options(const Fields& arguments, const Collection& collection);
ReplaceOptions replace_options(const Fields& arguments, const Collection& collection);

// In comparing.cpp.
std::optional<Collation> collation_argument(const Fields& arguments);
/// The name of an index, given as such or by its keys; empty: there is no hint.
std::string hint_argument(const Fields& arguments, const Collection& collection);
/// Throws InvalidInput (2) if it is out of MongoDB's range.
std::chrono::milliseconds max_time_argument(const Fields& arguments);
DeleteOptions delete_options(const Fields& arguments, const Collection& collection);

// In exec_reads.cpp.
std::string find_one(const Call& call);
std::string find(const Call& call);
std::string distinct(const Call& call);
std::string count_documents(const Call& call);
std::string count_matches(const Call& call);
std::string estimated_document_count(const Call& call);

// In aggregates.cpp.
std::string aggregate(const Call& call);
std::string explain_aggregate(const Call& call);

// In exec_writes.cpp.
std::string insert_one(const Call& call);
std::string find_one_and_update(const Call& call);
std::string find_one_and_replace(const Call& call);
std::string find_one_and_delete(const Call& call);
std::string update_one(const Call& call);
std::string update_many(const Call& call);
std::string replace_one(const Call& call);
std::string delete_one(const Call& call);
std::string delete_many(const Call& call);

// In exec_bulk.cpp.
std::string insert_many(const Call& call);
std::string bulk_write(const Call& call);

// In exec_collections.cpp.
std::string create_collection(const Call& call);
std::string coll_mod(const Call& call);
std::string drop(const Call& call);
std::string list_collections(const Call& call);
std::string rename_collection(const Call& call);

// In exec_indexes.cpp.
std::string list_indexes(const Call& call);
std::string create_index(const Call& call);
std::string create_indexes(const Call& call);
std::string drop_index(const Call& call);
std::string drop_indexes(const Call& call);
std::string explain(const Call& call);

}  // namespace profilestore::cli

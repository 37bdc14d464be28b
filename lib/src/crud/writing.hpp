// The writes of a collection, inside a write transaction: one call each, parsed beforehand.
#pragma once

#include <profilestore/bulk.hpp>
#include <profilestore/results.hpp>
#include <string>
#include <string_view>

#include "crud/insert_run.hpp"
#include "crud/new_document.hpp"
#include "crud/upsert.hpp"
#include "store/write_transaction.hpp"

namespace profilestore::crud {

/// Writes into one collection. A call that throws has changed nothing if the write transaction is
/// not committed, or if a savepoint around the call is rolled back.
class Writer {
 public:
  Writer(store::WriteTransaction& write, std::string database, std::string_view collection)
      : write_(write), database_(std::move(database)), name_(collection) {}

  /// Whether an insert that throws anything but StorageFailure has changed nothing by itself,
  /// without a savepoint around it: most of them need none.
  enum class TakesBack { no, inserts };
  Writer(store::WriteTransaction& write, std::string database, std::string_view collection,
         TakesBack takes_back)
      : Writer(write, std::move(database), collection) {
    takes_back_ = takes_back;
  }

  /// Inserts a document. REQUIRES: it is in normal form.
  void insert(Document document);

  /// Inserts a document as an application built it, of which `made` was made. Returns the `_id`.
  Value insert(const Document& document, NewDocument& made);

  /// Updates the first match, or inserts. Nothing if there is no such collection. The call takes
  /// its hint, and has to outlive the run.
  std::optional<UpdateRun> update(UpdateCall& call);

  /// Updates all matches; if there is none, inserts where the call says so.
  UpdateResult update_many(UpdateCall& call);

  /// Removes the first match, and gives its text. The filters take their hint, here and below.
  std::optional<Document> remove(query::Filters& filters, const read::Order& order);

  /// Removes the document of a row. REQUIRES: it is there, and sound.
  void remove_row(std::int64_t row);

  /// Removes all matches and returns how many.
  std::int64_t remove_many(query::Filters& filters);

 private:
  void insert_made(const NewDocument& made);
  void note_inserted(const NewDocument& made, std::int64_t row, const catalog::DocumentKeys& keys);
  InsertRun& inserts(const catalog::CollectionEntry& collection);

  store::WriteTransaction& write_;
  std::string database_;
  std::string_view name_;
  TakesBack takes_back_ = TakesBack::no;
  std::optional<InsertRun> inserts_;
};

UpdateResult result_of(UpdateRun& run);

/// Refuses a projection of a call that gives counts: it would be ignored.
void refuse_projection(const Document& projection, std::string_view call);

query::Filters parse_delete_call(const Document& filter, const DeleteOptions& options);

}  // namespace profilestore::crud

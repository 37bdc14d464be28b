// Several writes in one transaction, a savepoint each.
#include <profilestore/bulk.hpp>
#include <profilestore/collection.hpp>

#include "crud/writing.hpp"
#include "document/time_limit.hpp"
#include "store/write_transaction.hpp"

namespace profilestore {
namespace {

using crud::Writer;
using store::WriteTransaction;

/// Does one write, and adds what it did to the result.
class Applied {
 public:
  Applied(Writer& writer, BulkResult& result, std::size_t index)
      : writer_(writer), result_(result), index_(index) {}

  void operator()(const InsertOne& write) { insert(write.document); }
  void insert(const Document& document) {
    crud::NewDocument made = crud::new_document(document);
    Value id = writer_.insert(document, made);
    ++result_.inserted_count;
    result_.inserted_ids.emplace_hint(result_.inserted_ids.end(), index_, std::move(id));
  }
  void operator()(const UpdateOne& write) {
    refuse_own(write.options);
    add_run(crud::parse_update_call(write.filter, write.update, write.options));
  }
  void operator()(const ReplaceOne& write) {
    refuse_own(write.options);
    add_run(crud::parse_replace_call(write.filter, write.replacement, write.options));
  }
  void operator()(const UpdateMany& write) {
    refuse_own(write.options);
    auto call = crud::parse_update_call(write.filter, write.update, write.options);
    add(writer_.update_many(call));
  }
  void operator()(const DeleteOne& write) {
    refuse_own(write.options);
    auto filters = crud::parse_delete_call(write.filter, write.options);
    if (writer_.remove(filters, {})) ++result_.deleted_count;
  }
  void operator()(const DeleteMany& write) {
    refuse_own(write.options);
    auto filters = crud::parse_delete_call(write.filter, write.options);
    result_.deleted_count += writer_.remove_many(filters);
  }

 private:
  // Some of the writes done, and the others not, is what a bulk write never is.
  template <class Options>
  static void refuse_own(const Options& options) {
    if (!options.operation_id.empty())
      throw InvalidInput(9, "a write of a bulk takes no operation_id");
    if (options.max_time.count() != 0)
      throw InvalidInput(9, "a write of a bulk takes no max_time; give one to the bulk itself");
    if constexpr (requires { options.projection; })
      crud::refuse_projection(options.projection, "a write of a bulk");
  }

  void add_run(crud::UpdateCall call) {
    if (auto run = writer_.update(call)) add(crud::result_of(*run));
  }

  void add(UpdateResult done) {
    result_.matched_count += done.matched_count;
    result_.modified_count += done.modified_count;
    if (!done.upserted_id) return;
    ++result_.upserted_count;
    result_.upserted_ids.emplace(index_, *std::move(done.upserted_id));
  }

  Writer& writer_;
  BulkResult& result_;
  std::size_t index_;
};

WriteError error_of(std::size_t index, const Error& fault) {
  WriteError error{index, fault.code(), fault.what()};
  if (const auto* duplicate = dynamic_cast<const DuplicateKey*>(&fault))
    error.duplicate = *duplicate;
  if (const auto* ambiguous = dynamic_cast<const AmbiguousKeys*>(&fault))
    error.ambiguous = *ambiguous;
  if (const auto* failed = dynamic_cast<const ValidationFailed*>(&fault))
    error.validation = *failed;
  return error;
}

bool ends_the_call(const Error& fault) {
  return dynamic_cast<const StorageFailure*>(&fault) != nullptr ||
         dynamic_cast<const MaxTimeMSExpired*>(&fault) != nullptr ||
         dynamic_cast<const Interrupted*>(&fault) != nullptr;
}

std::int64_t changed_by(const BulkResult& result) {
  return result.inserted_count + result.modified_count + result.deleted_count +
         result.upserted_count;
}

// `apply` does the write of a number, in a savepoint unless the writer takes back what has failed.
template <class Apply>
BulkResult write_all(WriteTransaction& write, const std::string& database,
                     const std::string& collection, std::size_t count, const BulkOptions& options,
                     Writer::TakesBack takes_back, Apply&& apply) {
  BulkResult result;
  std::vector<WriteError> errors;
  Writer writer(write, database, collection, takes_back);
  for (std::size_t i = 0; i < count; ++i) {
    document::TimeLimit::look();
    write.mark_warnings();
    try {
      std::optional<sqlite::Savepoint> savepoint;
      if (takes_back == Writer::TakesBack::no) savepoint.emplace(write.connection());
      Applied applied(writer, result, i);
      apply(applied, i);
      if (savepoint) savepoint->keep();
    } catch (const Error& fault) {
      if (ends_the_call(fault)) throw;
      errors.push_back(error_of(i, fault));
      write.forget_warnings();
      write.catalog_may_have_changed();  // a collection that the write made is rolled back
      if (options.ordered) break;
    }
  }
  write.changed(collection, changed_by(result));
  write.commit();
  if (!errors.empty()) throw BulkWriteFailed(std::move(result), std::move(errors));
  return result;
}

void refuse_none(std::size_t writes) {
  if (writes == 0) throw InvalidInput(2, "a bulk write needs at least one write");
}

}  // namespace

BulkWriteFailed::BulkWriteFailed(BulkResult result, std::vector<WriteError> errors)
    : Error(errors.front().code, errors.front().message),
      result_(std::move(result)),
      errors_(std::move(errors)) {}

BulkResult Collection::bulk_write(const std::vector<WriteModel>& writes,
                                  const BulkOptions& options) {
  const document::TimeLimit limit(document::TimeLimit::after(options.max_time));
  refuse_none(writes.size());
  WriteTransaction write(*core_, session_, "bulkWrite");
  return write_all(write, core_->database(), name_, writes.size(), options, Writer::TakesBack::no,
                   [&](Applied& applied, std::size_t i) { std::visit(applied, writes[i]); });
}

InsertManyResult Collection::insert_many(const std::vector<Document>& documents,
                                         const BulkOptions& options) {
  const document::TimeLimit limit(document::TimeLimit::after(options.max_time));
  refuse_none(documents.size());
  WriteTransaction write(*core_, session_, "insertMany");
  const auto insert = [&](Applied& applied, std::size_t i) { applied.insert(documents[i]); };
  return {write_all(write, core_->database(), name_, documents.size(), options,
                    Writer::TakesBack::inserts, insert)
              .inserted_ids};
}

}  // namespace profilestore

// Several calls as one: writes that are all or nothing, or reads of one moment.
#pragma once

#include <functional>
#include <memory>
#include <profilestore/collection.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace profilestore {

/// What the function of Store::transaction reads and writes through. Valid only while the function
/// runs and on its thread: otherwise its handles throw InvalidInput.
class Transaction {
 public:
  /// As Store::collection. Its calls see what the transaction has written. A call that throws has
  /// changed nothing, and the function may continue.
  Collection collection(std::string_view name, const CollectionOptions& options = {});

  /// Runs `work` as a part of the transaction that is rolled back alone if `work` throws. Nests.
  void transaction(const std::function<void(Transaction&)>& work);

 private:
  friend class Store;
  Transaction(std::shared_ptr<store::Core> core, std::shared_ptr<store::Session> session)
      : core_(std::move(core)), session_(std::move(session)) {}

  std::shared_ptr<store::Core> core_;
  std::shared_ptr<store::Session> session_;
};

/// What the function of Store::snapshot reads through. Valid, as a Transaction, only while the
/// function runs and on its thread.
class Snapshot {
 public:
  /// Its calls read the snapshot's moment; those that write throw InvalidInput.
  Collection collection(std::string_view name) const;

  /// The names of all collections, sorted.
  std::vector<std::string> collection_names() const;

 private:
  friend class Store;
  Snapshot(std::shared_ptr<store::Core> core, std::shared_ptr<store::Session> session)
      : core_(std::move(core)), session_(std::move(session)) {}

  std::shared_ptr<store::Core> core_;
  std::shared_ptr<store::Session> session_;
};

}  // namespace profilestore

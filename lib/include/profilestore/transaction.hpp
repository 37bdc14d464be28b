// Several calls as one: all or nothing, or of one moment.
#pragma once

#include <functional>
#include <memory>
#include <profilestore/collection.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace profilestore {

/// What the function of Store::transaction writes through. Only as long as the function runs, and
/// from its thread: a handle that outlives it throws InvalidInput.
class Transaction {
 public:
  /// As Store::collection. Its calls read what the transaction has written; one that throws has
  /// changed nothing, and the function may go on.
  Collection collection(std::string_view name, const CollectionOptions& options = {});

  /// A part of the transaction that is taken back alone if `work` throws; they nest.
  void transaction(const std::function<void(Transaction&)>& work);

 private:
  friend class Store;
  Transaction(std::shared_ptr<store::Core> core, std::shared_ptr<store::Session> session)
      : core_(std::move(core)), session_(std::move(session)) {}

  std::shared_ptr<store::Core> core_;
  std::shared_ptr<store::Session> session_;
};

/// What the function of Store::snapshot reads through. As with a transaction, for as long as the
/// function runs.
class Snapshot {
 public:
  /// Its calls read the snapshot's moment; those that write throw InvalidInput.
  Collection collection(std::string_view name) const;

  /// By name.
  std::vector<std::string> collection_names() const;

 private:
  friend class Store;
  Snapshot(std::shared_ptr<store::Core> core, std::shared_ptr<store::Session> session)
      : core_(std::move(core)), session_(std::move(session)) {}

  std::shared_ptr<store::Core> core_;
  std::shared_ptr<store::Session> session_;
};

}  // namespace profilestore

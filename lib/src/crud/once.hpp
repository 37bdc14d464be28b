// A write that the application has named: if it is repeated, it is not done again, and its first
// result is returned.
#pragma once

#include <optional>
#include <profilestore/results.hpp>
#include <string>
#include <string_view>

#include "store/write_transaction.hpp"

namespace profilestore::crud {

/// What a call returned, as it is kept.
struct KeptResult {
  Document counts;
  std::optional<Document> before = {}, after = {};
};

KeptResult kept(const InsertOneResult& result);
KeptResult kept(const Outcome& result);
KeptResult kept(const UpdateResult& result);
KeptResult kept(const DeleteResult& result);
KeptResult kept(const std::optional<Document>& removed);

void restore(KeptResult kept, InsertOneResult& result);
void restore(KeptResult kept, Outcome& result);
void restore(KeptResult kept, UpdateResult& result);
void restore(KeptResult kept, DeleteResult& result);
void restore(KeptResult kept, std::optional<Document>& removed);

/// One call. Without an id it is a write as any other.
class Once {
 public:
  Once() = default;

  /// `call`: the call's name and all that it says. Throws InvalidInput (2) for an id that is too
  /// long.
  Once(std::string id, const Document& call);

  /// What `work` returns, or what it returned when it was done first. Throws InvalidInput (2) if
  /// another call had the id.
  template <class Work>
  auto run(store::WriteTransaction& write, Work&& work) const -> decltype(work()) {
    if (id_.empty()) return work();
    decltype(work()) result{};
    if (auto first = first_result(write)) {
      restore(*std::move(first), result);
      return result;
    }
    result = work();
    keep(write, kept(result));
    return result;
  }

 private:
  std::optional<KeptResult> first_result(store::WriteTransaction& write) const;
  void keep(store::WriteTransaction& write, const KeptResult& result) const;

  std::string id_, call_;
};

/// What the options of a call say, for Once.
Document said(const InsertOneOptions& options);
Document said(const UpdateOptions& options);
Document said(const ReplaceOptions& options);
Document said(const DeleteOptions& options);
Document said(const FindOneOptions& options);

/// Of a call with such options, about `subject`: a filter, a document.
template <class Options>
Once once_of(std::string_view operation, std::string_view collection, const Options& options,
             const Document& subject, const Document& update = {}) {
  if (options.operation_id.empty()) return {};
  return {options.operation_id,
          Document::array({operation, collection, subject, update, said(options)})};
}

}  // namespace profilestore::crud

// $out and $merge: a pipeline's documents go into a collection of the store.
#pragma once

#include <memory>
#include <profilestore/document.hpp>
#include <string>
#include <string_view>

#include "pipeline/stage.hpp"
#include "store/write_transaction.hpp"

namespace profilestore::pipeline {

/// Parsed. Immutable; safe from any thread.
class Writing {
 public:
  virtual ~Writing() = default;

  /// `stage`: $out or $merge. Throws InvalidExpression with MongoDB's code.
  static std::shared_ptr<const Writing> parse(std::string_view stage, const Value& specification,
                                              const Context& context);

  /// Writes all documents. REQUIRES: they do not come out of what is written: they lie in a spool.
  /// Throws as the calls of a collection do; the write transaction must then not be committed.
  virtual void write(Stream& documents, store::WriteTransaction& write, const std::string& database,
                     const expression::Variables& variables) const = 0;

  /// {$out: "collection"}, as explain has it.
  virtual const Value& specification() const = 0;
  virtual std::string_view name() const = 0;
};

std::shared_ptr<const Writing> parse_out(const Value& specification, const Context& context);
std::shared_ptr<const Writing> parse_merge(const Value& specification, const Context& context);

/// The collection that "name" or {db, coll} names. Throws InvalidExpression (`code`) for what is
/// neither, 115 for another database.
std::string target_collection(int code, std::string_view stage, const Value& into);

}  // namespace profilestore::pipeline

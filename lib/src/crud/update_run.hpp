// One update of one document: what becomes of a stored one, or what is made instead.
#pragma once

#include <optional>
#include <profilestore/document.hpp>
#include <profilestore/results.hpp>
#include <string>
#include <vector>

#include "catalog/rows.hpp"
#include "crud/update_call.hpp"
#include "crud/update_plan.hpp"
#include "sqlite/row_sum.hpp"

namespace profilestore::crud {

/// Makes of a document no more than is asked for: where the plan says which parts of it the update
/// looks at, those alone are read, and what becomes of them is spliced into the text.
class UpdateRun {
 public:
  /// `now` is the date of the update: of one call, the same for all of its documents. REQUIRES: all
  /// outlive apply() and make().
  UpdateRun(const catalog::CollectionEntry& collection, const UpdateCall& call,
            const UpdatePlan& plan, const Value& now);

  /// Applies the update to the document that was found, whose sum is proven.
  void apply(const sqlite::StoredRow& stored);

  /// Makes the document that an upsert inserts into `row`.
  void make(std::int64_t row);

  bool matched() const { return matched_; }
  bool modified() const { return matched_ && changed_; }
  /// The document that was made instead, if none matched and one was asked for.
  bool made() const { return made_; }

  /// Where the document is, and what the row's sum is with the after-image.
  std::int64_t row() const { return row_; }
  std::int64_t sum() const;

  /// Nothing if there is none. REQUIRES: the call returns it.
  std::optional<Document> take_before();
  std::optional<Document> take_after();

  /// REQUIRES: modified() or made().
  const Document& after();

  /// The texts of the images; that of the first is empty unless the collection keeps a log or the
  /// call returns it. REQUIRES: modified() or made().
  const std::string& before_text() const { return before_text_; }
  const std::string& after_text() const { return text_; }

  /// What the after-image fails under a validator that warns.
  std::vector<RuleFailure> take_failures() { return std::move(failures_); }

  /// The keys of the after-image.
  const catalog::DocumentKeys& keys();

 private:
  bool splice(std::string_view text);
  void apply_to_whole(std::string_view text);
  bool change(Document& document);
  void require_match(const Document& document) const;
  std::optional<std::size_t> position(const Document& document) const;

  const catalog::CollectionEntry& collection_;
  const UpdateCall& call_;
  const UpdatePlan& plan_;
  const Value& now_;
  std::string text_, before_text_;
  std::optional<Document> after_;  ///< once it was made, or read
  std::int64_t row_ = 0;
  std::string origin_;  ///< of the row, which keeps it
  std::optional<catalog::DocumentKeys> keys_;
  std::vector<RuleFailure> failures_;
  bool matched_ = false, changed_ = false, made_ = false;
};

/// Stamps `updatedAt`, and `createdAt`: a document that is about to be inserted has no `before`,
/// one that was changed keeps what it had.
void stamp(Document& document, const Value& now, const Document* before);

}  // namespace profilestore::crud

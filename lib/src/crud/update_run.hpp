// One update of one document, as the SQL functions of its statement ask for it.
#pragma once

#include <optional>
#include <profilestore/document.hpp>
#include <profilestore/results.hpp>
#include <string>
#include <vector>

#include "catalog/rows.hpp"
#include "match/filter.hpp"
#include "sqlite/functions.hpp"
#include "update/update.hpp"

namespace profilestore::crud {

/// Holds the before-image, the after-image and their keys once the statement has asked for them.
class UpdateRun : public sqlite::UpdateFunctions {
 public:
  /// `now` is the date of the update: of one call, the same for all of its documents.
  UpdateRun(const catalog::CollectionEntry& collection, const std::vector<match::Filter>& filters,
            const update::Update& update, Value now);

  bool changes(const sqlite::StoredRow& stored) override;
  std::string_view updated() override { return text_; }
  std::int64_t updated_sum() override;
  const keys::Part& updated_key(int column) override;
  std::string_view inserted() override;
  std::int64_t inserted_sum(std::int64_t row) override;
  const keys::Part& inserted_key(int column) override;

  bool matched() const { return before_.has_value(); }
  bool modified() const { return matched() && changed_; }
  /// The document that was made instead, if none matched and one was asked for.
  bool made() const { return !matched() && after_.has_value(); }

  std::optional<Document> take_before() { return std::move(before_); }
  std::optional<Document> take_after() { return std::move(after_); }
  const Document& after() const { return *after_; }

  /// The texts of the images; that of the first is empty unless the collection keeps a log.
  const std::string& before_text() const { return before_text_; }
  const std::string& after_text() const { return text_; }

  /// What the after-image fails under a validator that warns.
  std::vector<RuleFailure> take_failures() { return std::move(failures_); }

  /// The keys of the after-image.
  const catalog::DocumentKeys& keys();

 private:
  void apply(const sqlite::StoredRow& stored);
  void require_match() const;
  void make();
  std::optional<std::size_t> position() const;

  const catalog::CollectionEntry& collection_;
  const std::vector<match::Filter>& filters_;
  const update::Update& update_;
  Value now_;
  std::optional<Document> before_, after_;
  std::string text_, before_text_;
  std::int64_t row_ = 0;
  std::string origin_;  ///< of the row, which keeps it
  std::optional<catalog::DocumentKeys> keys_;
  std::vector<RuleFailure> failures_;
  bool changed_ = false;
};

/// Stamps `updatedAt`, and `createdAt`: a document that is about to be inserted has no `before`,
/// one that was changed keeps what it had.
void stamp(Document& document, const Value& now, const Document* before);

}  // namespace profilestore::crud

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

  bool changes(std::string_view document) override;
  std::string_view updated(std::string_view document) override;
  const keys::Part& updated_key(std::string_view document, int column) override;
  std::string_view inserted() override;
  const keys::Part& inserted_key(int column) override;

  bool matched() const { return before_.has_value(); }
  bool modified() const { return matched() && changed_; }
  /// The document that was made instead, if none matched and one was asked for.
  bool made() const { return !matched() && after_.has_value(); }

  std::optional<Document> take_before() { return std::move(before_); }
  std::optional<Document> take_after() { return std::move(after_); }
  const Document& after() const { return *after_; }

  /// What the after-image fails under a validator that warns.
  std::vector<RuleFailure> take_failures() { return std::move(failures_); }

  /// The keys of the after-image.
  const catalog::DocumentKeys& keys();

 private:
  void apply(std::string_view document);
  void make();
  std::optional<std::size_t> position() const;

  const catalog::CollectionEntry& collection_;
  const std::vector<match::Filter>& filters_;
  const update::Update& update_;
  Value now_;
  std::optional<Document> before_, after_;
  std::string text_;
  std::optional<catalog::DocumentKeys> keys_;
  std::vector<RuleFailure> failures_;
  bool changed_ = false;
};

/// Stamps `updatedAt`, and `createdAt`: a document that is about to be inserted has no `before`,
/// one that was changed keeps what it had.
void stamp(Document& document, const Value& now, const Document* before);

}  // namespace profilestore::crud

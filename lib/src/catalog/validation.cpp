#include "catalog/validation.hpp"

#include <fmt/format.h>

#include <profilestore/error.hpp>

#include "catalog/rows.hpp"
#include "catalog/stored_rows.hpp"
#include "document/path.hpp"
#include "extjson/reader.hpp"
#include "sqlite/identifier.hpp"
#include "sqlite/query.hpp"

namespace profilestore::catalog {
namespace {

using sqlite::Query;

constexpr std::size_t most_told = 3;       // failures in a message
constexpr std::size_t most_listed = 1000;  // documents in a report

Value id_of(const Document& document) {
  const Value* id = document::member(document, "_id");
  return id == nullptr ? Value() : *id;
}

}  // namespace

ParsedValidator::ParsedValidator(Validator validator)
    : rule_(std::move(validator)), filter_(match::Filter::parse(rule_.filter)) {}

std::vector<RuleFailure> ParsedValidator::failures(const Document& document) const try {
  if (filter_.matches(document)) return {};
  return filter_.failures(document);
} catch (const InvalidFilter& fault) {
  return {{fault.path(), fault.operator_name() + ": " + fault.what()}};
}

std::vector<RuleFailure> ParsedValidator::failures(const Document* before,
                                                   const Document& after) const {
  if (rule_.level == ValidationLevel::off) return {};
  std::vector<RuleFailure> found = failures(after);
  // MongoDB: a document that was invalid before need not become valid.
  if (!found.empty() && rule_.level == ValidationLevel::moderate && before != nullptr &&
      !failures(*before).empty())
    found.clear();
  return found;
}

std::optional<Validator> normalised(const Validator& validator) {
  Validator normal{
      validator.filter.is_null() ? Document::object() : extjson::normalise_value(validator.filter),
      validator.level, validator.action};
  if (normal == Validator{Document::object()}) return std::nullopt;
  return normal;
}

std::vector<RuleFailure> check_write(const CollectionEntry& collection, const Document* before,
                                     const Document& after) {
  if (!collection.validator) return {};
  std::vector<RuleFailure> failures = collection.validator->failures(before, after);
  if (failures.empty() || !collection.validator->refuses()) return failures;
  const std::string text = text_of(failures);
  throw ValidationFailed(text, id_of(after), std::move(failures));
}

std::string text_of(const std::vector<RuleFailure>& failures) {
  std::string text = "Document failed validation";
  for (std::size_t i = 0; i < failures.size() && i < most_told; ++i)
    text += fmt::format("{} '{}' {}", i == 0 ? ":" : ",", failures[i].path, failures[i].rule);
  if (failures.size() > most_told) text += fmt::format(" and {} more", failures.size() - most_told);
  return text;
}

ValidationReport validate(sqlite::Connection& connection, const CollectionEntry& collection) {
  ValidationReport report;
  if (!collection.validator || collection.validator->rule().filter.empty()) return report;
  StoredRows rows(connection, collection, "ORDER BY row");
  while (rows.next()) {
    ++report.documents;
    const Document document = rows.document();
    auto failures = collection.validator->failures(document);
    if (failures.empty()) continue;
    ++report.invalid;
    if (report.first.size() < most_listed)
      report.first.push_back({id_of(document), std::move(failures)});
  }
  return report;
}

}  // namespace profilestore::catalog

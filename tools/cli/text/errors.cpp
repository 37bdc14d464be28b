#include "text/errors.hpp"

#include <fmt/format.h>

namespace profilestore::cli {

std::string name_of(const Error& error) {
  const std::string_view name = code_name(error.code());
  if (!name.empty()) return std::string(name);
  if (error.code() != 0) return fmt::format("Location{}", error.code());  // as MongoDB does
  if (const auto* failure = dynamic_cast<const Failure*>(&error)) return failure->name();
  if (dynamic_cast<const Busy*>(&error)) return "Busy";
  if (dynamic_cast<const OutcomeUnknown*>(&error)) return "OutcomeUnknown";
  if (dynamic_cast<const DiskFull*>(&error)) return "DiskFull";
  if (dynamic_cast<const ReadOnly*>(&error)) return "ReadOnly";
  if (dynamic_cast<const Corrupt*>(&error)) return "Corrupt";
  if (dynamic_cast<const RolledBack*>(&error)) return "RolledBack";
  if (dynamic_cast<const ForeignWal*>(&error)) return "ForeignWal";
  if (dynamic_cast<const ForeignHead*>(&error)) return "ForeignHead";
  if (dynamic_cast<const NotAStore*>(&error)) return "NotAStore";
  if (dynamic_cast<const TooNew*>(&error)) return "TooNew";
  if (dynamic_cast<const AmbiguousKeys*>(&error)) return "AmbiguousKeys";
  if (dynamic_cast<const PlanMoved*>(&error)) return "PlanMoved";
  return dynamic_cast<const StorageFailure*>(&error) ? "StorageFailure" : "Error";
}

std::string error_members(const Error& error, Flavour flavour) {
  std::string text = fmt::format(R"("code":{},"codeName":{},"message":{})", error.code(),
                                 plain_text(name_of(error)), plain_text(error.what()));
  if (const auto* clash = dynamic_cast<const DuplicateKey*>(&error))
    text += fmt::format(R"(,"keyPattern":{},"keyValue":{})", plain_text(clash->key_pattern()),
                        text_of(clash->key_value(), flavour));
  if (const auto* keys = dynamic_cast<const AmbiguousKeys*>(&error))
    text += fmt::format(R"(,"indexes":{},"ids":{})", plain_text(Value(keys->indexes())),
                        text_of_value(Value(keys->ids()), flavour));
  if (const auto* failed = dynamic_cast<const ValidationFailed*>(&error))
    text += fmt::format(R"(,"errInfo":{{"failingDocumentId":{},"details":{}}})",
                        text_of_value(failed->document_id(), flavour),
                        details_text(failed->failures()));
  return text;
}

std::string details_text(const std::vector<RuleFailure>& failures) {
  Value details = Value::array();
  for (const RuleFailure& failure : failures)
    details.push_back({{"path", failure.path}, {"rule", failure.rule}});
  return plain_text(details);
}

std::string error_text(const Error& error, Flavour flavour) {
  return fmt::format(R"({{"ok":0,{}}})", error_members(error, flavour));
}

bool is_about_store(const StorageFailure& error) {
  return error.sqlite_code() != 0 || dynamic_cast<const NotAStore*>(&error) ||
         dynamic_cast<const TooNew*>(&error) || dynamic_cast<const Busy*>(&error);
}

}  // namespace profilestore::cli

#include <profilestore/error.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "document/type.hpp"

namespace profilestore {
namespace {

struct Name {
  int code;
  std::string_view name;
};

constexpr std::array names{
    Name{2, "BadValue"},
    Name{4, "NoSuchKey"},
    Name{9, "FailedToParse"},
    Name{14, "TypeMismatch"},
    Name{15, "Overflow"},
    Name{20, "IllegalOperation"},
    Name{26, "NamespaceNotFound"},
    Name{27, "IndexNotFound"},
    Name{28, "PathNotViable"},
    Name{34, "CannotBackfillArray"},
    Name{40, "ConflictingUpdateOperators"},
    Name{48, "NamespaceExists"},
    Name{50, "MaxTimeMSExpired"},
    Name{52, "DollarPrefixedFieldName"},
    Name{53, "InvalidIdField"},
    Name{54, "NotSingleValueField"},
    Name{56, "EmptyFieldName"},
    Name{59, "CommandNotFound"},
    Name{66, "ImmutableField"},
    Name{67, "CannotCreateIndex"},
    Name{72, "InvalidOptions"},
    Name{73, "InvalidNamespace"},
    Name{85, "IndexOptionsConflict"},
    Name{86, "IndexKeySpecsConflict"},
    Name{96, "OperationFailed"},
    Name{111, "NotExactValueField"},
    Name{115, "CommandNotSupported"},
    Name{121, "DocumentValidationFailure"},
    Name{146, "ExceededMemoryLimit"},
    Name{161, "IncompatibleCollationVersion"},
    Name{168, "InvalidPipelineOperator"},
    Name{171, "CannotIndexParallelArrays"},
    Name{197, "InvalidIndexSpecificationOption"},
    Name{224, "QueryFeatureNotAllowed"},
    Name{241, "ConversionFailure"},
    Name{260, "InvalidResumeToken"},
    Name{286, "ChangeStreamHistoryLost"},
    Name{10334, "BSONObjectTooLarge"},
    Name{11000, "DuplicateKey"},
    Name{11601, "Interrupted"},
    Name{17420, "Location17420"},
    Name{40414, "IDLFailedToParse"},
    Name{40415, "IDLUnknownField"},
};

// A value as MongoDB's shell writes it in an E11000: strings quoted, an ObjectId by its call.
std::string shell_text(const Value& value) {
  using document::Type;
  switch (document::type_of(value)) {
    case Type::object_id:
      return fmt::format("ObjectId('{}')", value.begin()->get<std::string>());
    case Type::int64:
    case Type::decimal:
    case Type::real:
      if (value.is_object()) return value.begin()->get<std::string>();
      break;
    default:
      break;
  }
  return value.dump(-1, ' ', false, Value::error_handler_t::replace);
}

std::string dup_key_text(const Document& key_value) {
  std::string text;
  for (const auto& [path, value] : key_value.items())
    text += fmt::format("{}{}: {}", text.empty() ? "" : ", ", path, shell_text(value));
  return text;
}

}  // namespace

std::string_view code_name(int code) {
  const auto* found = std::find_if(names.begin(), names.end(),
                                   [&](const Name& entry) { return entry.code == code; });
  return found == names.end() ? std::string_view{} : found->name;
}

MaxTimeMSExpired::MaxTimeMSExpired()
    : Error(50,
            "operation exceeded time limit: give it a longer max_time (maxTimeMS in exec), or "
            "an index to search by") {}

Interrupted::Interrupted()
    : Error(11601, "operation was interrupted: its stop token was stopped; nothing was done") {}

MalformedJson::MalformedJson(const std::string& reason, std::size_t offset, std::size_t line)
    : InvalidInput(9, fmt::format("{} (offset {}, line {})", reason, offset, line)),
      reason_(reason),
      offset_(offset),
      line_(line) {}

DuplicateKey::DuplicateKey(const std::string& database, std::string collection, std::string index,
                           Document key_pattern, Document key_value, Value existing_id)
    : Error(11000,
            fmt::format("E11000 duplicate key error collection: {}.{} index: {} dup key: {{ {} }}",
                        database, collection, index, dup_key_text(key_value))),
      collection_(std::move(collection)),
      index_(std::move(index)),
      key_pattern_(std::move(key_pattern)),
      key_value_(std::move(key_value)),
      existing_id_(std::move(existing_id)) {}

AmbiguousKeys::AmbiguousKeys(std::string collection, std::vector<std::string> indexes,
                             std::vector<Value> ids)
    : Error(0, fmt::format("collection {}: the keys of {} belong to different documents; inspect "
                           "both, then merge them or use only one of the keys",
                           collection, fmt::join(indexes, " and "))),
      collection_(std::move(collection)),
      indexes_(std::move(indexes)),
      ids_(std::move(ids)) {}

}  // namespace profilestore

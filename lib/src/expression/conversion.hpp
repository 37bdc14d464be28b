// One value as another type, as $convert does it.
#pragma once

#include <optional>
#include <profilestore/document.hpp>
#include <string>

#include "document/type.hpp"
#include "evaluation/result.hpp"

namespace profilestore::expression {

/// What a value is to become.
struct Target {
  document::Type type = document::Type::null;
  std::optional<int> subtype = {};  ///< of binary
};

/// {to: …}: a name of a type, its number, or {type, subtype}. Throws InvalidExpression (2, 9).
Target target_of(const Result& to, const std::string& op);

/// What `format` says of how bytes are written: nothing if it is not given.
enum class BinaryFormat { base64, base64url, hex, uuid, utf8, automatic };
std::optional<BinaryFormat> binary_format_of(const Result& format, const std::string& op);

/// Throws InvalidExpression (241) for a value that the type cannot have. REQUIRES: it is not
/// nullish.
Value converted(const Result& value, const Target& target, std::optional<BinaryFormat> format,
                const std::string& op);

/// As document::Type::string, of a value that has text of its own. Of binary: see text_of_bytes.
Value converted_to_text(const Result& value, std::optional<BinaryFormat> format,
                        const std::string& op);
Value converted_to_number(const Result& value, document::Type type, const std::string& op);
Value converted_to_bytes(const Result& value, int subtype, std::optional<BinaryFormat> format,
                         const std::string& op);
std::string text_of_bytes(const Value& binary, std::optional<BinaryFormat> format,
                          const std::string& op);

/// Throws InvalidExpression (241).
[[noreturn]] void refuse_conversion(const Result& value, document::Type to, const std::string& op);

}  // namespace profilestore::expression

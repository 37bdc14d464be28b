// The BSON type of a value in normal form, and MongoDB's names and order of the types.
#pragma once

#include <cstdint>
#include <profilestore/document.hpp>
#include <string_view>

namespace profilestore::document {

enum class Type {
  min_key,
  undefined,
  null,
  int32,
  int64,
  real,  ///< MongoDB's "double"
  decimal,
  string,
  symbol,
  object,
  array,
  binary,
  object_id,
  boolean,
  date,
  timestamp,
  regex,
  db_pointer,
  code,
  code_with_scope,
  max_key,
};

/// REQUIRES: `value` is in normal form. An object that is no wrapper is Type::object.
Type type_of(const Value& value);

/// Whether a bare integer of normal form is an Int32; otherwise it is an Int64.
constexpr bool fits_int32(std::int64_t number) {
  return number == static_cast<std::int32_t>(number);
}

/// The bracket a type sorts in: two values of different brackets compare as their brackets do.
/// MongoDB: canonicalizeBSONType, and its numbers; stored in index keys, so never to change.
int bracket(Type type);

/// MongoDB's alias ("int", "objectId", "bool"), as $type and error messages have it.
std::string_view alias(Type type);

bool is_number(Type type);

/// An object whose fields can be walked into: not a wrapper such as {"$oid": …}.
bool is_plain_object(const Value& value);

/// Whether an object whose first name is `name` reads as a wrapper ("$oid", "$date", …).
/// Such a name may never become the field of a document by way of an update path.
bool is_wrapper_name(std::string_view name);

}  // namespace profilestore::document

// What an expression gives: a value of its own, one that somebody else holds, or nothing.
#pragma once

#include <optional>
#include <profilestore/document.hpp>
#include <string_view>
#include <utility>

#include "document/type.hpp"

namespace profilestore::expression {

/// A value that is seen belongs to the document, a variable or the expression: it lives until the
/// evaluation, or the operator that binds the variable, ends.
class Result {
 public:
  /// Nothing: MongoDB's "missing".
  Result() = default;
  Result(Value value) : owned_(std::move(value)) {}
  Result(std::optional<Value> value) : owned_(std::move(value)) {}

  /// Null pointer: nothing.
  static Result seen(const Value* value) {
    Result result;
    result.seen_ = value;
    return result;
  }

  explicit operator bool() const { return seen_ != nullptr || owned_.has_value(); }
  const Value& operator*() const { return seen_ != nullptr ? *seen_ : *owned_; }
  const Value* operator->() const { return &**this; }

  /// Makes the value its own.
  Value take() && { return seen_ != nullptr ? *seen_ : *std::move(owned_); }
  Result kept() && {
    if (seen_ == nullptr) return std::move(*this);
    return Result(*seen_);
  }
  std::optional<Value> optional() && {
    if (seen_ != nullptr) return *seen_;
    return std::move(owned_);
  }

  /// A part of the value, which it holds: seen if the value is.
  Result part(const Value& inside) const { return seen_ != nullptr ? seen(&inside) : inside; }

  bool is(document::Type type) const { return *this && document::type_of(**this) == type; }
  bool is_array() const { return *this && (**this).is_array(); }
  bool is_string() const { return *this && (**this).is_string(); }
  bool is_object() const { return *this && document::is_plain_object(**this); }
  bool is_number() const { return *this && document::is_number(document::type_of(**this)); }

  /// Missing, null or undefined, which most operators answer with null.
  bool is_nullish() const { return !*this || (**this).is_null() || is(document::Type::undefined); }

  /// The string. REQUIRES: is_string().
  const std::string& text() const { return (**this).get_ref<const std::string&>(); }

  /// MongoDB's alias of its type; "missing" of nothing.
  std::string_view type_name() const {
    return *this ? document::alias(document::type_of(**this)) : "missing";
  }

 private:
  std::optional<Value> owned_;
  const Value* seen_ = nullptr;
};

/// A value to compare by: what is missing compares as undefined does. MongoDB: Value::compare.
const Value& compared(const Result& result);

/// MongoDB's coercion to a boolean: false, null, undefined, zero of any type and what is missing
/// are false; all else is true, "" and [] too.
bool truth(const Result& result);
bool truth(const std::optional<Value>& value);
bool truth(const Value& value);

}  // namespace profilestore::expression

// The wrappers of Extended JSON, v2 and v1: how each is read, and what it becomes in normal form.
//
// A wrapper's name makes an object that wrapper: anything else than exactly its members is a Fault.
#pragma once

#include <string_view>

#include "extjson/sink.hpp"
#include "extjson/view.hpp"

namespace profilestore::extjson {

enum class Outcome {
  converted,
  data,           ///< no wrapper after all: fields like any other
  scope_follows,  ///< told up to the value of $scope; that and the end remain to be told
};

struct Wrapper {
  std::string_view name;
  /// REQUIRES: the object has a member `name`. Throws Fault.
  Outcome (*convert)(View object, Sink& out);
  bool filled = true;  ///< such a value counts as filled
};

/// The wrapper that a name announces, or null pointer.
const Wrapper* wrapper_named(std::string_view name);

// One function for each name, in wrapper_numbers.cpp, wrapper_bytes.cpp and wrapper_others.cpp.
Outcome convert_number_int(View object, Sink& out);
Outcome convert_number_long(View object, Sink& out);
Outcome convert_number_double(View object, Sink& out);
Outcome convert_number_decimal(View object, Sink& out);
Outcome convert_date(View object, Sink& out);
Outcome convert_timestamp(View object, Sink& out);

Outcome convert_oid(View object, Sink& out);
Outcome convert_binary(View object, Sink& out);
Outcome convert_uuid(View object, Sink& out);

Outcome convert_regular_expression(View object, Sink& out);
Outcome convert_regex(View object, Sink& out);
Outcome convert_code(View object, Sink& out);
Outcome convert_scope(View object, Sink& out);
Outcome convert_symbol(View object, Sink& out);
Outcome convert_undefined(View object, Sink& out);
Outcome convert_min_key(View object, Sink& out);
Outcome convert_max_key(View object, Sink& out);
Outcome convert_db_pointer(View object, Sink& out);

/// The value of the wrapper's only member. Throws Fault if there are others.
View only_member(View object, std::string_view name);

/// The same, if it is a string; else a Fault that says what is `expected`.
std::string_view only_text(View object, std::string_view name, std::string_view expected);

/// The text of a member, if it is there and a string.
std::optional<std::string_view> member_text(View object, std::string_view name);

}  // namespace profilestore::extjson

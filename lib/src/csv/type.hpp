// The types of columns of CSV, as mongoimport names them, and values of theirs as Extended JSON.
#pragma once

#include <string>
#include <string_view>

#include "csv/date.hpp"

namespace profilestore::csv {

enum class Kind {
  automatic,
  string,
  int32,
  int64,
  real,
  decimal,
  boolean,
  date,
  object_id,
  base64,
  hex
};

struct Type {
  Kind kind = Kind::automatic;
  std::string name = "auto";  ///< without its argument
  DateLayout layout = {};     ///< of dates
};

/// The type that `name` and `argument` tell: of `date(2006-01-02)` these are "date" and
/// "2006-01-02".
///
///     auto() string() int32() int64() double() decimal() boolean() objectId()
///     date(LAYOUT), date_go(LAYOUT): Go's layouts, see DateLayout; ISO 8601 if there is none
///     binary(base64), binary(hex)
///
/// Throws InvalidInput for another.
Type type_of(std::string_view name, std::string_view argument);

/// Appends a value as Extended JSON; false, if it is not of the type. With type auto it is an
/// integer, a Double, an ObjectId where it is written as one is, without loss; else a string.
bool append_value(const Type& type, std::string_view value, std::string& json);

void append_json_string(std::string_view text, std::string& json);

}  // namespace profilestore::csv

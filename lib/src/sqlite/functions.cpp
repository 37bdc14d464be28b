#include "sqlite/functions.hpp"

#include <array>
#include <bit>
#include <string>

#include "document/sum.hpp"
#include "sqlite/error_code.hpp"

namespace profilestore::sqlite {
namespace {

std::string_view text_of(sqlite3_value* value) {
  const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
  return {text == nullptr ? "" : text, static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

std::string_view blob_of(sqlite3_value* value) {
  const auto* bytes = static_cast<const char*>(sqlite3_value_blob(value));
  return {bytes == nullptr ? "" : bytes, static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

// The same on every machine.
std::uint64_t sum_of_bits(std::uint64_t bits, std::uint64_t seed) {
  std::array<char, 8> bytes;
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(bits >> (8 * i));
  return document::sum_of({bytes.data(), bytes.size()}, seed);
}

std::uint64_t value_seed(std::uint64_t sum, int place, int type) {
  return sum ^ (static_cast<std::uint64_t>(place) << 8 | static_cast<unsigned>(type));
}

// The sum of the values up to `value`, which is argument `place`. NULLs leave no trace: a column
// that a later migration adds changes no sum.
std::uint64_t sum_with(std::uint64_t sum, int place, sqlite3_value* value) {
  const int type = sqlite3_value_type(value);
  if (type == SQLITE_NULL) return sum;
  const auto seed = value_seed(sum, place, type);
  if (type == SQLITE_FLOAT)
    return sum_of_bits(std::bit_cast<std::uint64_t>(sqlite3_value_double(value)), seed);
  if (type == SQLITE_INTEGER)
    return sum_of_bits(static_cast<std::uint64_t>(sqlite3_value_int64(value)), seed);
  return document::sum_of(type == SQLITE_BLOB ? blob_of(value) : text_of(value), seed);
}

// The same of a value that a row was read with.
std::uint64_t sum_with(std::uint64_t sum, int place, const keys::Part& value) {
  if (const auto* real = std::get_if<double>(&value))
    return sum_of_bits(std::bit_cast<std::uint64_t>(*real), value_seed(sum, place, SQLITE_FLOAT));
  if (const auto* integer = std::get_if<std::int64_t>(&value))
    return sum_of_bits(static_cast<std::uint64_t>(*integer),
                       value_seed(sum, place, SQLITE_INTEGER));
  if (const auto* text = std::get_if<std::string>(&value))
    return document::sum_of(*text, value_seed(sum, place, SQLITE_TEXT));
  if (const auto* blob = std::get_if<keys::Blob>(&value))
    return document::sum_of(blob->bytes, value_seed(sum, place, SQLITE_BLOB));
  return sum;
}

// One call of ps_match. No exception leaves it: SQLite is C.
class Matching {
 public:
  Matching(sqlite3_context* context, sqlite3_value** arguments)
      : context_(context),
        arguments_(arguments),
        operation_(static_cast<MatchFunction*>(sqlite3_value_pointer(arguments[0], match_type))) {}

  template <typename Body>
  void answer(Body body) noexcept {
    if (operation_ == nullptr)
      return sqlite3_result_error(context_, "a ps_ function outside of its statement", -1);
    try {
      body();
    } catch (...) {  // the C boundary: Query::step throws it again
      operation_->fault = std::current_exception();
      sqlite3_result_error(context_, "ps_ function failed", -1);
    }
  }

  MatchFunction& operation() { return *operation_; }

  StoredRow stored() {
    StoredRow stored{sqlite3_value_int64(arguments_[1]), text_of(arguments_[2]),
                     blob_of(arguments_[3])};
    if (sqlite3_value_type(arguments_[4]) != SQLITE_NULL)
      stored.sum = sqlite3_value_int64(arguments_[4]);
    return stored;
  }

  void give(bool truth) { sqlite3_result_int(context_, truth ? 1 : 0); }

 private:
  sqlite3_context* context_;
  sqlite3_value** arguments_;
  MatchFunction* operation_;
};

void match(sqlite3_context* context, int, sqlite3_value** arguments) {
  Matching call(context, arguments);
  call.answer([&] { call.give(call.operation().matches(call.stored())); });
}

void document_sum(sqlite3_context* context, int, sqlite3_value** arguments) {
  const StoredRow row{sqlite3_value_int64(arguments[1]), text_of(arguments[2]),
                      blob_of(arguments[3])};
  sqlite3_result_int64(context, sum_of(sqlite3_value_int64(arguments[0]), row));
}

void sum(sqlite3_context* context, int count, sqlite3_value** arguments) {
  std::uint64_t sum = 0;
  for (int i = 0; i < count; ++i) sum = sum_with(sum, i, arguments[i]);
  sqlite3_result_int64(context, std::bit_cast<std::int64_t>(sum));
}

using Function = void (*)(sqlite3_context*, int, sqlite3_value**);

void add(sqlite3* database, const char* name, int arguments, Function function) {
  check(sqlite3_create_function_v2(database, name, arguments, SQLITE_UTF8 | SQLITE_DIRECTONLY,
                                   nullptr, function, nullptr, nullptr, nullptr),
        "registering a function");
}

}  // namespace

std::int64_t sum_of_values(std::span<const keys::Part> values) {
  std::uint64_t sum = 0;
  int place = 0;
  for (const keys::Part& value : values) sum = sum_with(sum, place++, value);
  return std::bit_cast<std::int64_t>(sum);
}

void register_functions(sqlite3* database) {
  add(database, "ps_match", 5, match);
  add(database, "ps_doc_sum", 4, document_sum);
  add(database, "ps_sum", -1, sum);
}

}  // namespace profilestore::sqlite

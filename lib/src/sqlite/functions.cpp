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

// The sum of the values up to `value`, which is argument `place`. NULLs leave no trace: a column
// that a later migration adds changes no sum.
std::uint64_t sum_with(std::uint64_t sum, int place, sqlite3_value* value) {
  const int type = sqlite3_value_type(value);
  if (type == SQLITE_NULL) return sum;
  const auto seed = sum ^ (static_cast<std::uint64_t>(place) << 8 | static_cast<unsigned>(type));
  if (type == SQLITE_FLOAT)
    return sum_of_bits(std::bit_cast<std::uint64_t>(sqlite3_value_double(value)), seed);
  if (type == SQLITE_INTEGER)
    return sum_of_bits(static_cast<std::uint64_t>(sqlite3_value_int64(value)), seed);
  return document::sum_of(type == SQLITE_BLOB ? blob_of(value) : text_of(value), seed);
}

// One call from SQLite. No exception leaves it: SQLite is C.
template <typename Operation>
class Call {
 public:
  Call(sqlite3_context* context, sqlite3_value** arguments, const char* type)
      : context_(context),
        arguments_(arguments),
        operation_(static_cast<Operation*>(sqlite3_value_pointer(arguments[0], type))) {}

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

  Operation& operation() { return *operation_; }

  StoredRow stored() {
    StoredRow stored{sqlite3_value_int64(arguments_[1]), text_of(arguments_[2]),
                     blob_of(arguments_[3])};
    if (sqlite3_value_type(arguments_[4]) != SQLITE_NULL)
      stored.sum = sqlite3_value_int64(arguments_[4]);
    return stored;
  }
  bool found_row() { return sqlite3_value_type(arguments_[1]) != SQLITE_NULL; }
  std::int64_t number(int argument) { return sqlite3_value_int64(arguments_[argument]); }
  int column(int argument) { return sqlite3_value_int(arguments_[argument]); }

  void give(bool truth) { sqlite3_result_int(context_, truth ? 1 : 0); }
  void give(std::int64_t number) { sqlite3_result_int64(context_, number); }
  void give(std::string_view text) {
    sqlite3_result_text64(context_, text.empty() ? "" : text.data(), text.size(), SQLITE_TRANSIENT,
                          SQLITE_UTF8);
  }
  void give(const keys::Part& part) {
    if (const auto* integer = std::get_if<std::int64_t>(&part))
      sqlite3_result_int64(context_, *integer);
    else if (const auto* real = std::get_if<double>(&part))
      sqlite3_result_double(context_, *real);
    else if (const auto* text = std::get_if<std::string>(&part))
      give(std::string_view(*text));
    else if (const auto* blob = std::get_if<keys::Blob>(&part))
      sqlite3_result_blob64(context_, blob->bytes.data(), blob->bytes.size(), SQLITE_TRANSIENT);
    else
      sqlite3_result_null(context_);
  }

 private:
  sqlite3_context* context_;
  sqlite3_value** arguments_;
  Operation* operation_;
};

using Matching = Call<MatchFunction>;
using Updating = Call<UpdateFunctions>;

void match(sqlite3_context* context, int, sqlite3_value** arguments) {
  Matching call(context, arguments, match_type);
  call.answer([&] { call.give(call.operation().matches(call.stored())); });
}

void changes(sqlite3_context* context, int, sqlite3_value** arguments) {
  Updating call(context, arguments, update_type);
  call.answer([&] { call.give(call.operation().changes(call.stored())); });
}

void update(sqlite3_context* context, int, sqlite3_value** arguments) {
  Updating call(context, arguments, update_type);
  call.answer([&] { call.give(call.operation().updated()); });
}

void updated_sum(sqlite3_context* context, int, sqlite3_value** arguments) {
  Updating call(context, arguments, update_type);
  call.answer([&] { call.give(call.operation().updated_sum()); });
}

void key(sqlite3_context* context, int, sqlite3_value** arguments) {
  Updating call(context, arguments, update_type);
  call.answer([&] { call.give(call.operation().updated_key(call.column(1))); });
}

void new_document(sqlite3_context* context, int, sqlite3_value** arguments) {
  Updating call(context, arguments, update_type);
  call.answer([&] { call.give(call.found_row() ? "" : call.operation().inserted()); });
}

void new_sum(sqlite3_context* context, int, sqlite3_value** arguments) {
  Updating call(context, arguments, update_type);
  call.answer([&] {
    if (call.found_row())
      call.give(keys::Part{});
    else
      call.give(call.operation().inserted_sum(call.number(2)));
  });
}

void new_key(sqlite3_context* context, int, sqlite3_value** arguments) {
  Updating call(context, arguments, update_type);
  call.answer([&] {
    call.give(call.found_row() ? keys::Part{} : call.operation().inserted_key(call.column(2)));
  });
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

void register_functions(sqlite3* database) {
  add(database, "ps_match", 5, match);
  add(database, "ps_changes", 5, changes);
  add(database, "ps_update", 1, update);
  add(database, "ps_updated_sum", 1, updated_sum);
  add(database, "ps_key", 2, key);
  add(database, "ps_new_doc", 2, new_document);
  add(database, "ps_new_sum", 3, new_sum);
  add(database, "ps_new_key", 3, new_key);
  add(database, "ps_doc_sum", 4, document_sum);
  add(database, "ps_sum", -1, sum);
}

}  // namespace profilestore::sqlite

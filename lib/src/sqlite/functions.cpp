#include "sqlite/functions.hpp"

#include "sqlite/error_code.hpp"

namespace profilestore::sqlite {
namespace {

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

  std::string_view document() {
    const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(arguments_[1]));
    return {text == nullptr ? "" : text,
            static_cast<std::size_t>(sqlite3_value_bytes(arguments_[1]))};
  }
  bool row_exists() { return sqlite3_value_type(arguments_[1]) != SQLITE_NULL; }
  int column() { return sqlite3_value_int(arguments_[2]); }

  void give(bool truth) { sqlite3_result_int(context_, truth ? 1 : 0); }
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
  call.answer([&] { call.give(call.operation().matches(call.document())); });
}

void changes(sqlite3_context* context, int, sqlite3_value** arguments) {
  Updating call(context, arguments, update_type);
  call.answer([&] { call.give(call.operation().changes(call.document())); });
}

void update(sqlite3_context* context, int, sqlite3_value** arguments) {
  Updating call(context, arguments, update_type);
  call.answer([&] { call.give(call.operation().updated(call.document())); });
}

void key(sqlite3_context* context, int, sqlite3_value** arguments) {
  Updating call(context, arguments, update_type);
  call.answer([&] { call.give(call.operation().updated_key(call.document(), call.column())); });
}

void new_document(sqlite3_context* context, int, sqlite3_value** arguments) {
  Updating call(context, arguments, update_type);
  call.answer([&] { call.give(call.row_exists() ? "" : call.operation().inserted()); });
}

void new_key(sqlite3_context* context, int, sqlite3_value** arguments) {
  Updating call(context, arguments, update_type);
  call.answer([&] {
    call.give(call.row_exists() ? keys::Part{} : call.operation().inserted_key(call.column()));
  });
}

using Function = void (*)(sqlite3_context*, int, sqlite3_value**);

void add(sqlite3* database, const char* name, int arguments, Function function) {
  check(sqlite3_create_function_v2(database, name, arguments, SQLITE_UTF8 | SQLITE_DIRECTONLY,
                                   nullptr, function, nullptr, nullptr, nullptr),
        "registering a function");
}

}  // namespace

void register_functions(sqlite3* database) {
  add(database, "ps_match", 2, match);
  add(database, "ps_changes", 2, changes);
  add(database, "ps_update", 2, update);
  add(database, "ps_key", 3, key);
  add(database, "ps_new_doc", 2, new_document);
  add(database, "ps_new_key", 3, new_key);
}

}  // namespace profilestore::sqlite

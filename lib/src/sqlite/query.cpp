#include "sqlite/query.hpp"

#include "sqlite/error_code.hpp"
#include "sqlite/functions.hpp"

namespace profilestore::sqlite {

Query::Query(Connection& connection, std::string_view sql)
    : connection_(connection),
      known_(connection.statements_of(sql)),
      statement_(connection.take(known_)) {}

Query::~Query() {
  // The failure of the last step, which reset repeats, has been reported by that step.
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
  connection_.give_back(known_, std::move(statement_));
}

void Query::note_schema(std::int64_t version) {
  statement_.schema_version = version;
  statement_.renewals = renewals();
}

bool Query::is_of_schema(std::int64_t version) const {
  return statement_.schema_version == version && statement_.renewals == renewals();
}

int Query::renewals() const {
  return sqlite3_stmt_status(statement_.get(), SQLITE_STMTSTATUS_REPREPARE, 0);
}

Query& Query::bind(int parameter, std::int64_t number) {
  connection_.check(sqlite3_bind_int64(statement_.get(), parameter, number), "binding a number");
  return *this;
}

Query& Query::bind(int parameter, std::string_view text) {
  connection_.check(
      sqlite3_bind_text64(statement_.get(), parameter, text.empty() ? "" : text.data(), text.size(),
                          SQLITE_STATIC, SQLITE_UTF8),
      "binding text");
  return *this;
}

Query& Query::bind_blob(int parameter, std::string_view bytes) {
  connection_.check(
      sqlite3_bind_blob64(statement_.get(), parameter, bytes.empty() ? "" : bytes.data(),
                          bytes.size(), SQLITE_STATIC),
      "binding bytes");
  return *this;
}

Query& Query::bind_null(int parameter) {
  connection_.check(sqlite3_bind_null(statement_.get(), parameter), "binding null");
  return *this;
}

Query& Query::bind_part(int parameter, const keys::Part& part) {
  if (const auto* number = std::get_if<std::int64_t>(&part)) return bind(parameter, *number);
  if (const auto* text = std::get_if<std::string>(&part))
    return bind(parameter, std::string_view(*text));
  if (const auto* blob = std::get_if<keys::Blob>(&part)) return bind_blob(parameter, blob->bytes);
  if (const auto* real = std::get_if<double>(&part)) {
    connection_.check(sqlite3_bind_double(statement_.get(), parameter, *real), "binding a number");
    return *this;
  }
  return bind_null(parameter);
}

Query& Query::bind_functions(int parameter, MatchFunction& functions) {
  functions_.push_back(&functions);
  connection_.check(
      sqlite3_bind_pointer(statement_.get(), parameter, &functions, match_type, nullptr),
      "binding a filter");
  return *this;
}

void Query::rethrow_fault() {
  for (const RowFunctions* functions : functions_)
    if (functions->fault) std::rethrow_exception(functions->fault);
}

int Query::try_step(std::string_view doing) {
  const int code = sqlite3_step(statement_.get());
  connection_.check_unchanged();
  if (code == SQLITE_ROW || code == SQLITE_DONE) return code;
  rethrow_fault();
  if (!is_unique_violation(code)) connection_.raise(code, doing);
  return code;
}

bool Query::step() {
  const int code = try_step();
  if (is_unique_violation(code)) connection_.raise(code, "running a statement");
  return code == SQLITE_ROW;
}

std::optional<bool> Query::step_if_prepared() {
  const int code = sqlite3_step(statement_.get());
  connection_.check_unchanged();
  if (code == SQLITE_ROW || code == SQLITE_DONE) return code == SQLITE_ROW;
  if (is_schema_error(code)) return std::nullopt;
  connection_.raise(code, "running a statement");
}

void Query::run() {
  while (step()) {
  }
}

void Query::reset() { sqlite3_reset(statement_.get()); }

std::int64_t Query::integer(int column) { return sqlite3_column_int64(statement_.get(), column); }

std::string_view Query::text(int column) {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
  if (text == nullptr) return {};
  return {text, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

std::string_view Query::blob(int column) {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
  if (bytes == nullptr) return {};
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

bool Query::is_null(int column) {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

keys::Part Query::part(int column) {
  switch (sqlite3_column_type(statement_.get(), column)) {
    case SQLITE_INTEGER:
      return integer(column);
    case SQLITE_FLOAT:
      return sqlite3_column_double(statement_.get(), column);
    case SQLITE_TEXT:
      return std::string(text(column));
    case SQLITE_BLOB:
      return keys::Blob{std::string(blob(column))};
    default:
      return {};
  }
}

}  // namespace profilestore::sqlite

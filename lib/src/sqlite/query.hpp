// One use of a prepared statement: bound, stepped, and handed back to its connection at the end.
#pragma once

#include <exception>
#include <optional>
#include <string>
#include <string_view>

#include "keys/key.hpp"
#include "sqlite/connection.hpp"

namespace profilestore::sqlite {

struct RowFunctions;
struct MatchFunction;

class Query {
 public:
  Query(Connection& connection, std::string_view sql);
  ~Query();
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  /// Parameters count from 1. Text and bytes must outlive the query's last step.
  Query& bind(int parameter, std::int64_t number);
  Query& bind(int parameter, int number) { return bind(parameter, std::int64_t{number}); }
  Query& bind(int parameter, std::string_view text);
  Query& bind(int parameter, const char* text) { return bind(parameter, std::string_view(text)); }
  Query& bind(int parameter, bool) = delete;
  Query& bind(int parameter, std::string&&) = delete;
  Query& bind_blob(int parameter, std::string_view bytes);
  Query& bind_blob(int parameter, std::string&&) = delete;
  Query& bind_null(int parameter);
  Query& bind_part(int parameter, const keys::Part& part);
  /// What the statement's ps_match asks; an exception of its comes out of step().
  Query& bind_functions(int parameter, MatchFunction& functions);

  /// To the next row; false at the end. Throws the error of error_code.hpp.
  bool step();

  /// As step(), but hands a uniqueness violation back: the result code, SQLITE_ROW or SQLITE_DONE.
  int try_step(std::string_view doing = "running a statement");

  /// Remembers that the statement was stepped in a read transaction of this version of the schema
  /// (ReadTransaction::schema_version), for as long as it is kept.
  void note_schema(std::int64_t version);

  /// Whether it was, and has not been prepared anew since: then what is read by a step is of that
  /// version too, since SQLite compares it before the first row, in the same moment.
  bool is_of_schema(std::int64_t version) const;

  /// As step(). Nothing if the statement can't be prepared again after a change of the schema.
  std::optional<bool> step_if_prepared();

  /// Runs to the end, whatever rows there are.
  void run();

  /// Ready to be bound and stepped again.
  void reset();

  /// Columns count from 0; views last until the next step.
  std::int64_t integer(int column);
  std::string_view text(int column);
  std::string_view blob(int column);
  bool is_null(int column);
  keys::Part part(int column);

 private:
  void rethrow_fault();
  int renewals() const;

  Connection& connection_;
  Connection::OfText& known_;
  Connection::Prepared statement_;
  std::vector<RowFunctions*> functions_;
};

}  // namespace profilestore::sqlite

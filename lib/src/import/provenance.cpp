#include "import/provenance.hpp"

namespace profilestore::importing {
namespace {

using sqlite::Query;

Value place_of(const Recipe& recipe, const Mix& mix, std::size_t rank) {
  const Candidate& candidate = recipe.ranked[rank];
  return {{"source", candidate.source},
          {"line", candidate.line},
          {"offset", candidate.offset},
          {"_id", mix.ids[rank]}};
}

Value json_of(const Recipe& recipe, const Mix& mix) {
  Value fields = Value::object();
  for (const merge::Taken& taken : mix.taken) {
    Value field = place_of(recipe, mix, taken.from.front());
    field["rule"] = taken.rule;
    for (std::size_t i = 1; i < taken.from.size(); ++i)
      field["others"].push_back(place_of(recipe, mix, taken.from[i]));
    fields[taken.field] = std::move(field);
  }
  return fields;
}

}  // namespace

Provenance::Provenance(sqlite::Connection& connection, std::int64_t import, std::int64_t collection)
    : query_(connection,
             "INSERT INTO ps_provenance (collection, row, import, source, line, offset, fields, "
             "written) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)") {
  query_.bind(1, collection).bind(3, import);
}

void Provenance::add(const Candidate& candidate, std::string_view written) {
  write(candidate.row, candidate, "", written);
}

void Provenance::add(std::int64_t row, const Recipe& recipe, const Mix& mix,
                     std::string_view written) {
  write(row, recipe.ranked.front(), json_of(recipe, mix).dump(), written);
}

void Provenance::write(std::int64_t row, const Candidate& from, std::string_view fields,
                       std::string_view written) {
  query_.bind(2, row).bind(4, int{from.source}).bind(5, std::int64_t{from.line});
  query_.bind(6, static_cast<std::int64_t>(from.offset));
  fields.empty() ? query_.bind_null(7) : query_.bind(7, fields);
  written.empty() ? query_.bind_null(8) : query_.bind(8, written);
  query_.run();
  query_.reset();
}

void forget_provenance(sqlite::Connection& connection, std::int64_t import, std::int64_t collection,
                       std::int64_t row) {
  Query query(connection,
              "DELETE FROM ps_provenance WHERE collection = ?1 AND row = ?2 AND import = ?3");
  query.bind(1, collection).bind(2, row).bind(3, import).run();
}

}  // namespace profilestore::importing

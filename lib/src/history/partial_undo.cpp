#include "history/partial_undo.hpp"

#include "document/moment.hpp"
#include "sqlite/digest_blob.hpp"
#include "sqlite/query.hpp"

namespace profilestore::history {

using sqlite::Query;

void add_partial_undo(sqlite::Connection& connection, std::int64_t import, std::string_view key,
                      std::int64_t removed, const std::string& contents) {
  std::string all = contents;
  {
    Query there(connection,
                "SELECT removed, contents FROM ps_undone_keys WHERE import = ?1 AND key = ?2");
    if (there.bind(1, import).bind_blob(2, key).step()) {
      removed += there.integer(0);
      all.insert(0, there.blob(1));
    }
  }
  const std::string time = bson::now().begin()->get<std::string>();
  Query query(connection,
              "INSERT OR REPLACE INTO ps_undone_keys (import, key, undone, removed, contents) "
              "VALUES (?1, ?2, ?3, ?4, ?5)");
  query.bind(1, import).bind_blob(2, key).bind(3, time).bind(4, removed).bind_blob(5, all).run();
}

std::string undone_since(sqlite::Connection& connection, std::int64_t import,
                         std::string_view key) {
  Query query(connection, "SELECT undone FROM ps_undone_keys WHERE import = ?1 AND key = ?2");
  return query.bind(1, import).bind_blob(2, key).step() ? std::string(query.text(0)) : "";
}

PartialUndo partial_undo(sqlite::Connection& connection, std::int64_t import) {
  Query rows(connection,
             "SELECT removed, contents FROM ps_undone_keys WHERE import = ?1 ORDER BY key");
  rows.bind(1, import);
  PartialUndo undone;
  constexpr std::size_t size = std::tuple_size_v<document::Digest>;
  while (rows.step()) {
    undone.removed += rows.integer(0);
    const std::string_view contents = rows.blob(1);
    for (std::size_t at = 0; at + size <= contents.size(); at += size)
      undone.contents.insert(sqlite::digest_in(contents.substr(at, size)));
  }
  return undone;
}

}  // namespace profilestore::history

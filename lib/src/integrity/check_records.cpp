#include "integrity/check_records.hpp"

#include <fmt/format.h>

#include <array>
#include <profilestore/error.hpp>

#include "sqlite/query.hpp"

namespace profilestore::integrity {
namespace {

using sqlite::Query;

/// A statement whose rows are faults: of which the first column is the subject.
struct RecordFault {
  const char* sql;
  const char* text;
};

// Of what was undone in part, and of collections that were dropped, less is there than was counted.
constexpr const char* whole_imports =
    "WITH whole AS (SELECT one.id, one.updated, one.merged, one.conflicted + one.quarantined AS "
    "apart, one.made_index FROM ps_imports AS one WHERE one.undone IS NULL AND one.collection IN "
    "(SELECT id FROM ps_collections) AND NOT EXISTS (SELECT 1 FROM ps_undone_keys AS part WHERE "
    "part.import = one.id)), "
    "kept AS (SELECT import, count(*) AS rows, sum(source > 0) AS losers FROM ps_archive GROUP BY "
    "import), "
    "unusable AS (SELECT import, count(*) AS rows FROM ps_quarantine GROUP BY import) ";

constexpr std::array record_faults{
    RecordFault{"SELECT whole.id FROM whole LEFT JOIN kept ON kept.import = whole.id WHERE "
                "EXISTS (SELECT 1 FROM ps_sources AS source WHERE source.import = whole.id) AND "
                "coalesce(kept.losers, 0) < whole.merged ORDER BY whole.id",
                "fewer documents of it are in the archive than it merged"},
    RecordFault{"SELECT whole.id FROM whole LEFT JOIN kept ON kept.import = whole.id WHERE "
                "whole.made_index IS NOT NULL AND coalesce(kept.rows, 0) < whole.merged "
                "ORDER BY whole.id",
                "fewer documents of it are in the archive than it merged"},
    RecordFault{"SELECT whole.id FROM whole LEFT JOIN unusable ON unusable.import = whole.id "
                "WHERE whole.made_index IS NOT NULL AND coalesce(unusable.rows, 0) < whole.apart "
                "ORDER BY whole.id",
                "fewer documents of it are in the quarantine than it put there"},
    RecordFault{"SELECT DISTINCT aside.import FROM ps_archive AS aside WHERE aside.import NOT IN "
                "(SELECT id FROM ps_imports) ORDER BY aside.import",
                "documents of it are in the archive, but it is not recorded"},
    RecordFault{"SELECT DISTINCT aside.import FROM ps_quarantine AS aside WHERE aside.import NOT "
                "IN (SELECT id FROM ps_imports) ORDER BY aside.import",
                "documents of it are in the quarantine, but it is not recorded"},
    RecordFault{"SELECT DISTINCT aside.import FROM ps_archive AS aside WHERE aside.source > 0 AND "
                "NOT EXISTS (SELECT 1 FROM ps_sources AS source WHERE source.import = aside.import "
                "AND source.number = aside.source) ORDER BY aside.import",
                "documents of it are in the archive from a source that is not recorded"},
    RecordFault{"SELECT DISTINCT aside.import FROM ps_quarantine AS aside WHERE aside.source > 0 "
                "AND NOT EXISTS (SELECT 1 FROM ps_sources AS source WHERE source.import = "
                "aside.import AND source.number = aside.source) ORDER BY aside.import",
                "documents of it are in the quarantine from a source that is not recorded"},
    RecordFault{"SELECT DISTINCT origin.import FROM ps_provenance AS origin WHERE origin.import "
                "NOT IN (SELECT id FROM ps_imports) ORDER BY origin.import",
                "fields come from it, but it is not recorded"},
    RecordFault{"SELECT DISTINCT one.import FROM ps_redirects AS one WHERE one.import NOT IN "
                "(SELECT id FROM ps_imports) ORDER BY one.import",
                "it redirects, but it is not recorded"},
    RecordFault{"SELECT DISTINCT one.import FROM ps_redirects AS one WHERE one.survivor = one.id "
                "ORDER BY one.import",
                "it redirects an _id to itself"},
};

}  // namespace

std::vector<std::string> faults_of_records(sqlite::Connection& connection) {
  std::vector<std::string> faults;
  for (const RecordFault& fault : record_faults) {
    try {
      Query rows(connection, std::string(whole_imports) + fault.sql);
      while (rows.step())
        faults.push_back(fmt::format("import {}: {}", rows.integer(0), fault.text));
    } catch (const StorageFailure& failed) {
      faults.push_back(fmt::format("the records of imports: {}", failed.what()));
      break;
    }
  }
  return faults;
}

}  // namespace profilestore::integrity

// What may be in the schema of the tables of documents.
#include "sqlite/foreign_schema.hpp"

#include "catch.hpp"

namespace sqlite_foreign_schema_test {

using profilestore::sqlite::is_plain;

TEST_CASE("A statement of the tables of documents has names and nothing else", "[sqlite]") {
  for (
      const char* sql :
      {R"(CREATE TABLE "people" (row INTEGER PRIMARY KEY, doc TEXT NOT NULL, origin BLOB, sum INTEGER))",
       R"(CREATE TABLE "a ""b"" /* c" (row INTEGER PRIMARY KEY, doc TEXT NOT NULL, origin BLOB, "k1", sum INTEGER, "k2"))",
       R"(CREATE TABLE people (row integer primary key,
             doc text not null, origin blob))",
       R"(CREATE TABLE "people.tags_1.elements" (row INTEGER NOT NULL, "k3"))",
       R"(CREATE INDEX "i" ON "people" ("k1", "k2"))", "CREATE INDEX i ON people (row)",
       R"(CREATE UNIQUE INDEX "i" ON "people" (k1 DESC, "k2" asc))"}) {
    INFO(sql);
    CHECK(is_plain(sql));
  }
  for (const char* sql : {"",
                          "CREATE",
                          "CREATE TABLE t AS SELECT 1",
                          "CREATE TABLE t (a",
                          "CREATE TABLE t (doc TEXT)",
                          "CREATE TABLE t (row)",
                          "CREATE TABLE t (k1 INTEGER)",
                          R"(CREATE TABLE t ("k2" UNIQUE ON CONFLICT IGNORE))",
                          R"(CREATE TABLE t ("k2" UNIQUE))",
                          R"(CREATE TABLE t ("k2" COLLATE NOCASE))",
                          "CREATE TABLE t (k1 DEFAULT 7)",
                          "CREATE TABLE t (k1 REFERENCES u)",
                          "CREATE TABLE t (k1, UNIQUE (k1))",
                          "CREATE TABLE t (k1 AS (7))",
                          "CREATE TABLE t (k1 CHECK (k1))",
                          "CREATE TABLE t (doc TEXT NOT NULL /* ' */ CHECK (7) /* ' */)",
                          "CREATE TABLE t (k1) WITHOUT ROWID",
                          "CREATE TABLE t (k1) STRICT",
                          "CREATE TABLE t ([a'] CHECK (7), [b'])",
                          "CREATE TABLE t (`k1`)",
                          "CREATE INDEX i ON t (k1 COLLATE NOCASE)",
                          "CREATE INDEX i ON t (lower(k1))",
                          "CREATE INDEX i ON t (k1) WHERE k1 > 7",
                          "CREATE UNIQUE INDEX i ON t (k1 /* ' */) WHERE k1 <> 'x' -- ' )",
                          "CREATE UNIQUE TABLE t (k1)",
                          R"(CREATE INDEX "i ON t (k1))"}) {
    INFO(sql);
    CHECK_FALSE(is_plain(sql));
  }
}

}  // namespace sqlite_foreign_schema_test

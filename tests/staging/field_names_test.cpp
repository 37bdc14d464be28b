// The name of a field that was probably meant.
#include "staging/field_names.hpp"

#include <vector>

#include "catch.hpp"
#include "sources/open_sources.hpp"
#include "store/temporary_store.hpp"

namespace staging_field_names_test {

using namespace profilestore;

TEST_CASE("The nearest name is that of the same letters, else of a few others", "[staging]") {
  const std::vector<std::string> names{"created_at", "email", "score", "skills", "user.mail"};
  struct Row {
    const char *given, *meant;
  };
  const std::vector<Row> table{{"createdAt", "created_at"},
                               {"Email", "email"},
                               {"emial", "email"},
                               {"scor", "score"},
                               {"skilz", "skills"},
                               {"user.Mail", "user.mail"},
                               {"phone", ""},
                               {"x", ""}};
  for (const Row& row : table) {
    INFO(row.given);
    CHECK(staging::nearest_name(row.given, names) == row.meant);
  }
}

TEST_CASE("The names of fields are those of all sources, those within arrays without index",
          "[staging]") {
  const temporary::Folder folder;
  const auto file = folder / "a.json";
  temporary::write_file(file,
                        R"({"_id":1,"a":{"b":[{"c":1},{"d":{"$date":"2020-01-01T00:00:00Z"}}]}}
no document
{"e":null}
)");
  CHECK(staging::field_names(sources::open_sources({file.string()}, {})) ==
        std::vector<std::string>{"_id", "a", "a.b", "a.b.c", "a.b.d", "e"});
}

}  // namespace staging_field_names_test

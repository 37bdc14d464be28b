// Documents that name nobody, looked up among users.
#include <algorithm>

#include "catch.hpp"
#include "import/fixture.hpp"
#include "staging/user_key.hpp"

namespace staging_users_test {

using namespace profilestore;
using fixture::by;
using Texts = std::vector<std::string>;

namespace {

const std::string the_users = R"({"_id":{"$oid":"0000000000000000000000a1"},"email":"ana@x.org"})"
                              "\n"
                              R"({"_id":{"$oid":"0000000000000000000000b1"},"email":" Bob@X.org "})"
                              "\n"
                              R"({"_id":{"$oid":"0000000000000000000000c1"},"email":"two@x.org"})"
                              "\n"
                              R"({"_id":{"$oid":"0000000000000000000000c2"},"email":"TWO@x.org"})"
                              "\n"
                              R"({"_id":{"$oid":"0000000000000000000000d1"}})"
                              "\n";

struct Bench : temporary::Folder {
  std::filesystem::path db = *this / "s.db";
  ImportOptions options = by("userId");

  Bench() { options.users.file = write("users.json", the_users); }

  std::string write(const std::string& name, const std::string& text) {
    temporary::write_file(*this / name, text);
    return (*this / name).string();
  }
  ImportReport run(const std::string& text, const std::string& name = "profiles.json") {
    return import_files(db, {write(name, text)}, options);
  }
  Texts live() { return fixture::column(db, "SELECT doc FROM profiles"); }
  Texts archive() { return fixture::column(db, "SELECT body FROM ps_archive WHERE source > 0"); }
  Texts reasons() { return fixture::column(db, "SELECT reason FROM ps_quarantine"); }
  VerifyReport verified(const ImportReport& report) {
    return verify_import(Store::open(db), report.id);
  }
};

}  // namespace

TEST_CASE("A document that names nobody is given to the one user who fits", "[import][users]") {
  struct Case {
    const char* name;
    std::string document, live, reason;
    Adoptions adoptions;
  };
  const std::string a1 = R"({"$oid":"0000000000000000000000a1"})",
                    b1 = R"({"$oid":"0000000000000000000000b1"})";
  const Case row = GENERATE_COPY(values<Case>({
      {"one user has its e-mail",
       R"({"_id":1,"email":"ana@x.org"})",
       R"({"_id":1,"email":"ana@x.org","userId":)" + a1 + "}",
       "",
       {1, 0, 0, 0}},
      {"null names nobody, and keeps its place",
       R"({"_id":1,"userId":null,"email":"ana@x.org"})",
       R"({"_id":1,"userId":)" + a1 + R"(,"email":"ana@x.org"})",
       "",
       {1, 0, 0, 0}},
      {"undefined names nobody",
       R"({"_id":1,"userId":{"$undefined":true},"email":"ana@x.org"})",
       R"({"_id":1,"userId":)" + a1 + R"(,"email":"ana@x.org"})",
       "",
       {1, 0, 0, 0}},
      {"neither case nor blanks count",
       R"({"_id":1,"email":"BOB@x.org"})",
       R"({"_id":1,"email":"BOB@x.org","userId":)" + b1 + "}",
       "",
       {1, 0, 0, 0}},
      {"it names somebody",
       R"({"_id":1,"userId":7,"email":"ana@x.org"})",
       R"({"_id":1,"userId":7,"email":"ana@x.org"})",
       "",
       {0, 0, 0, 0}},
      {"nobody has its e-mail",
       R"({"_id":1,"email":"eve@x.org"})",
       "",
       "no user has its 'email'",
       {0, 1, 0, 0}},
      {"several users have its e-mail",
       R"({"_id":1,"email":"two@x.org"})",
       "",
       "several users have its 'email'",
       {0, 0, 1, 0}},
      {"it has no e-mail",
       R"({"_id":1})",
       "",
       "it has no 'userId', and no 'email' to look it up by",
       {0, 0, 0, 1}},
      {"its e-mail is blank",
       R"({"_id":1,"email":" "})",
       "",
       "it has no 'userId', and no 'email' to look it up by",
       {0, 0, 0, 1}},
      {"an e-mail that is a number is none of theirs",
       R"({"_id":1,"email":5})",
       "",
       "no user has its 'email'",
       {0, 1, 0, 0}},
  }));
  CAPTURE(row.name);
  Bench bench;
  const auto report = bench.run(row.document + "\n");
  CHECK(report.adoptions == row.adoptions);
  CHECK(report.useless_users == 1);
  CHECK(report.users.size() == 1);
  CHECK(bench.live() == (row.live.empty() ? Texts{} : Texts{row.live}));
  CHECK(bench.reasons() == (row.reason.empty() ? Texts{} : Texts{row.reason}));
  CHECK(bench.verified(report).proven());
  if (row.adoptions.adopted == 0) return;
  CHECK(bench.archive() == Texts{row.document});
  CHECK(bench.verified(report).made_of == 1);

  // Again: nothing changes.
  const auto again = bench.run(row.document + "\n");
  CHECK(again.ledger == Ledger{1, 0, 0, 1, 0, 0, 0});
  CHECK(bench.archive().size() == 1);
  undo_import(Store::open(bench.db), again.id);
  CHECK(undo_import(Store::open(bench.db), report.id).removed == 1);
  CHECK(bench.live().empty());
  CHECK(bench.archive().empty());
}

TEST_CASE("An adopted document competes as if it had named its user", "[import][users]") {
  const bool turned = GENERATE(false, true), merging = GENERATE(false, true);
  const std::string named = R"({"_id":1,"userId":{"$oid":"0000000000000000000000a1"},"x":1})",
                    nameless = R"({"_id":2,"email":"ana@x.org","bio":"hello","y":1})";
  Bench bench;
  if (merging) bench.options.merge = {"fill"};
  const auto report = bench.run(turned ? nameless + "\n" + named : named + "\n" + nameless);
  CHECK(report.ledger == Ledger{2, 1, 0, 0, 1, 0, 0});
  const std::string taken = merging ? R"(,"x":1})" : "}";
  CHECK(bench.live() == Texts{R"({"_id":2,"email":"ana@x.org","bio":"hello","y":1,)"
                              R"("userId":{"$oid":"0000000000000000000000a1"})" +
                              taken});
  CHECK(bench.archive() == Texts{named, nameless});
  CHECK(bench.verified(report).proven());
  const auto again = bench.run(nameless + "\n" + named);
  CHECK(again.ledger == Ledger{2, 0, 0, 2, 0, 0, 0});

  const Explanation told = explain_document(Store::open(bench.db), "profiles",
                                            Value{{"$oid", "0000000000000000000000a1"}});
  const auto field = std::ranges::find(told.fields, "userId", &ExplainedField::field);
  REQUIRE(field != told.fields.end());
  CHECK(field->rule == "users:email=email:userId=_id");
  REQUIRE(field->origins.size() == 1);
  CHECK(field->origins.front().source == bench.options.users.file);
  CHECK(field->origins.front().line == 1);
  undo_import(Store::open(bench.db), again.id);
  CHECK(undo_import(Store::open(bench.db), report.id).removed == 1);
  CHECK(bench.live().empty());
}

TEST_CASE("An adopted document takes the place of one in the store, and undo gives it back",
          "[import][users]") {
  const std::string old = R"({"_id":1,"userId":{"$oid":"0000000000000000000000a1"}})",
                    better = R"({"_id":2,"email":"ana@x.org","bio":"hello"})";
  Bench bench;
  bench.run(old + "\n", "old.json");
  const auto report = bench.run(better + "\n");
  CHECK(report.ledger == Ledger{1, 0, 1, 0, 0, 0, 0});
  CHECK(bench.verified(report).proven());
  const auto again = bench.run(better + "\n");
  CHECK(again.ledger == Ledger{1, 0, 0, 1, 0, 0, 0});
  undo_import(Store::open(bench.db), again.id);
  CHECK(undo_import(Store::open(bench.db), report.id).restored == 1);
  CHECK(bench.live() == Texts{old});
}

TEST_CASE("Keys of users: other fields, in documents, twice the same user", "[import][users]") {
  Bench bench;
  const std::string user = R"({"_id":1,"account":{"name":"ana","id":"u-1"}})";
  bench.options.users = {bench.write("accounts.json", user + "\n" + user + "\n"),
                         "login=account.name:owner.id=account.id"};
  bench.options.unique = {Paths("owner.id")};
  const auto report = bench.run(R"({"_id":1,"login":"Ana"})"
                                "\n"
                                R"({"_id":2,"login":"ana","owner":{"id":null,"since":1}})"
                                "\n"
                                R"({"_id":3,"login":"ana","owner":"x"})"
                                "\n");
  CHECK(report.adoptions == Adoptions{2, 0, 0, 1});
  CHECK(bench.live() == Texts{R"({"_id":2,"login":"ana","owner":{"id":"u-1","since":1}})"});
  CHECK(bench.reasons() ==
        Texts{"it cannot have a 'owner.id': a parent of this path is not a document"});
  CHECK(bench.verified(report).proven());
}

TEST_CASE("A key of users that is none is refused, and nothing was done", "[import][users]") {
  const auto [text, why] = GENERATE(table<std::string, std::string>({
      {"email", "'email' must have one ':'"},
      {"email=email", "'email=email' must have one ':'"},
      {"email:userId=_id", "'email' must have one '='"},
      {"a=b:c=d:e=f", "'a=b:c=d:e=f' must have one ':'"},
      {"a=b=c:d=e", "'a=b=c' must have one '='"},
      {"=email:userId=_id", "'' is not a field path"},
      {"email=email:user..id=_id", "'user..id' is not a field path"},
      {"email=email:_id=_id", "every document has an _id"},
      {"email=email:email=_id", "'email' cannot be looked up by itself"},
  }));
  Bench bench;
  bench.options.users.key = text;
  CHECK_THROWS_WITH(bench.run("{}"),
                    "users: '" + text + "' is not a key such as email=email:userId=_id: " + why);
  CHECK(!std::filesystem::exists(bench.db));
}

TEST_CASE("Users that are not there, and users of CSV", "[import][users]") {
  Bench bench;
  bench.options.users.file = (bench / "nobody.json").string();
  CHECK_THROWS_AS(bench.run("{}"), StorageFailure);
  bench.options.users = {bench.write("users.csv", "_id,email\n7,ana@x.org\n"),
                         "email=email:userId=_id", "csv"};
  CHECK(bench.run(R"({"_id":1,"email":"ana@x.org"})").adoptions == Adoptions{1, 0, 0, 0});
  CHECK(bench.live() == Texts{R"({"_id":1,"email":"ana@x.org","userId":7})"});
}

}  // namespace staging_users_test

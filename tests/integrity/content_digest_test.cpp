// Equal documents, equal digest; whatever the order, the rows and the way in.
#include <profilestore/content_digest.hpp>

#include <string>
#include <vector>

#include "bson_bytes.hpp"
#include "catch.hpp"
#include "document/bytes.hpp"
#include "import/fixture.hpp"

namespace integrity_content_digest_test {

using namespace profilestore;

namespace {

std::string digest_of(const std::vector<const char*>& documents) {
  temporary::Folder folder;
  Store store = Store::open(folder / "s.db");
  for (const char* document : documents) store.collection("c").insert_one(ejson::parse(document));
  return content_digest(store, "c");
}

std::string digest_of_import(const std::string& bytes) {
  temporary::Folder folder;
  temporary::write_file(folder / "source", bytes);
  import_files(folder / "s.db", {(folder / "source").string()}, fixture::by("u", "c"));
  return content_digest(Store::open(folder / "s.db"), "c");
}

}  // namespace

TEST_CASE("The order of the documents does not change the digest of a collection", "[digest]") {
  const auto* a = R"({"_id":1,"u":1})";
  const auto* b = R"({"_id":"x","u":2})";
  const auto* c = R"({"_id":{"$oid":"65a000000000000000000001"},"u":3})";
  CHECK(digest_of({a, b, c}) == digest_of({c, a, b}));
  CHECK(digest_of({a, b, c}) != digest_of({a, b}));
}

TEST_CASE("A value, a type, a name or the order of fields changes it", "[digest]") {
  const std::string digest = digest_of({R"({"_id":1,"u":1,"v":2})"});
  for (const char* other :
       {R"({"_id":1,"u":1,"v":3})", R"({"_id":1,"u":1,"v":2.0})",
        R"({"_id":1,"u":1,"v":{"$numberLong":"2"}})", R"({"_id":1,"u":1,"w":2})",
        R"({"_id":1,"v":2,"u":1})", R"({"_id":2,"u":1,"v":2})"})
    CHECK(digest_of({other}) != digest);
  CHECK(digest_of({R"({"_id":1,"u":1,"v":2})"}) == digest);
}

TEST_CASE("Two documents are not one of both texts", "[digest]") {
  CHECK(digest_of({R"({"_id":1})", R"({"_id":2})"}) != digest_of({R"({"_id":1,"x":{"_id":2}})"}));
}

TEST_CASE("The digest is that of the documents' texts in the order of their _id", "[digest]") {
  profilestore::document::Sha256 expected;
  expected.add("{\"_id\":1,\"u\":2}\n{\"_id\":3,\"u\":1}\n{\"_id\":\"a\"}\n");
  CHECK(digest_of({R"({"_id":"a"})", R"({"_id":3,"u":1})", R"({"_id":1,"u":2})"}) ==
        expected.hex());
}

TEST_CASE("A collection that is not there has the digest of an empty one", "[digest]") {
  temporary::Folder folder;
  Store store = Store::open(folder / "s.db");
  store.collection("empty").insert_one(ejson::parse(R"({"_id":1})"));
  store.collection("empty").delete_one(Document::object());
  CHECK(content_digest(store, "other") == content_digest(store, "empty"));
  CHECK(content_digest(store, "other") == profilestore::document::Sha256().hex());
}

TEST_CASE("Each spelling of an export gives the same digest", "[digest][import]") {
  const std::string one = R"({"_id":1,"u":1,"n":5,"at":{"$date":"2024-04-29T10:00:00Z"}})";
  const std::string two = R"({"_id":2,"u":2,"n":1.5})";
  const std::string digest = digest_of_import(one + "\n" + two + "\n");
  CHECK(digest_of_import(two + "\r\n" + one) == digest);
  CHECK(digest_of_import("[" + one + ", " + two + "]") == digest);
  CHECK(digest_of_import(bson_bytes::of(one) + bson_bytes::of(two)) == digest);
  CHECK(digest_of_import(ejson::canonical(ejson::parse(two)) +
                         ejson::canonical(ejson::parse(one))) == digest);
}

}  // namespace integrity_content_digest_test

// The errors: how their messages read, and how they are grouped.
#include <profilestore/error.hpp>

#include <string>
#include <type_traits>
#include <vector>

#include "catch.hpp"

namespace document_error_test {

using namespace profilestore;

namespace {

DuplicateKey duplicate(const std::string& key_value) {
  return DuplicateKey("profiles", "creatorprofiles", "userId_1", {{"userId", 1}},
                      Value::parse(key_value), 7);
}

template <class... Derived>
constexpr bool all_storage_failures = (std::is_base_of_v<StorageFailure, Derived> && ...);

}  // namespace

TEST_CASE("MongoDB's numbers have MongoDB's names", "[document][error]") {
  // MongoDB: src/mongo/base/error_codes.yml
  struct Code {
    int number;
    std::string name;
  };
  const std::vector<Code> table{
      {2, "BadValue"},
      {9, "FailedToParse"},
      {14, "TypeMismatch"},
      {15, "Overflow"},
      {20, "IllegalOperation"},
      {26, "NamespaceNotFound"},
      {28, "PathNotViable"},
      {34, "CannotBackfillArray"},
      {40, "ConflictingUpdateOperators"},
      {48, "NamespaceExists"},
      {52, "DollarPrefixedFieldName"},
      {53, "InvalidIdField"},
      {54, "NotSingleValueField"},
      {56, "EmptyFieldName"},
      {59, "CommandNotFound"},
      {66, "ImmutableField"},
      {67, "CannotCreateIndex"},
      {73, "InvalidNamespace"},
      {85, "IndexOptionsConflict"},
      {86, "IndexKeySpecsConflict"},
      {96, "OperationFailed"},
      {115, "CommandNotSupported"},
      {121, "DocumentValidationFailure"},
      {161, "IncompatibleCollationVersion"},
      {171, "CannotIndexParallelArrays"},
      {10334, "BSONObjectTooLarge"},
      {11000, "DuplicateKey"},
      {17420, "Location17420"},
      {40414, "IDLFailedToParse"},
      {40415, "IDLUnknownField"},
  };
  for (const Code& row : table) {
    INFO(row.number);
    CHECK(code_name(row.number) == row.name);
  }
  for (const int unknown : {0, -1, 1, 11001, 1000000}) CHECK(code_name(unknown).empty());
}

TEST_CASE("A duplicate key reads as MongoDB's does", "[document][error]") {
  struct Message {
    std::string key_value, text;
  };
  const std::vector<Message> table{
      {R"({"userId":"u1"})", R"({ userId: "u1" })"},
      {R"({"userId":"say \"hi\""})", R"({ userId: "say \"hi\"" })"},
      {R"({"userId":"日本"})", R"({ userId: "日本" })"},
      {R"({"userId":null})", "{ userId: null }"},
      {R"({"userId":5})", "{ userId: 5 }"},
      {R"({"userId":1.5})", "{ userId: 1.5 }"},
      {R"({"userId":true})", "{ userId: true }"},
      {R"({"userId":{"$numberLong":"5"}})", "{ userId: 5 }"},
      {R"({"userId":5000000000})", "{ userId: 5000000000 }"},
      {R"({"userId":{"$numberDouble":"NaN"}})", "{ userId: NaN }"},
      {R"({"userId":{"$numberDecimal":"0.10"}})", "{ userId: 0.10 }"},
      {R"({"userId":{"$oid":"57e193d7a9cc81b4027498b5"}})",
       "{ userId: ObjectId('57e193d7a9cc81b4027498b5') }"},
      {R"({"tenant":"t","address.email":"a@b.c"})", R"({ tenant: "t", address.email: "a@b.c" })"},
  };
  for (const Message& row : table)
    CHECK(std::string(duplicate(row.key_value).what()) ==
          "E11000 duplicate key error collection: profiles.creatorprofiles index: userId_1 "
          "dup key: " +
              row.text);
}

TEST_CASE("A duplicate key names what clashed with what", "[document][error]") {
  const DuplicateKey error = duplicate(R"({"userId":"u1"})");
  CHECK(error.code() == 11000);
  CHECK(error.collection() == "creatorprofiles");
  CHECK(error.index() == "userId_1");
  CHECK(error.key_pattern().dump() == R"({"userId":1})");
  CHECK(error.key_value().dump() == R"({"userId":"u1"})");
  CHECK(error.existing_id().dump() == "7");
}

TEST_CASE("A key of invalid UTF-8 still has a message", "[document][error]") {
  const DuplicateKey error("p", "c", "i", {{"k", 1}}, {{"k", "a\xFFz"}}, nullptr);
  CHECK_THAT(std::string(error.what()),
             Catch::Matchers::EndsWith("dup key: { k: \"a\xEF\xBF\xBDz\" }"));
}

TEST_CASE("Malformed JSON says why and where", "[document][error]") {
  const MalformedJson error("a value is expected", 17, 3);
  CHECK(std::string(error.what()) == "a value is expected (offset 17, line 3)");
  CHECK(error.reason() == "a value is expected");
  CHECK(error.offset() == 17);
  CHECK(error.line() == 3);
  CHECK(code_name(error.code()) == "FailedToParse");
}

TEST_CASE("An error keeps what it was told", "[document][error]") {
  const InvalidUpdate update(40, "twice", "a.b", "$set");
  CHECK(update.code() == 40);
  CHECK(update.path() == "a.b");
  CHECK(update.operator_name() == "$set");
  const ValidationFailed validation("required", 5, {{"a", "required"}, {"b.c", "minimum: 0"}});
  CHECK(validation.code() == 121);
  CHECK(validation.document_id() == 5);
  CHECK(validation.failures() ==
        std::vector<RuleFailure>{{"a", "required"}, {"b.c", "minimum: 0"}});
  const Busy busy("busy", 261);
  CHECK(busy.sqlite_code() == 261);
  CHECK(busy.code() == 0);
}

TEST_CASE("Errors are grouped by what the caller does next", "[document][error]") {
  // The caller's data is wrong: retrying cannot help.
  STATIC_REQUIRE(std::is_base_of_v<InvalidInput, MalformedJson>);
  STATIC_REQUIRE(std::is_base_of_v<InvalidInput, InvalidFilter>);
  STATIC_REQUIRE(std::is_base_of_v<InvalidInput, InvalidUpdate>);
  STATIC_REQUIRE(std::is_base_of_v<InvalidInput, ValidationFailed>);
  // The file or the machine failed.
  STATIC_REQUIRE(
      all_storage_failures<Busy, OutcomeUnknown, DiskFull, ReadOnly, Corrupt, NotAStore, TooNew>);
  // Neither: another document has the key.
  STATIC_REQUIRE_FALSE(std::is_base_of_v<InvalidInput, DuplicateKey>);
  STATIC_REQUIRE_FALSE(std::is_base_of_v<StorageFailure, DuplicateKey>);
  STATIC_REQUIRE(std::is_base_of_v<Error, DuplicateKey>);
  STATIC_REQUIRE(std::is_base_of_v<std::runtime_error, Error>);
}

}  // namespace document_error_test

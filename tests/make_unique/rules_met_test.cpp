// A make_unique whose key or rules apply to no document.
#include "catch.hpp"
#include "store/temporary_store.hpp"

namespace make_unique_rules_met_test {

using namespace profilestore;

TEST_CASE("A key or rule whose field no document has is refused, with the name that was meant",
          "[import][make_unique]") {
  temporary::Store store;
  Collection users = store.collection("users");
  users.insert_one({{"_id", 1}, {"u", 1}, {"created_at", 1}});
  users.insert_one({{"_id", 2}, {"u", 1}, {"created_at", 2}});
  const std::string before = content_digest(store, "users");
  CHECK_THROWS_WITH(make_unique(store, "users", {"U", Missing::reject}),
                    has_part("has a field 'U'; did you mean 'u'?"));
  CHECK_THROWS_WITH(make_unique(store, "users", {"u"}, {.keep = "oldest:createdAt"}),
                    has_part("keep: 'oldest:createdAt': no document that shares a "
                             "key has a field 'createdAt'; did you mean "
                             "'created_at'?"));
  CHECK(content_digest(store, "users") == before);
  CHECK(users.list_indexes().size() == 1);
  MakeUniqueOptions options{.keep = "oldest:createdAt", .allow_absent = true};
  CHECK(make_unique(store, "users", {"u"}, options).groups == 1);
  CHECK(users.find_one(Document::object())->at("_id") == 1);  // as oldest was going
}

}  // namespace make_unique_rules_met_test

// Shows pipelines: who has several profiles, and a collection that counts the profiles of each.
#include <iostream>
#include <profilestore/profilestore.hpp>

using namespace profilestore;

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  Store store = Store::open(argv[1]);
  Collection profiles = store.collection("profiles");
  for (int i = 0; i < 12; ++i)
    profiles.insert_one({{"_id", i}, {"userId", i % 5}, {"plan", i % 2 == 0 ? "free" : "pro"}});

  // The duplicates of the incident: the keys that more than two documents share.
  const Value duplicates = ejson::parse_pipeline(R"([
      {"$group": {"_id": "$userId", "count": {"$sum": 1}, "ids": {"$push": "$_id"}}},
      {"$match": {"count": {"$gt": 2}}},
      {"$sort": {"_id": 1}}])");
  int users = 0;
  for (const Document& user : profiles.aggregate(duplicates)) {
    std::cout << "user " << user.at("_id") << " has " << user.at("ids").dump() << "\n";
    ++users;
  }

  // A pipeline that ends with $merge writes, in one transaction, and gives no documents.
  (void)profiles.aggregate(ejson::parse_pipeline(R"([
      {"$group": {"_id": "$userId", "count": {"$sum": 1}}}, {"$merge": "counts"}])"));
  const auto counted = store.collection("counts").count();

  // An index serves the first stages; the rest is computed as the cursor is stepped.
  profiles.create_index(Index{"plan"});
  const Document explained = profiles.explain_aggregate(
      ejson::parse_pipeline(R"([{"$match": {"plan": "pro"}}, {"$count": "n"}])"));
  const Value& find = explained["stages"][0]["$cursor"];
  std::cout << users << " users have more than two profiles, " << counted
            << " are counted; the find does " << find["pushed"].dump() << "\n";
  return users == 2 && counted == 5 && find["pushed"] == Value::array({"$match"}) ? 0 : 1;
}

// Inserts, beside raw ones of ready texts into a table with the same two unique keys.
#include <memory>
#include <vector>

#include "bench/harness.hpp"
#include "bench/profiles.hpp"

namespace bench {
namespace {

constexpr int batch = 5000;

struct Inserts {
  Inserts()
      : table(open_with_log(fresh_file("inserts-raw"), "NORMAL")),
        store(Store::open(fresh_file("inserts"),
                          {.durability = Durability::relaxed, .many_documents = 0})) {
    create_table(table);
    store.collection(collection_name, {.indexes = {profilestore::UniqueIndex{"userId"}}});
  }

  /// What is inserted is made before, on both sides. One batch a turn.
  Speed raw_batch() {
    struct Ready {
      std::string user, text;
    };
    std::vector<Ready> ready;
    for (int i = 0; i < batch; ++i, ++raw_number)
      ready.push_back({user_id(raw_number), body(raw_number)});
    Statement insert(table, "INSERT INTO profiles(id, userId, doc) VALUES(?1, ?1, ?2)");
    return batch / time_of([&] {
             table.run("BEGIN");
             for (const Ready& each : ready) insert.bind(1, each.user).bind(2, each.text).run();
             table.run("COMMIT");
           });
  }

  Speed our_batch() {
    Collection profiles = store.collection(collection_name);
    std::vector<Document> ready;
    for (int i = 0; i < batch; ++i, ++our_number) ready.push_back(profile(our_number));
    return batch / time_of([&] { profiles.insert_many(ready); });
  }

  Speed raw_single() {
    Statement insert(table, "INSERT INTO profiles(id, userId, doc) VALUES(?1, ?1, ?2)");
    std::string user, text = body(0);
    return calls_a_second(settings().seconds, [&] {
      user = user_id(raw_number++);
      insert.bind(1, user).bind(2, text).run();
    });
  }

  Speed our_single() {
    Collection profiles = store.collection(collection_name);
    Document one = profile(0);
    one.erase("_id");
    return calls_a_second(settings().seconds, [&] {
      one["userId"] = user_id(our_number++);
      profiles.insert_one(one);
    });
  }

  Database table;
  Store store;
  int raw_number = 0, our_number = 0;
};

}  // namespace

void add_inserts() {
  compare({"insert/many", "insert_many of 5,000", at_least(0.85)}, [] {
    auto all = std::make_shared<Inserts>();
    return Sides{[all] { return all->raw_batch(); }, [all] { return all->our_batch(); }};
  });
  compare({"insert/one", "insert_one, relaxed"}, [] {
    auto all = std::make_shared<Inserts>();
    return Sides{[all] { return all->raw_single(); }, [all] { return all->our_single(); }};
  });
}

}  // namespace bench

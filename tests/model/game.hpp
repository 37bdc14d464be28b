// A collection against a list of documents with the pure languages: random calls, one answer.
#pragma once

#include <algorithm>
#include <functional>

#include "catch.hpp"
#include "document/tuples.hpp"
#include "model/list.hpp"
#include "model/manner.hpp"
#include "model/random_language.hpp"
#include "read/projection.hpp"
#include "store/temporary_store.hpp"

namespace model {

using namespace profilestore;

/// What a call answered, or the code of its error.
struct Answer {
  int code = 0;
  Value value;
  bool operator==(const Answer&) const = default;
};

inline Answer answer_of(const std::function<Value()>& call) {
  try {
    return {0, call()};
  } catch (const Error& error) {
    return {error.code(), nullptr};
  }
}

inline Value updated(Collection& collection, UpdateAsked& asked) {
  UpdateResult done;
  if (asked.replaces)
    done = collection.replace_one(
        asked.filter, asked.update,
        asked.manner.of(ReplaceOptions{.upsert = asked.upsert, .sort = asked.sort}));
  else if (asked.many)
    done =
        collection.update_many(asked.filter, asked.update,
                               asked.manner.of(UpdateOptions{
                                   .upsert = asked.upsert, .array_filters = asked.array_filters}));
  else
    done = collection.update_one(
        asked.filter, asked.update,
        asked.manner.of(UpdateOptions{
            .upsert = asked.upsert, .array_filters = asked.array_filters, .sort = asked.sort}));
  if (done.upserted_id) asked.id = *done.upserted_id;
  return counts(done.matched_count, done.modified_count, done.upserted_id.has_value());
}

inline Value all(Cursor found) {
  Value documents = Value::array();
  for (const Document& document : found) documents.push_back(document);
  return documents;
}

class Game {
 public:
  Game(Collection collection, std::uint64_t seed)
      : collection_(std::move(collection)), random_(seed) {}

  void play() {
    if (random_.below(50) == 0) change_indexes();
    switch (random_.below(list_.documents().size() > 25 ? 5 : 10)) {
      case 0:
        return erase(true);
      case 1:
        return erase(false);
      case 2:
        return find();
      case 3:
        return distinct();
      case 4:
      case 5:
      case 6:
        return update();
      default:
        return insert();
    }
  }

  /// Calls that were no error.
  int answered() const { return answered_; }

  void compare_all() { REQUIRE(all(collection_.find({})) == Value(list_.documents())); }

 private:
  static std::string said(const Manner& manner) {
    return manner.collation ? document_of(*manner.collation).dump() + " " : manner.hint + " ";
  }

  // Whatever indexes there are, the answers are those of the list, which has none. No two paths of
  // one index lead into different arrays here: that would be an error.
  void change_indexes() {
    static const std::vector<Paths> all{
        "a",          "b",          "c.d",        "a.b",           "a.0",
        "a.b.c",      "c.1",        {"a", "_id"}, {"_id", "b"},    {"a", "a.b"},
        {"a.b", "a"}, {"c.d", "c"}, {"b", "_id"}, {"a.b", "a.b.c"}};
    for (const Index& index : collection_.list_indexes())
      if (index.name != "_id_" && random_.below(3) == 0) collection_.drop_index(index.name);
    const Missing rule = random_.below(3) == 0 ? Missing::sparse : Missing::collide;
    Index wanted{all[random_.below(all.size())], false, rule};
    if (random_.below(2) == 0)
      wanted.collation = Collation{.strength = random_.below(2) == 0 ? 1 : 2};
    for (const Index& index : collection_.list_indexes())
      if (index.paths == wanted.paths) collection_.drop_index(index.name);
    collection_.create_index(wanted);
  }

  void insert() {
    Document document = normal(random_.document());
    document["_id"] = random_.below(40);
    same([&] { return collection_.insert_one(document).inserted_id; },
         [&] {
           list_.insert(document);
           return document["_id"];
         });
  }

  void update() {
    UpdateAsked asked{.filter = random_.filter(),
                      .update = random_.update(),
                      .sort = {},
                      .array_filters = {},
                      .upsert = random_.below(3) == 0,
                      .many = random_.below(3) == 0,
                      .replaces = random_.below(6) == 0,
                      .manner = random_manner(random_, collection_),
                      .id = nullptr};
    asked.many = asked.many && !asked.replaces;
    if (asked.replaces)
      asked.update = random_.document();
    else
      asked.array_filters = random_.array_filters(asked.update);
    if (!asked.many) asked.sort = random_.sort();
    INFO("update " << said(asked.manner) << asked.update.dump() << " sort " << asked.sort.dump()
                   << " upsert " << asked.upsert << " many " << asked.many << " filter "
                   << asked.filter.dump() << " array filters "
                   << Value(asked.array_filters).dump());
    same([&] { return updated(collection_, asked); }, [&] { return list_.update(asked); });
  }

  void erase(bool many) {
    const Document filter = random_.filter();
    const Manner manner = random_manner(random_, collection_);
    const auto options = manner.of(DeleteOptions());
    same(
        [&]() -> Value {
          return many ? collection_.delete_many(filter, options).deleted_count
                      : collection_.delete_one(filter, options).deleted_count;
        },
        [&] { return list_.erase(filter, many, manner); });
  }

  void find() {
    const Document filter = random_.filter(), sort = random_.sort();
    const Document projection = random_.projection();
    const std::int64_t skip = random_.below(3), limit = random_.below(4);
    const Manner manner = random_manner(random_, collection_);
    INFO("find " << said(manner) << filter.dump() << " sort " << sort.dump() << " projection "
                 << projection.dump());
    same(
        [&] {
          return all(collection_.find(
              filter, manner.of(FindOptions{
                          .skip = skip, .limit = limit, .sort = sort, .projection = projection})));
        },
        [&] {
          const auto parsed = read::Projection::parse(normal(projection));
          const auto found = list_.find(filter, sort, manner);
          Value documents = Value::array();
          for (std::size_t i = static_cast<std::size_t>(skip); i < found.size(); ++i)
            if (limit == 0 || i < static_cast<std::size_t>(skip + limit))
              documents.push_back(parsed.apply(list_.documents()[found[i]]));
          return documents;
        });
  }

  void distinct() {
    const Document filter = random_.filter();
    const Manner manner = random_manner(random_, collection_);
    const auto options = manner.of(DistinctOptions());
    same([&]() -> Value { return collection_.distinct("b", filter, options).size(); },
         [&]() -> Value {
           std::vector<Value> values;
           const std::vector<document::Path> paths{document::Path("b")};
           for (const std::size_t i : list_.find(filter, {}, manner))
             for (const auto& tuple : document::tuples_at(list_.documents()[i], paths).tuples)
               if (tuple[0] != nullptr && *tuple[0] != Value{{"$undefined", true}} &&
                   std::none_of(values.begin(), values.end(), [&](const Value& known) {
                     return manner.order().equal(known, *tuple[0]);
                   }))
                 values.push_back(*tuple[0]);
           return values.size();
         });
  }

  void same(const std::function<Value()>& store, const std::function<Value()>& list) {
    const Answer of_store = answer_of(store), of_list = answer_of(list);
    answered_ += of_store.code == 0 ? 1 : 0;
    if (of_store == of_list) return;  // Catch's checks take longer than the calls
    CHECK(of_store.code == of_list.code);
    REQUIRE(of_store.value.dump() == of_list.value.dump());
  }

  Collection collection_;
  RandomLanguage random_;
  List list_;
  int answered_ = 0;
};

}  // namespace model

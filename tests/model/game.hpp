// A collection against a list of documents with the pure languages: random calls, one answer.
#pragma once

#include <algorithm>
#include <functional>

#include "catch.hpp"
#include "document/compare.hpp"
#include "document/tuples.hpp"
#include "extjson/reader.hpp"
#include "match/filter.hpp"
#include "model/random_language.hpp"
#include "read/order.hpp"
#include "read/projection.hpp"
#include "store/temporary_store.hpp"
#include "update/update.hpp"

namespace model {

using namespace profilestore;

inline Value normal(const Value& value) { return extjson::normalise_value(value); }

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

inline Value counts(std::int64_t matched, std::int64_t modified, bool inserted) {
  return {{"matched", matched}, {"modified", modified}, {"inserted", inserted}};
}

/// One update as it is asked of both sides.
struct UpdateAsked {
  Document filter, update, sort;
  std::vector<Document> array_filters;
  bool upsert, many, replaces;
  Value id;  ///< of a document that is inserted, if the filter gives none
};

class List {
 public:
  const std::vector<Document>& documents() const { return documents_; }

  void insert(Document document) {
    update::ensure_id(document);
    for (const Document& other : documents_)
      if (document::equal(other.at("_id"), document.at("_id")))
        throw DuplicateKey("model", "c", "_id_", {{"_id", 1}}, {{"_id", nullptr}}, nullptr);
    documents_.push_back(std::move(document));
  }

  std::vector<std::size_t> find(const Document& filter, const Document& sort) const {
    const auto parsed = match::Filter::parse(normal(filter));
    const auto order = read::Order::parse(normal(sort));
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < documents_.size(); ++i)
      if (parsed.matches(documents_[i])) found.push_back(i);
    if (order.empty()) return found;
    std::vector<read::SortKey> keys(documents_.size());
    for (const std::size_t i : found) keys[i] = order.key_of(documents_[i]);
    std::stable_sort(found.begin(), found.end(), [&](std::size_t a, std::size_t b) {
      return order.compare(keys[a], keys[b]) < 0;
    });
    return found;
  }

  Value update(const UpdateAsked& asked) {
    const auto filter = match::Filter::parse(normal(asked.filter));
    std::vector<Document> filters;
    for (const Document& one : asked.array_filters) filters.push_back(normal(one));
    const auto parsed = asked.replaces ? update::Update::parse_replacement(normal(asked.update))
                                       : update::Update::parse(normal(asked.update), filters);
    auto found = find(asked.filter, asked.sort);
    if (found.size() > 1 && !asked.many) found.resize(1);
    if (found.empty()) {
      if (!asked.upsert) return counts(0, 0, false);
      Document made = parsed.seed(filter.equalities());
      parsed.apply(made, bson::now(), true);
      if (!made.contains("_id")) made["_id"] = asked.id;
      insert(std::move(made));
      return counts(0, 0, true);
    }
    auto changed = documents_;
    std::int64_t modified = 0;
    for (const std::size_t i : found)
      modified +=
          parsed.apply(changed[i], bson::now(), false, filter.match(changed[i])->position) ? 1 : 0;
    documents_ = std::move(changed);  // all or nothing
    return counts(static_cast<std::int64_t>(found.size()), modified, false);
  }

  Value erase(const Document& filter, bool many) {
    auto found = find(filter, {});
    if (found.size() > 1 && !many) found.resize(1);
    for (auto i = found.rbegin(); i != found.rend(); ++i)
      documents_.erase(documents_.begin() + static_cast<std::ptrdiff_t>(*i));
    return found.size();
  }

 private:
  std::vector<Document> documents_;
};

inline Value updated(Collection& collection, UpdateAsked& asked) {
  UpdateResult done;
  if (asked.replaces)
    done = collection.replace_one(asked.filter, asked.update,
                                  {.upsert = asked.upsert, .sort = asked.sort});
  else if (asked.many)
    done = collection.update_many(asked.filter, asked.update,
                                  {.upsert = asked.upsert, .array_filters = asked.array_filters});
  else
    done = collection.update_one(
        asked.filter, asked.update,
        {.upsert = asked.upsert, .array_filters = asked.array_filters, .sort = asked.sort});
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
    const Index wanted{all[random_.below(all.size())], false, rule};
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
                      .id = nullptr};
    asked.many = asked.many && !asked.replaces;
    if (asked.replaces)
      asked.update = random_.document();
    else
      asked.array_filters = random_.array_filters(asked.update);
    if (!asked.many) asked.sort = random_.sort();
    INFO("update " << asked.update.dump() << " sort " << asked.sort.dump() << " upsert "
                   << asked.upsert << " many " << asked.many << " filter " << asked.filter.dump()
                   << " array filters " << Value(asked.array_filters).dump());
    same([&] { return updated(collection_, asked); }, [&] { return list_.update(asked); });
  }

  void erase(bool many) {
    const Document filter = random_.filter();
    same(
        [&]() -> Value {
          return many ? collection_.delete_many(filter).deleted_count
                      : collection_.delete_one(filter).deleted_count;
        },
        [&] { return list_.erase(filter, many); });
  }

  void find() {
    const Document filter = random_.filter(), sort = random_.sort();
    const Document projection = random_.projection();
    const std::int64_t skip = random_.below(3), limit = random_.below(4);
    INFO("find " << filter.dump() << " sort " << sort.dump() << " projection "
                 << projection.dump());
    same(
        [&] {
          return all(collection_.find(
              filter, {.skip = skip, .limit = limit, .sort = sort, .projection = projection}));
        },
        [&] {
          const auto parsed = read::Projection::parse(normal(projection));
          const auto found = list_.find(filter, sort);
          Value documents = Value::array();
          for (std::size_t i = static_cast<std::size_t>(skip); i < found.size(); ++i)
            if (limit == 0 || i < static_cast<std::size_t>(skip + limit))
              documents.push_back(parsed.apply(list_.documents()[found[i]]));
          return documents;
        });
  }

  void distinct() {
    const Document filter = random_.filter();
    same([&]() -> Value { return collection_.distinct("b", filter).size(); },
         [&]() -> Value {
           std::vector<Value> values;
           const std::vector<document::Path> paths{document::Path("b")};
           for (const std::size_t i : list_.find(filter, {}))
             for (const auto& tuple : document::tuples_at(list_.documents()[i], paths).tuples)
               if (tuple[0] != nullptr && *tuple[0] != Value{{"$undefined", true}} &&
                   std::none_of(values.begin(), values.end(), [&](const Value& known) {
                     return document::equal(known, *tuple[0]);
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

// Random documents, filters, updates, sorts and projections over a few fields, so that they meet.
#pragma once

#include <profilestore/document.hpp>
#include <random>
#include <string>
#include <vector>

namespace model {

using profilestore::Document;
using profilestore::Value;

class RandomLanguage {
 public:
  explicit RandomLanguage(std::uint64_t seed) : random_(seed) {}

  std::size_t below(std::size_t bound) { return random_() % bound; }

  std::string path() {
    static const std::vector<std::string> paths{"a", "b", "c", "a.b", "a.0", "c.d", "a.b.c", "c.1"};
    return paths[below(paths.size())];
  }

  Value scalar() {
    switch (below(9)) {
      case 0:
        return nullptr;
      case 1:
        return below(2) == 0;
      case 2:
        switch (below(4)) {
          case 0:
            return "x";
          case 1:
            return "X";
          case 2:
            return "xy";
          default:
            return "Xy";
        }
      case 3:
        return static_cast<double>(below(4)) / 2 + 0.5;
      case 4:
        return profilestore::bson::int64(static_cast<std::int64_t>(below(4)));
      case 5:
        return profilestore::bson::decimal(below(2) == 0 ? "2.0" : "1");
      default:
        return static_cast<int>(below(4));
    }
  }

  Value value(int depth = 2) {
    if (depth > 0 && below(4) == 0) return array(depth - 1);
    if (depth > 0 && below(5) == 0) return object(depth - 1);
    return scalar();
  }

  Value array(int depth) {
    Value array = Value::array();
    for (std::size_t i = below(4); i > 0; --i) array.push_back(value(depth));
    return array;
  }

  Value object(int depth) {
    Value object = Value::object();
    for (const char* name : {"b", "c", "d"})
      if (below(2) == 0) object[name] = value(depth);
    return object;
  }

  Document document() {
    Document document = Document::object();
    for (const char* name : {"a", "b", "c"})
      if (below(4) != 0) document[name] = value();
    return document;
  }

  Document filter(int depth = 2) {
    Document filter = Document::object();
    if (below(6) == 0) filter["_id"] = below(40);
    for (std::size_t i = below(3); i > 0; --i) filter[path()] = condition(depth);
    if (depth > 0 && below(5) == 0) {
      static const std::vector<std::string> names{"$or", "$and", "$nor"};
      filter[names[below(3)]] = Value::array({this->filter(depth - 1), this->filter(depth - 1)});
    }
    return filter;
  }

  Value condition(int depth) {
    switch (below(14)) {
      case 0:
        return {{"$gt", scalar()}};
      case 1:
        return {{"$gte", scalar()}, {"$lte", scalar()}};
      case 2:
        return {{"$ne", value(1)}};
      case 3:
        return {{"$in", Value::array({value(1), value(1)})}};
      case 4:
        return {{"$nin", Value::array({value(1), value(1)})}};
      case 5:
        return {{"$exists", below(2) == 0}};
      case 6:
        return {{"$type", below(2) == 0 ? "number" : "array"}};
      case 7:
        return {{"$size", below(3)}};
      case 8:
        return {{"$all", Value::array({scalar(), scalar()})}};
      case 9:
        return {{"$mod", Value::array({2, below(2)})}};
      case 10:
        if (depth > 0) return {{"$not", Value::object({{"$gt", scalar()}})}};
        return {{"$regex", "^x"}};
      case 11:
        if (depth > 0) return {{"$elemMatch", Value::object({{"b", condition(depth - 1)}})}};
        return {{"$elemMatch", Value::object({{"$gte", scalar()}})}};
      default:
        return value(1);
    }
  }

  Document update() {
    Document update = Document::object();
    for (std::size_t i = 1 + below(2); i > 0; --i) add_operator(update);
    return update;
  }

  std::vector<Document> array_filters(const Document& update) {
    if (update.dump().find("$[x]") == std::string::npos) return {};
    return {Document{{"x", condition(1)}}};
  }

  Document sort() {
    Document sort = Document::object();
    for (std::size_t i = below(3); i > 0; --i) sort[path()] = below(2) == 0 ? 1 : -1;
    if (below(2) == 0) sort["_id"] = -1;
    return sort;
  }

  Document projection() {
    Document projection = Document::object();
    const bool inclusion = below(2) == 0;
    if (below(3) == 0) return projection;
    projection[path()] = inclusion ? 1 : 0;
    if (below(3) == 0) projection["b"] = inclusion ? 1 : 0;
    if (below(4) == 0) projection["c"] = {{"$slice", static_cast<int>(below(5)) - 2}};
    if (below(4) == 0) projection["_id"] = 0;
    return projection;
  }

 private:
  std::string target() {
    switch (below(8)) {
      case 0:
        return "a.$";
      case 1:
        return "a.$[]";
      case 2:
        return "a.$[x]";
      default:
        return path();
    }
  }

  void add_operator(Document& update) {
    switch (below(15)) {
      case 0:
        update["$inc"][target()] = number();
        break;
      case 1:
        update["$mul"][target()] = number();
        break;
      case 2:
        update["$min"][target()] = scalar();
        break;
      case 3:
        update["$max"][target()] = scalar();
        break;
      case 4:
        update["$unset"][target()] = "";
        break;
      case 5:
        update["$rename"][path()] = path();
        break;
      case 6:
        update["$push"][path()] = value(1);
        break;
      case 7:
        update["$push"][path()] = each();
        break;
      case 8:
        update["$addToSet"][path()] = value(1);
        break;
      case 9:
        update["$pull"][path()] = condition(1);
        break;
      case 10:
        update["$pullAll"][path()] = array(1);
        break;
      case 11:
        update["$pop"][path()] = below(2) == 0 ? 1 : -1;
        break;
      case 12:
        update["$bit"][path()] = {{"or", static_cast<int>(below(8))}};
        break;
      case 13:
        update["$setOnInsert"][path()] = scalar();
        break;
      default:
        update["$set"][target()] = value();
        break;
    }
  }

  Value number() { return below(3) == 0 ? Value(0.5) : Value(static_cast<int>(below(5)) - 2); }

  Value each() {
    Value clauses{{"$each", array(1)}};
    if (below(2) == 0) clauses["$position"] = static_cast<int>(below(4)) - 1;
    if (below(3) == 0) clauses["$sort"] = below(2) == 0 ? 1 : -1;
    if (below(2) == 0) clauses["$slice"] = static_cast<int>(below(7)) - 3;
    return clauses;
  }

  std::mt19937_64 random_;
};

}  // namespace model

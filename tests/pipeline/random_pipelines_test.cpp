// Random pipelines over random documents: whatever an index, a temporary file or a transaction
// does, the answer is the one that there is without. PROFILESTORE_PIPELINES says how many (1,500).
#include <cstdlib>
#include <iostream>

#include "model/random_language.hpp"
#include "pipeline_cases.hpp"
#include "store/seed.hpp"

namespace pipeline_random_pipelines_test {

using namespace pipeline_cases;

namespace {

class RandomPipelines : public model::RandomLanguage {
 public:
  using RandomLanguage::RandomLanguage;

  // A pipeline whose last stage puts what it gives in an order that all ways share.
  Value pipeline() {
    Value stages = Value::array();
    if (below(3) > 0) add_first(stages);
    for (std::size_t i = below(4); i > 0; --i) stages.push_back(stage(2));
    return stages;
  }

 private:
  // What a find may do.
  void add_first(Value& stages) {
    for (std::size_t i = 1 + below(3); i > 0; --i) switch (below(4)) {
        case 0:
          stages.push_back(sort());
          break;
        case 1:
          stages.push_back(window());
          break;
        default:
          stages.push_back({{"$match", filter()}});
      }
  }

  // By the _id in the end, so that there is one order.
  Value sort() {
    Value order = Value::object();
    for (std::size_t i = below(3); i > 0; --i) order[path()] = below(2) == 0 ? 1 : -1;
    order["_id"] = below(2) == 0 ? 1 : -1;
    return {{"$sort", std::move(order)}};
  }

  Value window() {
    return below(2) == 0 ? Value{{"$skip", below(5)}} : Value{{"$limit", 1 + below(8)}};
  }

  std::string field() { return "$" + path(); }

  Value expression(int depth = 2) {
    static const std::vector<std::string> binary{"$add", "$subtract", "$eq",     "$gt",
                                                 "$and", "$or",       "$concat", "$ifNull",
                                                 "$cmp", "$setUnion"};
    static const std::vector<std::string> unary{"$not", "$type", "$size", "$toString", "$isArray"};
    switch (below(depth > 0 ? 7 : 3)) {
      case 0:
        return Value{{"$literal", value()}};
      case 1:
      case 2:
        return field();
      case 3:
        return {{unary[below(unary.size())], expression(depth - 1)}};
      case 4:
        return {{"$cond", Value::array({expression(depth - 1), field(), 1})}};
      default:
        return {{binary[below(binary.size())],
                 Value::array({expression(depth - 1), expression(depth - 1)})}};
    }
  }

  Value accumulator() {
    static const std::vector<std::string> simple{
        "$sum", "$avg", "$min", "$max", "$first", "$last", "$push", "$addToSet", "$mergeObjects"};
    switch (below(5)) {
      case 0:
        return {{below(2) == 0 ? "$firstN" : "$maxN", {{"n", 1 + below(3)}, {"input", field()}}}};
      case 1:
        return {{below(2) == 0 ? "$top" : "$bottom",
                 {{"sortBy", {{path(), 1}, {"_id", 1}}}, {"output", field()}}}};
      default:
        return {{simple[below(simple.size())], expression(1)}};
    }
  }

  Value group() {
    return {{"$group",
             {{"_id", below(3) == 0 ? Value(nullptr) : expression(1)},
              {"v", accumulator()},
              {"n", {{"$sum", 1}}}}}};
  }

  Value stage(int depth) {
    switch (below(13)) {
      case 0:
      case 1:
        return {{"$match", filter()}};
      case 2:
        return sort();
      case 3:
        return window();
      case 4:
        return {{"$project", {{"a", 1}, {"x", expression()}}}};
      case 5:
        return {{"$set", {{path(), expression()}}}};
      case 6:
        return {{"$unset", path()}};
      case 7:
        return {{"$unwind", {{"path", field()}, {"preserveNullAndEmptyArrays", below(2) == 0}}}};
      case 8:
        return group();
      case 9:
        return {{"$match", {{"$expr", expression()}}}};
      case 10:
        return {{"$lookup",
                 {{"from", "d"}, {"localField", path()}, {"foreignField", path()}, {"as", "o"}}}};
      case 11:
        if (depth > 0)
          return {{"$facet",
                   {{"f", Value::array({{{"$match", filter()}}, window()})},
                    {"g", Value::array({group(), {{"$sort", {{"_id", 1}}}}})}}}};
        return {{"$count", "n"}};
      default:
        if (depth == 0) return {{"$sortByCount", field()}};
        return {{"$unionWith", {{"coll", "d"}, {"pipeline", Value::array({stage(depth - 1)})}}}};
    }
  }
};

// What a pipeline gives, or the code of its error. Groups come in any order.
std::string answer_of(Collection collection, const Value& pipeline,
                      const AggregateOptions& options = {}) {
  try {
    return bag_of(collection.aggregate(pipeline, options));
  } catch (const Error& error) {
    return "error " + std::to_string(error.code());
  }
}

bool is_error(const std::string& answer) { return answer.starts_with("error"); }

std::string answer_in_transaction(Store& store, const Value& pipeline) {
  std::string answer;
  store.transaction(
      [&](Transaction& transaction) { answer = answer_of(transaction.collection("c"), pipeline); });
  return answer;
}

std::uint64_t number_of_pipelines() {
  const char* wished = std::getenv("PROFILESTORE_PIPELINES");
  return wished == nullptr ? 1500 : std::strtoull(wished, nullptr, 10);
}

/// The same documents in two stores, of which one has indexes.
struct Twins {
  explicit Twins(RandomPipelines& random) {
    for (int i = 0; i < 12; ++i) {
      Document document{{"_id", i}};
      document.update(random.document());
      for (Store* store : {&plain, &indexed}) {
        store->collection("c").insert_one(document);
        if (i % 2 == 0) store->collection("d").insert_one(document);
      }
    }
    for (const char* name : {"c", "d"})
      for (const char* path : {"a", "b", "c"}) indexed.collection(name).create_index(Index{path});
    indexed.collection("c").create_index(Index{{{"b", 1}, {"_id", -1}}});
  }
  Store plain = Store::in_memory(), indexed = Store::in_memory();
};

// Where groups come in any order, what is taken of them by number, or by the order in which they
// come, may be another.
bool says_one_answer(const Value& pipeline) {
  bool any_order = false;
  for (const Value& stage : pipeline) {
    const std::string& name = stage.begin().key();
    const bool groups = name == "$group" || name == "$sortByCount";
    if (any_order &&
        (groups || name == "$skip" || name == "$limit" || name == "$facet" || name == "$sort"))
      return false;
    const std::string inner = name == "$unionWith" ? stage.dump() : "";
    any_order = any_order || groups || inner.find("$group") != inner.npos ||
                inner.find("$sortByCount") != inner.npos;
  }
  return true;
}

}  // namespace

TEST_CASE("Random pipelines give one answer, by an index, a file or in a transaction",
          "[pipeline][random]") {
  const std::uint64_t seed = first_seed(), pipelines = number_of_pipelines();
  std::cout << "random pipelines from seed " << seed << "\n";
  std::optional<Twins> twins;
  std::uint64_t answered = 0;
  for (std::uint64_t i = 0; i < pipelines; ++i) {
    RandomPipelines random(seed + i);
    if (i % 50 == 0) twins.emplace(random);
    const Value pipeline = random.pipeline();
    INFO("seed " << seed + i << " " << pipeline.dump());
    const std::string answer = answer_of(twins->plain.collection("c"), pipeline);
    if (!is_error(answer)) ++answered;
    const std::string indexed = answer_of(twins->indexed.collection("c"), pipeline);
    if (!says_one_answer(pipeline)) continue;
    // A document that an index passes over is not asked what would be an error.
    const bool may_be_spared = pipeline.dump().find("$expr") != std::string::npos &&
                               (is_error(answer) || is_error(indexed));
    if (may_be_spared) continue;
    REQUIRE(indexed == answer);
    const std::string spilled =
        answer_of(twins->plain.collection("c"), pipeline, {.memory_limit = 200});
    // A $first asks one document of each run in a temporary file, not of each group alone.
    const bool may_ask_more =
        pipeline.dump().find("\"$first") != std::string::npos && is_error(spilled);
    if (!may_ask_more) REQUIRE(spilled == answer);
    if (i % 10 == 0) REQUIRE(answer_in_transaction(twins->indexed, pipeline) == answer);
  }
  // Most of what is made up can be run.
  CHECK(answered > pipelines / 3);
}

}  // namespace pipeline_random_pipelines_test

#include "oracle_calls.hpp"

namespace oracle {

Value all_of(Cursor found) {
  Value list = Value::array();
  for (const Document& document : found) list.push_back(document);
  return list;
}

namespace {

Value or_null(const std::optional<Document>& document) {
  return document ? *document : Value(nullptr);
}

Value counts_of(const UpdateResult& done) {
  Value counts{{"matchedCount", done.matched_count},
               {"modifiedCount", done.modified_count},
               {"upsertedCount", done.upserted_id ? 1 : 0}};
  if (done.upserted_id) counts["upsertedId"] = *done.upserted_id;
  return counts;
}

template <class Options>
Options common(const Case& one, Options options) {
  options.let = one.argument("let");
  if (one.arguments().contains("collation"))
    options.collation = collation_of(one.argument("collation"));
  return options;
}

std::int64_t number_of(const Case& one, const char* name) {
  return one.argument(name, 0).get<std::int64_t>();
}

template <class Options>
Options changing(const Case& one) {
  auto options = common(one, Options());
  options.upsert = one.argument("upsert", false).get<bool>();
  options.sort = one.argument("sort");
  return options;
}

template <class Options>
Options changing_one(const Case& one) {
  auto options = changing<Options>(one);
  options.projection = one.argument("projection");
  options.returning =
      one.argument("returnDocument", "Before") == "After" ? Return::after : Return::before;
  return options;
}

template <class Options>
Options with_array_filters(const Case& one, Options options) {
  const Value filters = one.argument("arrayFilters", Value::array());
  options.array_filters.assign(filters.begin(), filters.end());
  return options;
}

Value outcome_of(const UpdateOptions& options, const Outcome& outcome) {
  return or_null(options.returning == Return::after ? outcome.after : outcome.before);
}

Value find(Collection& collection, const Case& one) {
  auto options = common(one, FindOptions());
  options.sort = one.argument("sort");
  options.projection = one.argument("projection");
  options.skip = number_of(one, "skip");
  options.limit = number_of(one, "limit");
  return all_of(collection.find(one.argument("filter"), options));
}

Value aggregate(Collection& collection, const Case& one) {
  return all_of(collection.aggregate(one.argument("pipeline"), common(one, AggregateOptions())));
}

Value distinct(Collection& collection, const Case& one) {
  return collection.distinct(one.argument("fieldName").get<std::string>(), one.argument("filter"),
                             common(one, DistinctOptions()));
}

Value count_documents(Collection& collection, const Case& one) {
  auto options = common(one, CountOptions());
  options.skip = number_of(one, "skip");
  options.limit = number_of(one, "limit");
  return collection.count(one.argument("filter"), options);
}

Value find_one_and_update(Collection& collection, const Case& one) {
  const auto options = with_array_filters(one, changing_one<UpdateOptions>(one));
  return outcome_of(options, collection.find_one_and_update(one.argument("filter"),
                                                            one.argument("update"), options));
}

Value find_one_and_replace(Collection& collection, const Case& one) {
  const auto options = changing_one<ReplaceOptions>(one);
  const Outcome outcome =
      collection.find_one_and_replace(one.argument("filter"), one.argument("replacement"), options);
  return or_null(options.returning == Return::after ? outcome.after : outcome.before);
}

Value find_one_and_delete(Collection& collection, const Case& one) {
  auto options = common(one, FindOneOptions());
  options.sort = one.argument("sort");
  return or_null(collection.find_one_and_delete(one.argument("filter"), options));
}

Value update_one(Collection& collection, const Case& one) {
  return counts_of(collection.update_one(one.argument("filter"), one.argument("update"),
                                         with_array_filters(one, changing<UpdateOptions>(one))));
}

Value update_many(Collection& collection, const Case& one) {
  return counts_of(collection.update_many(one.argument("filter"), one.argument("update"),
                                          with_array_filters(one, changing<UpdateOptions>(one))));
}

Value replace_one(Collection& collection, const Case& one) {
  return counts_of(collection.replace_one(one.argument("filter"), one.argument("replacement"),
                                          changing<ReplaceOptions>(one)));
}

Value delete_one(Collection& collection, const Case& one) {
  return {
      {"deletedCount",
       collection.delete_one(one.argument("filter"), common(one, DeleteOptions())).deleted_count}};
}

Value delete_many(Collection& collection, const Case& one) {
  return {
      {"deletedCount",
       collection.delete_many(one.argument("filter"), common(one, DeleteOptions())).deleted_count}};
}

}  // namespace

const std::map<std::string, Ask>& operations() {
  static const std::map<std::string, Ask> table{{"find", find},
                                                {"aggregate", aggregate},
                                                {"distinct", distinct},
                                                {"countDocuments", count_documents},
                                                {"findOneAndUpdate", find_one_and_update},
                                                {"findOneAndReplace", find_one_and_replace},
                                                {"findOneAndDelete", find_one_and_delete},
                                                {"updateOne", update_one},
                                                {"updateMany", update_many},
                                                {"replaceOne", replace_one},
                                                {"deleteOne", delete_one},
                                                {"deleteMany", delete_many}};
  return table;
}

}  // namespace oracle

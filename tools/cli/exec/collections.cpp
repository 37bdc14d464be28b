// exec's operations on collections: create them, change their validators, drop them.
#include <fmt/format.h>

#include "arguments/arguments.hpp"
#include "exec/operations.hpp"
#include "text/errors.hpp"

namespace profilestore::cli {
namespace {

constexpr int namespace_not_found = 26;
constexpr int namespace_exists = 48;

/// Applies MongoDB's three arguments to a validator; what is not given stays.
Validator changed(Validator validator, const Fields& arguments) {
  if (arguments.has("validator")) validator.filter = arguments.document("validator");
  const auto level =
      validation_level_of(arguments.text_or("validationLevel", name_of(validator.level)));
  if (!level)
    throw InvalidInput(bad_value, "'validationLevel' must be \"off\", \"strict\" or \"moderate\"");
  const auto action =
      validation_action_of(arguments.text_or("validationAction", name_of(validator.action)));
  if (!action) throw InvalidInput(bad_value, "'validationAction' must be \"error\" or \"warn\"");
  return {validator.filter, *level, *action};
}

constexpr auto images = "changeStreamPreAndPostImages";

/// MongoDB keeps images apart from its log, which every collection has; here both are one.
struct GivenLog {
  bool enabled = false;
  ChangeLog bounds;
};

std::optional<GivenLog> given_log(const Fields& arguments) {
  if (!arguments.has(images)) return std::nullopt;
  const Document& object = arguments.document(images);
  refuse_unknown(object, images, {"enabled", "maxChanges", "expireAfterSeconds"});
  const Fields fields(object);
  if (!fields.has("enabled") || !fields.any("enabled").is_boolean())
    throw InvalidInput(type_mismatch, fmt::format("'{}.enabled' must be true or false", images));
  GivenLog log{fields.any("enabled").get<bool>(), {}};
  log.bounds.max_changes = fields.number_or("maxChanges", log.bounds.max_changes);
  log.bounds.max_age = std::chrono::seconds(fields.number_or("expireAfterSeconds", 0));
  return log;
}

void change_log(Collection& collection, const Fields& arguments) {
  const auto log = given_log(arguments);
  if (log && log->enabled)
    collection.set_change_log(log->bounds);
  else if (log)
    collection.remove_change_log();
}

bool changes_validator(const Fields& arguments) {
  return arguments.has("validator") || arguments.has("validationLevel") ||
         arguments.has("validationAction");
}

std::string text_of(const ValidationReport& report, Flavour flavour) {
  std::string failing;
  for (const InvalidDocument& document : report.first)
    failing += fmt::format(R"({}{{"_id":{},"details":{}}})", failing.empty() ? "" : ",",
                           text_of_value(document.id, flavour), details_text(document.failures));
  return fmt::format(R"({{"documents":{},"invalid":{},"failing":[{}]}})", report.documents,
                     report.invalid, failing);
}

Document options_of(const Collection& collection) {
  const auto validator = collection.validator();
  if (!validator) return Document::object();
  return {{"validator", validator->filter},
          {"validationLevel", name_of(validator->level)},
          {"validationAction", name_of(validator->action)}};
}

}  // namespace

std::string create_collection(const Call& call) {
  const Fields& given = call.arguments;
  if (collation_argument(given))
    throw InvalidInput(unknown_field,
                       "createCollection: a default collation is not supported; give 'collation' "
                       "to each index and to each operation");
  // Naming the index on _id, which every collection has, creates the collection now.
  CollectionOptions options{.indexes = {UniqueIndex{"_id"}},
                            .timestamps = given.flag_or("timestamps", false)};
  const Validator validator = changed({}, given);
  options.validator = validator;
  if (const auto log = given_log(given); log && log->enabled) options.change_log = log->bounds;
  if (has_collection(call.store, call.collection))
    throw InvalidInput(namespace_exists, fmt::format("the collection {} exists", call.collection));
  call.store.collection(call.collection, options);
  return answer("null");
}

std::string coll_mod(const Call& call) {
  if (!has_collection(call.store, call.collection))
    throw InvalidInput(namespace_not_found,
                       fmt::format("there is no collection {}", call.collection));
  ValidationReport report;
  call.store.transaction([&](Transaction& transaction) {
    Collection collection = transaction.collection(call.collection);
    const Validator validator =
        changed(collection.validator().value_or(Validator()), call.arguments);
    change_log(collection, call.arguments);
    if (changes_validator(call.arguments) || !call.arguments.has(images))
      report = collection.set_validator(validator);
  });
  return answer(text_of(report, call.flavour));
}

// MongoDB's form, without what a server says of its own.
std::string list_collections(const Call& call) {
  const Document filter = call.arguments.document_or_empty("filter");
  refuse_unknown(filter, "listCollections: filter", {"name"});
  const std::string wanted = Fields(filter).text_or("name", "");
  const bool name_only = call.arguments.flag_or("nameOnly", false);
  std::string list;
  for (const std::string& name : call.store.collection_names()) {
    if (filter.contains("name") && wanted != name) continue;
    Document shown{{"name", name}, {"type", "collection"}};
    if (!name_only) shown["options"] = options_of(call.store.collection(name));
    list += list.empty() ? "" : ",";
    list += text_of(shown, call.flavour);
  }
  return answer("[" + list + "]");
}

std::string rename_collection(const Call& call) {
  call.open().rename(call.arguments.text("to"), call.arguments.flag_or("dropTarget", false));
  return answer("null");
}

std::string drop(const Call& call) {
  call.open().drop();
  return answer("null");
}

}  // namespace profilestore::cli

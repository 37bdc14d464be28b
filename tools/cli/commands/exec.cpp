// profilestore exec: reads one operation per line and prints one reply per line, so that programs
// in any language can use a store.
#include <fmt/format.h>

#include <iostream>
#include <memory>

#include "arguments/arguments.hpp"
#include "command.hpp"
#include "exec/operations.hpp"
#include "text/errors.hpp"

namespace profilestore::cli {
namespace on_exec {

struct Arguments {
  std::string store;
  Flavour flavour = Flavour::relaxed;
};

std::string execute(Store& store, const std::string& line, Flavour flavour) {
  const Document request = ejson::parse_command(line);
  refuse_unknown(request, "the operation", {"name", "collection", "arguments"});
  const Fields fields(request);
  const Operation& operation = operation_of(fields.text("name"));
  const std::string collection =
      operation.needs_collection ? fields.text("collection") : fields.text_or("collection", "");
  const Document arguments = fields.document_or_empty("arguments");
  refuse_unknown(arguments, operation.name, operation.arguments, operation.passed);
  return operation.run({store, collection, Fields(arguments), flavour});
}

std::string execute_or_tell(Store& store, const std::string& line, Flavour flavour) {
  try {
    return execute(store, line, flavour);
  } catch (const Error& error) {
    return error_text(error, flavour);
  } catch (const std::exception& error) {
    return error_text(Failure("InternalError", error.what()), flavour);
  }
}

Status run(const Arguments& arguments) {
  std::ios::sync_with_stdio(false);
  Store store = open_or_create(arguments.store);
  return deliver("every operation up to this one", Status::done, [&] {
    Output out;
    std::string line;
    while (std::getline(std::cin, line)) {
      out.line(execute_or_tell(store, line, arguments.flavour));
      out.flush();
    }
  });
}

Run declare(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  add_store(app, arguments->store);
  add_canonical(app, arguments->flavour);
  add_json_errors(app);
  return [arguments] { return run(*arguments); };
}

}  // namespace on_exec

const Command exec_command{
    "exec", "Run operations from standard input, one per line",
    "Reads one operation per line and answers each at once with one line of JSON.\n"
    "Names and arguments are those of MongoDB's drivers. A failed operation gets the\n"
    "reply {\"ok\":0,\"code\":…}, and the next one is read: the exit status is 0 all\n"
    "the same. An operation is {\"name\": …, \"collection\": …, \"arguments\": {…}}.\n"
    "\n"
    "  insertOne          document\n"
    "  insertMany         documents, ordered\n"
    "  findOne            filter, sort, projection, thenBy\n"
    "  find               filter, sort, projection, skip, limit\n"
    "  findOneAndUpdate   filter, update, upsert, returnDocument, arrayFilters,\n"
    "                     sort, projection, thenBy\n"
    "  findOneAndReplace  filter, replacement, upsert, returnDocument, sort,\n"
    "                     projection, thenBy\n"
    "  findOneAndDelete   filter, sort, projection, thenBy\n"
    "  updateOne          filter, update, upsert, arrayFilters, sort, thenBy\n"
    "  updateMany         filter, update, upsert, arrayFilters, thenBy\n"
    "  replaceOne         filter, replacement, upsert, sort, thenBy\n"
    "  deleteOne          filter\n"
    "  deleteMany         filter\n"
    "  distinct           fieldName, filter\n"
    "  countDocuments     filter, skip, limit; so does count, and\n"
    "                     estimatedDocumentCount has no arguments\n"
    "  aggregate          pipeline, let, allowDiskUse; without collection a pipeline\n"
    "                     that begins with $documents\n"
    "  bulkWrite          requests ([{\"insertOne\":{…}}, …]), ordered\n"
    "  createCollection   timestamps, validator, validationLevel, validationAction\n"
    "  collMod            validator, validationLevel, validationAction\n"
    "  createIndex        keys, name, unique, partialFilterExpression, collation,\n"
    "                     normalise ([\"email\"], {\"path\": [\"trim\", \"case\"]}), and\n"
    "                     one of sparse, required, distinct\n"
    "  createIndexes      indexes: a list of what createIndex takes\n"
    "  listIndexes        (no arguments)\n"
    "  dropIndex          name; \"*\": all but _id_, as dropIndexes\n"
    "  listCollections    filter ({\"name\": …}), nameOnly; no collection\n"
    "  renameCollection   to, dropTarget\n"
    "  drop               (no arguments)\n"
    "  explain            filter, sort; or pipeline\n"
    "\n"
    "Names such as comment, batchSize, readConcern and writeConcern change nothing\n"
    "and are ignored.\n"
    "\n"
    "thenBy is a list of filters, tried in turn after filter until one finds a\n"
    "document.\n"
    "\n"
    "Operations with a filter, those of bulkWrite too, and explain also take\n"
    "collation and hint: an index, by name or keys, to search by. Unlike in MongoDB,\n"
    "equality at its paths is then as it has it: a collated email_1 finds ANA@X.ORG\n"
    "as ana@x.org. All of these but explain take maxTimeMS.\n"
    "\n"
    "A single write takes operationId, another text for each: with the same one it\n"
    "may be asked for again after a lost answer, and is done once.",
    "  profilestore exec --store profiles.db <operations.jsonl\n"
    "where operations.jsonl has lines such as\n"
    "  {\"name\":\"countDocuments\",\"collection\":\"users\",\"arguments\":{\"filter\":{}}}",
    on_exec::declare};

}  // namespace profilestore::cli

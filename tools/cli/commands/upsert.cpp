// profilestore upsert: updates the matching document, or inserts one.
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "arguments/comparing.hpp"
#include "command.hpp"

namespace profilestore::cli {
namespace on_upsert {

struct Arguments {
  std::string store, collection, filter, update, returning;
  std::vector<std::string> unique;
  Comparing comparing;
  bool json = false;
};

// Creates them as import does: the same option gives the same index.
void ensure_indexes(Collection& collection, const std::vector<std::string>& unique) {
  const std::vector<Index> there = collection.list_indexes();
  for (const std::string& text : unique) {
    const Paths paths = paths_of("--unique", text);
    const bool exists = std::any_of(there.begin(), there.end(), [&](const Index& index) {
      return index.unique && index.paths.same_as(paths);
    });
    if (!exists) collection.create_index(UniqueIndex{paths, Missing::reject});
  }
}

const std::optional<Document>& image(const Outcome& outcome, const Arguments& arguments) {
  return arguments.returning == "before" ? outcome.before : outcome.after;
}

std::string json_of(const Outcome& outcome, const Arguments& arguments) {
  std::string text =
      fmt::format(R"({{"matchedCount":{},"modifiedCount":{},"upsertedCount":{})",
                  outcome.matched ? 1 : 0, outcome.modified ? 1 : 0, outcome.inserted ? 1 : 0);
  if (outcome.upserted_id)
    text += R"(,"upsertedId":)" + text_of_value(*outcome.upserted_id, Flavour::relaxed);
  if (!arguments.returning.empty()) {
    const auto& document = image(outcome, arguments);
    text += R"(,"value":)" + (document ? ejson::relaxed(*document) : "null");
  }
  return text + "}";
}

std::string sentence_of(const Outcome& outcome) {
  if (outcome.inserted)
    return "inserted 1 document, _id " + text_of_value(*outcome.upserted_id, Flavour::relaxed);
  return outcome.modified ? "updated 1 document" : "unchanged: the update makes no difference";
}

void write(const Outcome& outcome, const Arguments& arguments) {
  Output out;
  if (arguments.json)
    out.line(json_of(outcome, arguments));
  else if (arguments.returning.empty())
    out.line(sentence_of(outcome));
  else if (const auto& document = image(outcome, arguments))
    out.line(ejson::relaxed(*document));
  out.flush();
}

Status run(const Arguments& arguments) {
  const Document filter = document_of("--filter", arguments.filter);
  const Document update = document_of("--update", arguments.update);
  for (const std::string& text : arguments.unique) (void)paths_of("--unique", text);
  Store store = open_or_create(arguments.store);
  Collection collection = store.collection(arguments.collection);
  ensure_indexes(collection, arguments.unique);
  const Outcome outcome = collection.find_one_and_update(
      filter, update,
      compared(UpdateOptions{.upsert = true,
                             .returning = arguments.returning.empty()       ? Return::none
                                          : arguments.returning == "before" ? Return::before
                                                                            : Return::after},
               arguments.comparing));
  return deliver("the upsert", Status::done, [&] { write(outcome, arguments); });
}

Run declare(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  add_store(app, arguments->store);
  add_collection(app, arguments->collection);
  app.add_option("--filter", arguments->filter, "MongoDB filter, as JSON")
      ->required()
      ->type_name("JSON");
  app.add_option("--update", arguments->update, "MongoDB update operators, as JSON")
      ->required()
      ->type_name("JSON");
  add_unique(app, arguments->unique,
             "Unique index to find or create: userId, or a,b.c\n"
             "over two paths. If it is created now, its rule is\n"
             "reject: no document may lack the key");
  app.add_option("--return", arguments->returning,
                 "Print the document as it was before, or is after,\n"
                 "the upsert (default: print what was done)")
      ->check(CLI::IsMember({"before", "after"}))
      ->type_name("WHEN");
  add_comparing(app, arguments->comparing);
  add_json(app, arguments->json, "Print one JSON object");
  return [arguments] { return run(*arguments); };
}

}  // namespace on_upsert

const Command upsert_command{
    "upsert", "Update the matching document, or insert one",
    "Updates the first document that matches; if none does, inserts one made from the\n"
    "equalities in the filter, and the update. If the filter gives the whole key of a\n"
    "unique index, concurrent upserts create only one document.",
    "  profilestore upsert --store profiles.db --collection users --unique email \\\n"
    "      --filter '{\"email\": \"ana@example.org\"}' \\\n"
    "      --update '{\"$set\": {\"name\": \"Ana\"}, \"$inc\": {\"visits\": 1}}' \\\n"
    "      --return after\n"
    "  profilestore upsert --store profiles.db --collection users --hint email_1 \\\n"
    "      --filter '{\"email\": \"ANA@Example.org\"}' --update '{\"$inc\": {\"visits\": 1}}'",
    on_upsert::declare};

}  // namespace profilestore::cli

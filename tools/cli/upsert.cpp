// profilestore upsert: updates the document that matches, or inserts one.
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "arguments.hpp"
#include "command.hpp"

namespace profilestore::cli {
namespace {

struct Arguments {
  std::string store, collection, filter, update, returning;
  std::vector<std::string> unique;
  bool json = false;
};

// As an import makes them: the same flag, the same index.
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
    text += R"(,"value":)" + (document ? relaxed(*document) : "null");
  }
  return text + "}";
}

std::string sentence_of(const Outcome& outcome) {
  if (outcome.inserted)
    return "inserted, _id " + text_of_value(*outcome.upserted_id, Flavour::relaxed);
  return outcome.modified ? "updated 1 document" : "unchanged: the document is like that already";
}

void write(const Outcome& outcome, const Arguments& arguments) {
  Output out;
  if (arguments.json)
    out.line(json_of(outcome, arguments));
  else if (arguments.returning.empty())
    out.line(sentence_of(outcome));
  else if (const auto& document = image(outcome, arguments))
    out.line(relaxed(*document));
  out.flush();
}

Status run(const Arguments& arguments) {
  const Document filter = document_of("--filter", arguments.filter);
  const Document update = document_of("--update", arguments.update);
  for (const std::string& text : arguments.unique) (void)paths_of("--unique", text);
  Store store = Store::open(arguments.store);
  Collection collection = store.collection(arguments.collection);
  ensure_indexes(collection, arguments.unique);
  const Outcome outcome = collection.find_one_and_update(
      filter, update,
      {.upsert = true,
       .returning = arguments.returning.empty()       ? Return::none
                    : arguments.returning == "before" ? Return::before
                                                      : Return::after});
  return deliver("the upsert", Status::done, [&] { write(outcome, arguments); });
}

Run declare(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  add_store(app, arguments->store);
  add_collection(app, arguments->collection);
  app.add_option("--filter", arguments->filter, "MongoDB's filter, as JSON")
      ->required()
      ->type_name("JSON");
  app.add_option("--update", arguments->update, "MongoDB's update operators, as JSON")
      ->required()
      ->type_name("JSON");
  add_unique(app, arguments->unique,
             "A unique index that must be there: userId, or\n"
             "a,b.c over two paths; made if it is not, and\n"
             "then a missing or null key is an error");
  app.add_option("--return", arguments->returning, "Print the document, as it was or as it is now")
      ->check(CLI::IsMember({"before", "after"}))
      ->type_name("before|after");
  add_json(app, arguments->json, "Print one JSON object");
  return [arguments] { return run(*arguments); };
}

}  // namespace

const Command upsert_command{
    "upsert", "Update the document that matches, else insert one",
    "Updates the first document that matches; if there is none, inserts one made\n"
    "from the filter's equalities and the update. With a unique index, however many\n"
    "do it at once, there is one document.",
    "  profilestore upsert --store profiles.db --collection users --unique email \\\n"
    "      --filter '{\"email\": \"ana@example.org\"}' \\\n"
    "      --update '{\"$set\": {\"name\": \"Ana\"}, \"$inc\": {\"visits\": 1}}' \\\n"
    "      --return after",
    declare};

}  // namespace profilestore::cli

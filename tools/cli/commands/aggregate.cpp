// profilestore aggregate: prints what a pipeline makes of a collection, one document per line.
#include <fmt/format.h>

#include <chrono>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>

#include "arguments/comparing.hpp"
#include "command.hpp"

namespace profilestore::cli {
namespace on_aggregate {

struct Arguments {
  std::string store, collection, pipeline, let = "{}";
  std::int64_t memory_mb = 100;
  bool no_disk = false, explain = false;
  Comparing comparing;
  Flavour flavour = Flavour::relaxed;
};

std::string text_of_file(const std::string& path) {
  if (path == "-") return {std::istreambuf_iterator<char>(std::cin), {}};
  std::ifstream file(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  if (!file) throw InvalidInput(2, fmt::format("{}: cannot be read", path));
  return text;
}

Value pipeline_of(const std::string& argument) {
  const std::string text = argument.starts_with('@') ? text_of_file(argument.substr(1)) : argument;
  try {
    return ejson::parse_pipeline(text);
  } catch (const MalformedJson& fault) {
    throw InvalidInput(fault.code(), fmt::format("the pipeline: {}", fault.what()));
  }
}

bool writes(const Value& pipeline) {
  return !pipeline.empty() &&
         (pipeline.back().contains("$out") || pipeline.back().contains("$merge"));
}

std::string text_of_size(const std::string& text) {
  return text.empty() || text.find_first_not_of("0123456789") != text.npos || text.size() > 6
             ? "is a number of MiB"
             : "";
}

Status run(const Arguments& arguments) {
  const Value pipeline = pipeline_of(arguments.pipeline);
  AggregateOptions options = compared(AggregateOptions(), arguments.comparing);
  options.let = document_of("--let", arguments.let);
  options.memory_limit = static_cast<std::size_t>(arguments.memory_mb) * 1024 * 1024;
  options.allow_disk_use = !arguments.no_disk;
  Store store = writes(pipeline) && !arguments.explain ? open_existing(arguments.store)
                                                       : open_to_read(arguments.store);
  Output out;
  if (arguments.explain) {
    if (arguments.collection.empty())
      throw InvalidInput(2, "--explain shows how a collection is read: name it by --collection");
    const Collection collection = store.collection(arguments.collection);
    out.line(text_of(collection.explain_aggregate(pipeline, options), arguments.flavour));
  } else {
    Cursor found = arguments.collection.empty()
                       ? store.aggregate(pipeline, options)
                       : store.collection(arguments.collection).aggregate(pipeline, options);
    for (const Document& document : found) out.line(text_of(document, arguments.flavour));
  }
  out.flush();
  return Status::done;
}

Run declare(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  add_store(app, arguments->store);
  app.add_option("--collection", arguments->collection,
                 "Name of the collection; without it a pipeline that\n"
                 "begins with $documents")
      ->type_name("C");
  app.add_option("pipeline", arguments->pipeline,
                 "The stages, a JSON array; @FILE: in a file;\n"
                 "@-: on standard input")
      ->required()
      ->type_name("PIPELINE");
  app.add_option("--let", arguments->let, "What $$name stands for: {name: expression, ...}")
      ->type_name("JSON");
  app.add_option("--memory", arguments->memory_mb,
                 "MiB that a stage may keep in memory (default: 100)")
      ->check(text_of_size)
      ->type_name("MIB");
  app.add_flag("--no-disk", arguments->no_disk, "Fail rather than use temporary files beyond it");
  app.add_flag("--explain", arguments->explain, "Print how it would be run, and by which index");
  add_comparing(app, arguments->comparing);
  add_canonical(app, arguments->flavour);
  add_json_errors(app);
  return [arguments] { return run(*arguments); };
}

}  // namespace on_aggregate

const Command aggregate_command{
    "aggregate", "Run an aggregation pipeline over a collection",
    "Prints what the stages of a pipeline make of the documents, one per line. The\n"
    "stages are MongoDB's. $out and $merge write into a collection of the store, in\n"
    "one transaction.",
    "  profilestore aggregate --store profiles.db --collection users \\\n"
    "      '[{\"$group\": {\"_id\": \"$userId\", \"count\": {\"$sum\": 1}}},\n"
    "        {\"$match\": {\"count\": {\"$gt\": 1}}}]'\n"
    "  profilestore aggregate --store profiles.db --collection users @stages.json",
    on_aggregate::declare};

}  // namespace profilestore::cli

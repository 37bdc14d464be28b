#include "arguments/arguments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "arguments/values.hpp"
#include "text/errors.hpp"
#include "text/terminal.hpp"

namespace profilestore::cli {

namespace fs = std::filesystem;

namespace {

// Neither need exist yet.
bool is_same_file(const fs::path& a, const fs::path& b) {
  std::error_code ignored;
  if (fs::equivalent(a, b, ignored)) return true;
  const auto place = [](const fs::path& path) {
    std::error_code failed;
    const fs::path whole = fs::weakly_canonical(fs::absolute(path, failed), failed);
    return failed ? path : whole;
  };
  return place(a) == place(b);
}

void refuse_same_file(std::string_view option, const std::string& path, const std::string& other) {
  if (is_same_file(path, other))
    throw InvalidInput(2, fmt::format("{} {} would overwrite {}", option, path, other));
}

}  // namespace

void add_store(CLI::App& app, std::string& store) {
  app.add_option("--store", store, "Path of the store")->required()->type_name("S");
}

void add_collection(CLI::App& app, std::string& collection) {
  app.add_option("--collection", collection, "Name of the collection")->required()->type_name("C");
}

void add_json(CLI::App& app, bool& json, const char* help) { app.add_flag("--json", json, help); }

void add_json_errors(CLI::App& app) {
  app.add_flag_callback(
      "--json", [] {}, "Print errors as JSON on standard output, too");
}

void add_canonical(CLI::App& app, Flavour& flavour) {
  app.add_flag_callback(
      "--canonical", [&flavour] { flavour = Flavour::canonical; },
      "Print canonical Extended JSON, which keeps types");
}

void add_projection(CLI::App& app, std::string& projection) {
  app.add_option("--projection", projection, "Fields to print: {path: 1, ...} or {path: 0, ...}")
      ->type_name("JSON");
}

void add_unique(CLI::App& app, std::vector<std::string>& unique, const char* help) {
  app.add_option("--unique", unique, help)->allow_extra_args(false)->type_name("PATHS");
}

Document document_of(std::string_view option, const std::string& text) {
  try {
    return ejson::parse(text);
  } catch (const MalformedJson& fault) {
    throw InvalidInput(fault.code(), fmt::format("{} is not a valid JSON document: {}, at byte {}",
                                                 option, fault.reason(), fault.offset()));
  }
}

Paths paths_of(std::string_view option, const std::string& text) {
  const std::vector<std::string> paths = parts_of(text);
  if (std::ranges::find(paths, "") != paths.end())
    throw InvalidInput(2, fmt::format("{} '{}': a path is empty; write userId, or "
                                      "tenant,address.email for one index over two paths",
                                      option, text));
  return Paths(paths);
}

namespace {

Store opened(const std::string& path, StoreOptions options) {
  ProgressLine line;  // a store of an older version is brought up to date
  options.progress = [&line](const StepProgress& progress) { line.show(progress); };
  return Store::open(path, options);
}

}  // namespace

Store open_existing(const std::string& path, const StoreOptions& options) {
  std::error_code fault;
  // Of a folder that may not be searched nobody knows what is in it: the library says so.
  if (!path.empty() && !fs::exists(path, fault) && !fault)
    throw Failure("StoreNotFound",
                  fmt::format("no store at {}; import, upsert and exec create one", path));
  return opened(path, options);
}

Store open_or_create(const std::string& path) { return opened(path, {}); }

Store open_accepting(const std::string& path) {
  return open_existing(path, {.accept_rollback = true});
}

Store open_to_read(const std::string& path) { return open_existing(path, {.read_only = true}); }

bool has_collection(const Store& store, const std::string& name) {
  const std::vector<std::string> names = store.collection_names();
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string no_collection(const Store& store, const std::string& path, const std::string& name) {
  std::string others;
  for (const std::string& other : store.collection_names())
    others += (others.empty() ? "" : ", ") + other;
  return fmt::format("{} has no collection {}; it has {}", path, name,
                     others.empty() ? "none yet" : others);
}

void refuse_file_of_store(std::string_view option, const std::string& path,
                          const std::string& store) {
  if (store.empty()) return;
  for (const char* suffix : {"", "-wal", "-shm", "-journal", "-queue", ".head"})
    refuse_same_file(option, path, store + suffix);
}

void check_new_file(std::string_view option, const std::string& path, const std::string& store,
                    const std::vector<std::string>& files) {
  if (path == "-")
    throw InvalidInput(
        2, fmt::format("{} needs a file name: it cannot write to standard output", option));
  refuse_file_of_store(option, path, store);
  for (const std::string& file : files) refuse_same_file(option, path, file);
}

}  // namespace profilestore::cli

#include "import/metadata.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <profilestore/document.hpp>
#include <profilestore/error.hpp>

#include "document/number.hpp"
#include "import/unpacking.hpp"
#include "store/catalog.hpp"

namespace profilestore::importing {
namespace {

namespace fs = std::filesystem;

// What of an index's specification changes nothing here.
constexpr std::array idle{"_id", "v", "ns", "name", "key", "background", "dropDups"};
constexpr std::array known{"unique", "sparse", "partialFilterExpression", "collation"};

std::optional<double> number_of(const Value& value) {
  if (const auto integer = document::integer_of(value)) return static_cast<double>(*integer);
  return document::real_of(value);
}

bool is_set(const Document& spec, const char* name) {
  const auto found = spec.find(name);
  if (found == spec.end() || found->is_null()) return false;
  if (found->is_boolean()) return found->get<bool>();
  const auto number = number_of(*found);
  return !number || *number != 0;
}

Paths paths_of(const Document& key) {
  std::vector<IndexPath> paths;
  for (const auto& [path, direction] : key.items()) {
    const auto number = number_of(direction);
    if (!number || *number == 0)
      throw InvalidInput(67, fmt::format("'{}' is of a special kind of index", path));
    paths.emplace_back(path, *number > 0 ? 1 : -1);
  }
  return Paths(std::move(paths));
}

Index index_of(const Document& spec) {
  for (const auto& [name, value] : spec.items()) {
    const auto is = [&name = name](const char* other) { return name == other; };
    if (std::ranges::none_of(idle, is) && std::ranges::none_of(known, is) &&
        is_set(spec, name.c_str()))
      throw InvalidInput(67, fmt::format("'{}' is not supported", name));
  }
  Index index{paths_of(spec.at("key")), is_set(spec, "unique"),
              is_set(spec, "sparse") ? Missing::sparse : Missing::collide,
              spec.value("name", std::string())};
  if (const auto where = spec.find("partialFilterExpression"); where != spec.end())
    index.where = *where;
  if (const auto collation = spec.find("collation"); collation != spec.end())
    index.collation = collation_of(*collation);
  store::check_rule(index);
  return index;
}

DumpedIndex dumped(const Document& spec) {
  DumpedIndex found{spec.value("name", std::string()), is_set(spec, "unique")};
  try {
    found.index = index_of(spec);
  } catch (const InvalidInput& error) {
    found.why_not = error.what();
  }
  return found;
}

// The end of `name` from its `.bson` on is left out; npos: it has none.
std::size_t stem_length(const std::string& name) {
  for (const std::string_view ending : {".bson", ".bson.gz", ".bson.zst"})
    if (name.ends_with(ending)) return name.size() - ending.size();
  return std::string::npos;
}

std::string text_of_first(const std::string& file) {
  const std::vector<Source> unpacked = unpack(Source(file));
  return unpacked.empty() ? "" : std::string(unpacked.front().bytes());
}

// A database's indexes stood in a collection of their own, and named theirs: "app.users".
std::string of_system_indexes(const std::string& file, const std::string& collection) {
  Value indexes = Value::array();
  const Source source(file);
  std::string buffer;
  const auto cutter = source.cutter([&](std::string_view piece) {
    try {
      const Document spec = parse(source.json_of(piece, buffer));
      if (spec.value("ns", std::string()).ends_with("." + collection)) indexes.push_back(spec);
      return true;
    } catch (const InvalidInput&) {
      return false;
    }
  });
  while (cutter->next()) continue;
  return indexes.empty() ? "" : Value{{"indexes", indexes}}.dump();
}

}  // namespace

std::vector<DumpedIndex> indexes_of_metadata(std::string_view text) {
  std::vector<DumpedIndex> found;
  if (text.empty()) return found;
  const Document metadata = parse(text);
  const auto indexes = metadata.find("indexes");
  if (indexes == metadata.end()) return found;
  if (!indexes->is_array()) throw InvalidInput(9, "'indexes' of its metadata is no array");
  for (const Value& spec : *indexes) {
    const bool sound = spec.is_object() && spec.contains("key") && spec.at("key").is_object() &&
                       !spec.at("key").empty() && spec.contains("name") &&
                       spec.at("name").is_string();
    if (!sound) throw InvalidInput(9, "an index of its metadata has no 'key' or no 'name'");
    if (spec.at("name") != "_id_") found.push_back(dumped(spec));
  }
  return found;
}

std::string metadata_beside(const std::string& name) {
  const std::size_t length = stem_length(name);
  if (length == std::string::npos) return "";
  const std::string stem = name.substr(0, length);
  for (const char* ending : {".metadata.json", ".metadata.json.gz", ".metadata.json.zst"})
    if (fs::is_regular_file(stem + ending)) return text_of_first(stem + ending);
  const fs::path old = fs::path(name).replace_filename("system.indexes.bson");
  if (!fs::is_regular_file(old)) return "";
  return of_system_indexes(old.string(), fs::path(stem).filename().string());
}

}  // namespace profilestore::importing

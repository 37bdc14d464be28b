#include "sources/metadata.hpp"

#include <filesystem>
#include <profilestore/document.hpp>
#include <profilestore/error.hpp>
#include <vector>

#include "files/unpack.hpp"
#include "sources/source.hpp"

namespace profilestore::sources {
namespace {

namespace fs = std::filesystem;

// The end of `name` from its `.bson` on is left out; npos: it has none.
std::size_t stem_length(const std::string& name) {
  for (const std::string_view ending : {".bson", ".bson.gz", ".bson.zst"})
    if (name.ends_with(ending)) return name.size() - ending.size();
  return std::string::npos;
}

std::string text_of_first(const std::string& file) {
  const std::vector<files::File> unpacked = files::unpack(files::File(file));
  return unpacked.empty() ? "" : std::string(unpacked.front().bytes());
}

// A database's indexes stood in a collection of their own, and named theirs: "app.users".
std::string of_system_indexes(const std::string& file, const std::string& collection) {
  Value indexes = Value::array();
  const Source source(file);
  std::string buffer;
  const auto splitter = source.splitter([&](std::string_view piece) {
    try {
      const Document spec = ejson::parse(source.json_of(piece, buffer));
      if (spec.value("ns", std::string()).ends_with("." + collection)) indexes.push_back(spec);
      return true;
    } catch (const InvalidInput&) {
      return false;
    }
  });
  while (splitter->next()) continue;
  return indexes.empty() ? "" : Value{{"indexes", indexes}}.dump();
}

}  // namespace

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

}  // namespace profilestore::sources

#include "sources/dump.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <profilestore/document.hpp>
#include <profilestore/error.hpp>

#include "extjson/bson.hpp"
#include "files/unpack.hpp"
#include "splitting/bson_splitter.hpp"

namespace profilestore::sources {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 3> packings{"", ".gz", ".zst"};

// The path without `ending`, packed or not; nothing: it ends otherwise.
std::optional<std::string_view> without_ending(std::string_view path, std::string_view ending) {
  for (const std::string_view packing : packings)
    if (path.size() > ending.size() + packing.size() && path.ends_with(packing) &&
        path.substr(0, path.size() - packing.size()).ends_with(ending))
      return path.substr(0, path.size() - packing.size() - ending.size());
  return std::nullopt;
}

// A colon parts an archive from a file in it, unless a file has it in its name.
std::size_t colon_of_member(std::string_view path) {
  const std::size_t colon = path.rfind(':');
  return colon == path.npos || fs::exists(path) ? path.npos : colon;
}

std::string_view file_name(std::string_view path) {
  const std::size_t slash = path.rfind('/'), colon = colon_of_member(path);
  if (colon != path.npos && (slash == path.npos || colon > slash)) return path.substr(colon + 1);
  return path.substr(slash + 1);
}

// With the slash at its end.
std::string_view folder_of(std::string_view path) {
  return path.substr(0, path.size() - file_name(path).size());
}

std::optional<std::string_view> stem_of(std::string_view path) {
  const auto documents = without_ending(path, ".bson");
  return documents ? documents : without_ending(path, ".metadata.json");
}

// mongodump writes what can't be in a file's name as in a URL: "a%2Fb".
std::string unescaped(std::string_view name) {
  const auto digit = [](char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                  : -1;
  };
  std::string text;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool escape =
        name[i] == '%' && i + 2 < name.size() && digit(name[i + 1]) >= 0 && digit(name[i + 2]) >= 0;
    text += escape ? static_cast<char>(digit(name[i + 1]) * 16 + digit(name[i + 2])) : name[i];
    if (escape) i += 2;
  }
  return text;
}

// The folder that a file lies in has the database's name.
std::string database_of(const std::string& path) {
  const std::size_t colon = colon_of_member(path), slash = path.rfind('/');
  if (colon != std::string::npos && (slash == std::string::npos || slash < colon)) return "";
  if (colon != std::string::npos) {
    const fs::path inside(path.substr(colon + 1));
    return unescaped(inside.parent_path().filename().string());
  }
  return unescaped(fs::absolute(path).lexically_normal().parent_path().filename().string());
}

std::string collection_of_metadata(std::string_view metadata) try {
  return metadata.empty() ? "" : ejson::parse(metadata).value("collectionName", std::string());
} catch (const Error&) {
  return "";  // whoever needs it says what is wrong with it
} catch (const Value::exception&) {
  return "";
}

// A database's indexes stood in a collection of their own, and named theirs: "app.users".
std::string of_system_indexes(std::string_view bytes, std::string_view collection) {
  Value indexes = Value::array();
  std::string json;
  splitting::BsonSplitter splitter(
      bytes,
      [&](std::string_view piece) {
        try {
          json.clear();
          extjson::append_json_of_bson(piece, json);
          const Document spec = ejson::parse(json);
          if (spec.value("ns", std::string()).ends_with("." + std::string(collection)))
            indexes.push_back(spec);
          return true;
        } catch (const InvalidInput&) {
          return false;
        }
      },
      {});
  while (splitter.next(bytes.size())) continue;
  return indexes.empty() ? "" : Value{{"indexes", indexes}}.dump();
}

}  // namespace

std::string Namespace::text() const {
  return database.empty() ? collection : database + "." + collection;
}

DumpPart part_of(std::string_view path) {
  const std::string_view name = file_name(path);
  if (without_ending(name, "prelude.json") || name.starts_with("prelude.json"))
    return DumpPart::dump;
  const auto stem = stem_of(name);
  if (!stem) return DumpPart::none;
  if (stem->starts_with("system.")) return DumpPart::server;
  return without_ending(name, ".bson") ? DumpPart::documents : DumpPart::metadata;
}

Namespace namespace_of(const std::string& path, std::string_view metadata) {
  const std::string told = collection_of_metadata(metadata);
  const auto stem = stem_of(file_name(path));
  return {database_of(path), told.empty() ? unescaped(stem.value_or(file_name(path))) : told};
}

DumpMetadata::DumpMetadata(const std::vector<files::File>& files) {
  for (const files::File& file : files) {
    const std::string_view path = file.name();
    if (const auto stem = without_ending(path, ".metadata.json")) metadata_.emplace(*stem, &file);
    if (without_ending(file_name(path), ".bson") == "system.indexes")
      system_indexes_.emplace(folder_of(path), &file);
  }
}

std::string DumpMetadata::of(std::string_view path) const {
  const auto stem = without_ending(path, ".bson");
  if (!stem) return "";
  if (const auto found = metadata_.find(*stem); found != metadata_.end())
    return std::string(found->second->bytes());
  const auto old = system_indexes_.find(folder_of(path));
  return old == system_indexes_.end() ? ""
                                      : of_system_indexes(old->second->bytes(), file_name(*stem));
}

std::string metadata_beside(const std::string& path) {
  const auto stem = without_ending(path, ".bson");
  if (!stem) return "";
  std::vector<files::File> files;
  const auto open = [&](const std::string& name) {
    for (const std::string_view packing : packings)
      if (const std::string file = name + std::string(packing); fs::is_regular_file(file))
        for (files::File& unpacked : files::unpack(files::File(file)))
          files.push_back(std::move(unpacked));
  };
  open(std::string(*stem) + ".metadata.json");
  if (files.empty()) open(fs::path(path).replace_filename("system.indexes.bson").string());
  return DumpMetadata(files).of(path);
}

}  // namespace profilestore::sources

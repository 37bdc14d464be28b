#include "sources/open_sources.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <profilestore/error.hpp>
#include <unordered_map>

#include "files/mongodump_archive.hpp"
#include "files/spool.hpp"
#include "files/unpack.hpp"
#include "sources/metadata.hpp"
#include "sources/split_parts.hpp"
#include "sources/wrong_kind.hpp"

namespace profilestore::sources {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_sources = 0xFFFF;  // a candidate has 16 bits for its source

bool is_of_a_dump(const std::string& path) {
  const std::string name = path.substr(path.find_last_of("/:") + 1);
  if (name.starts_with("system.")) return false;
  return std::ranges::any_of(std::array{".bson", ".bson.gz", ".bson.zst"},
                             [&](std::string_view ending) { return name.ends_with(ending); });
}

// What mongodump writes beside the documents.
bool is_about_a_dump(const std::string& path) {
  const std::string name = path.substr(path.find_last_of("/:") + 1);
  return name.starts_with("system.") || name.ends_with(".metadata.json") ||
         name.ends_with(".metadata.json.gz") || name == "prelude.json" || name == "prelude.json.gz";
}

/// The texts of `.metadata.json` files, by the names of the collections' files without `.bson`.
using MetadataByStem = std::unordered_map<std::string, std::string_view>;

MetadataByStem metadata_in(const std::vector<files::File>& files) {
  MetadataByStem all;
  for (const files::File& file : files)
    for (const std::string_view ending : {".metadata.json", ".metadata.json.gz"})
      if (file.name().ends_with(ending))
        all.emplace(file.name().substr(0, file.name().size() - ending.size()), file.bytes());
  return all;
}

std::string metadata_of(const MetadataByStem& all, const std::string& name) {
  const auto at = all.find(name.substr(0, name.rfind(".bson")));
  return at == all.end() ? "" : std::string(at->second);
}

// The server's own collections and views hold nothing that could be imported.
void open_archive(std::vector<Source>& all, const files::File& archive) {
  for (files::DumpedCollection& one : files::collections_of(archive)) {
    if (one.collection.starts_with("system.") || one.database.empty() || one.type == "view")
      continue;
    Source& source = all.emplace_back(std::move(one.file));
    source.set_metadata(std::move(one.metadata));
    source.set_cut_off(std::move(one.cut_off));
  }
}

// A tar with files of mongodump in it is as the folder that mongodump wrote.
void take_files(std::vector<Source>& all, std::vector<files::File> files, const std::string& name) {
  const bool dump = std::ranges::any_of(files, [&](const files::File& file) {
    return file.name() != name && is_of_a_dump(file.name());
  });
  const MetadataByStem metadata_of_files = metadata_in(files);
  for (files::File& file : files) {
    if (dump && is_about_a_dump(file.name())) continue;
    if (files::is_mongodump_archive(file.bytes())) {
      open_archive(all, file);
      continue;
    }
    const std::string metadata =
        file.name() == name ? metadata_beside(name) : metadata_of(metadata_of_files, file.name());
    all.emplace_back(std::move(file)).set_metadata(metadata);
  }
}

void open_file(std::vector<Source>& all, const std::string& name) {
  files::File file(name);
  if (!files::is_packed(file.bytes())) refuse_lone_part(name, file.bytes());
  try {
    take_files(all, files::unpack(std::move(file)), name);
  } catch (const StorageFailure& failure) {
    const std::string advice = advice_for_part(name);
    if (advice.empty()) throw;
    throw StorageFailure(failure.what() + advice, 0);
  }
}

void open_parts(std::vector<Source>& all, const std::vector<std::string>& parts) {
  const std::string name = name_of_parts(parts);
  files::Spool joined(name);
  joined.begin(name, "");
  for (const std::string& part : parts) joined.append(files::File(part).bytes());
  take_files(all, files::unpack(std::move(joined.files().front())), name);
}

void open_folder(std::vector<Source>& all, const std::string& name) {
  std::vector<std::string> files;
  try {
    for (auto at = fs::recursive_directory_iterator(name); at != fs::end(at); ++at) {
      if (at.depth() > 1) at.disable_recursion_pending();
      if (at.depth() <= 1 && at->is_regular_file() && is_of_a_dump(at->path().string()))
        files.push_back(at->path().string());
    }
  } catch (const fs::filesystem_error& error) {
    throw StorageFailure(fmt::format("reading {}: {}", name, error.code().message()), 0);
  }
  if (files.empty())
    throw InvalidInput(
        2, fmt::format(
               "{} is a folder without a .bson file; a folder must hold the output of mongodump",
               name));
  std::ranges::sort(files);
  for (const std::string& file : files) open_file(all, file);
}

void refuse_url(const std::string& name) {
  const std::size_t scheme = name.find("://");
  if (scheme == 0 || scheme == std::string::npos || fs::exists(name)) return;
  throw InvalidInput(2, fmt::format("{}… is a URL; give files, which mongoexport or mongodump "
                                    "writes",
                                    name.substr(0, scheme + 3)));
}

// "dump.tar:app/users.bson", where no file has that name.
bool open_member(std::vector<Source>& all, const std::string& name) {
  for (std::size_t colon = name.find(':'); colon != std::string::npos;
       colon = name.find(':', colon + 1)) {
    const std::string file = name.substr(0, colon);
    if (!fs::is_regular_file(file)) continue;
    std::vector<Source> members;
    open_file(members, file);
    for (Source& member : members)
      if (member.name() == name) return all.push_back(std::move(member)), true;
  }
  return false;
}

void open_name(std::vector<Source>& all, const std::string& name) {
  if (name == "-" || fs::exists(name))
    return fs::is_directory(name) ? open_folder(all, name) : open_file(all, name);
  if (const auto parts = parts_named(name); !parts.empty()) return open_parts(all, parts);
  if (!open_member(all, name)) open_file(all, name);  // which says what is wrong
}

}  // namespace

std::vector<Source> open_sources(const std::vector<std::string>& names, const SourceType& type) {
  type.check();
  if (names.empty()) throw InvalidInput(2, "no source was given");
  if (std::count(names.begin(), names.end(), "-") > 1)
    throw InvalidInput(2, "standard input can be read only once");
  std::vector<Source> sources;
  for (const std::string& name : names) refuse_url(name);
  for (const std::vector<std::string>& parts : with_parts_joined(names))
    parts.size() > 1 ? open_parts(sources, parts) : open_name(sources, parts.front());
  if (sources.empty())
    throw InvalidInput(2, fmt::format("{} contains no file to read", names.front()));
  if (sources.size() > most_sources)
    throw InvalidInput(
        2, fmt::format("{} files are too many: an import reads at most {}; join them (cat), or "
                       "import them in several parts",
                       sources.size(), most_sources));
  for (Source& source : sources) {
    refuse_wrong_kind(source);
    source.read_as(type);
  }
  return sources;
}

}  // namespace profilestore::sources

#include "sources/open_sources.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <profilestore/error.hpp>

#include "files/unpack.hpp"
#include "sources/metadata.hpp"
#include "sources/wrong_kind.hpp"

namespace profilestore::sources {
namespace {

namespace fs = std::filesystem;

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

std::string metadata_among(const std::vector<files::File>& files, const std::string& name) {
  const std::string stem = name.substr(0, name.rfind(".bson"));
  for (const files::File& file : files)
    if (file.name() == stem + ".metadata.json" || file.name() == stem + ".metadata.json.gz")
      return std::string(file.bytes());
  return "";
}

// A tar with files of mongodump in it is as the folder that mongodump wrote.
void open_file(std::vector<Source>& all, const std::string& name) {
  std::vector<files::File> files = files::unpack(files::File(name));
  const bool dump = std::ranges::any_of(files, [&](const files::File& file) {
    return file.name() != name && is_of_a_dump(file.name());
  });
  for (files::File& file : files) {
    if (dump && is_about_a_dump(file.name())) continue;
    const std::string metadata =
        file.name() == name ? metadata_beside(name) : metadata_among(files, file.name());
    all.emplace_back(std::move(file)).set_metadata(metadata);
  }
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

}  // namespace

std::vector<Source> open_sources(const std::vector<std::string>& names, const SourceType& type) {
  type.check();
  if (names.empty()) throw InvalidInput(2, "no source was given");
  if (std::count(names.begin(), names.end(), "-") > 1)
    throw InvalidInput(2, "standard input can be read only once");
  std::vector<Source> sources;
  for (const std::string& name : names) {
    refuse_url(name);
    if (name == "-" || fs::exists(name))
      fs::is_directory(name) ? open_folder(sources, name) : open_file(sources, name);
    else if (!open_member(sources, name))
      open_file(sources, name);  // which says what is wrong
  }
  if (sources.empty())
    throw InvalidInput(2, fmt::format("{} contains no file to read", names.front()));
  for (Source& source : sources) {
    source.convert(type.encoding);
    refuse_wrong_kind(source, type);
    source.read_as(type);
  }
  return sources;
}

}  // namespace profilestore::sources

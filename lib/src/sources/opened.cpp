#include "sources/opened.hpp"

#include <fmt/format.h>
#include <fts.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <memory>
#include <profilestore/error.hpp>
#include <system_error>

#include "files/mongodump_archive.hpp"
#include "files/spool.hpp"
#include "files/unpack.hpp"
#include "sources/dump_files.hpp"
#include "sources/split_parts.hpp"

namespace profilestore::sources {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 5> text_endings{".json", ".jsonl", ".ndjson", ".csv",
                                                       ".tsv"};

// A part of an export that was written as several files.
bool is_part(const std::string& path) {
  std::string lower = path;
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  std::string_view name = lower;
  for (const std::string_view packing : {".gz", ".zst", ".bz2", ".xz"})
    if (name.ends_with(packing)) name.remove_suffix(packing.size());
  return part_of(name) == DumpPart::none &&
         std::ranges::any_of(text_endings, [&](auto ending) { return name.ends_with(ending); });
}

// The folder of a file that stands alone may have any name.
void take_single(Opened& opened, files::File file) {
  const bool beside = file.name() == opened.name && fs::is_regular_file(opened.name);
  const std::string metadata = beside ? metadata_beside(opened.name) : "";
  const bool of_dump = part_of(file.name()) == DumpPart::documents;
  const Namespace dumped = of_dump ? namespace_of(file.name(), metadata) : Namespace();
  Source& source = opened.sources.emplace_back(std::move(file));
  source.set_metadata(metadata);
  source.set_dumped({"", dumped.collection});
}

// A tar with files of mongodump in it is as the folder that mongodump wrote.
void take_files(Opened& opened, std::vector<files::File> files) {
  const bool alone = files.size() == 1 && files.front().name() == opened.name;
  if (!alone && std::ranges::any_of(files, [](const files::File& file) {
        return part_of(file.name()) == DumpPart::documents;
      }))
    return take_dump(opened, std::move(files));
  for (files::File& file : files)
    if (files::is_mongodump_archive(file.bytes()))
      take_archive(opened, file);
    else
      take_single(opened, std::move(file));
}

void open_file(Opened& opened) {
  files::File file(opened.name);
  if (!files::is_packed(file.bytes())) refuse_lone_part(opened.name, file.bytes());
  try {
    take_files(opened, files::unpack(std::move(file)));
  } catch (const StorageFailure& failure) {
    const std::string advice = advice_for_part(opened.name);
    if (advice.empty()) throw;
    throw StorageFailure(failure.what() + advice, 0);
  }
}

void open_parts_of_file(Opened& opened, const std::vector<std::string>& parts) {
  files::Spool joined(opened.name);
  joined.begin(opened.name, "");
  for (const std::string& part : parts) joined.append(files::File(part).bytes());
  take_files(opened, files::unpack(std::move(joined.files().front())));
}

/// What lies in a folder and in the folders in it.
struct Listing {
  std::vector<std::string> files;     ///< in it, and in its folders
  std::vector<std::string> deeper;    ///< in folders of those
  std::vector<std::string> unusable;  ///< what is no file
};

struct CloseTree {
  void operator()(FTS* tree) const noexcept { ::fts_close(tree); }
};

// std::filesystem ends the process if memory ends while it reads a folder.
Listing list(const std::string& folder) {
  constexpr int own_folders = 2;  // what lies in it, and in its folders
  constexpr int deepest = 16;
  const auto fail = [](std::string_view what, int error) {
    throw StorageFailure(
        fmt::format("reading {}: {}", what, std::generic_category().message(error)), 0);
  };
  std::string root = folder;
  std::array<char*, 2> roots{root.data(), nullptr};
  const std::unique_ptr<FTS, CloseTree> tree(
      ::fts_open(roots.data(), FTS_LOGICAL | FTS_NOCHDIR, nullptr));
  if (!tree) fail(folder, errno);
  Listing listing;
  while (FTSENT* entry = ::fts_read(tree.get())) {
    switch (entry->fts_info) {
      case FTS_D:
        if (entry->fts_level > deepest) ::fts_set(tree.get(), entry, FTS_SKIP);
        break;
      case FTS_DP:
      case FTS_DC:  // a link leads back
        break;
      case FTS_DNR:
      case FTS_ERR:
      case FTS_NS:
        fail(entry->fts_path, entry->fts_errno);
        break;
      case FTS_F:
        (entry->fts_level > own_folders ? listing.deeper : listing.files)
            .emplace_back(entry->fts_path);
        break;
      default:
        listing.unusable.emplace_back(entry->fts_path);
    }
  }
  if (errno != 0) fail(folder, errno);
  for (auto* names : {&listing.files, &listing.deeper, &listing.unusable})
    std::ranges::sort(*names);
  return listing;
}

bool has_documents(const std::vector<std::string>& files) {
  return std::ranges::any_of(
      files, [](const std::string& file) { return part_of(file) == DumpPart::documents; });
}

std::string folder_of_first_documents(const std::vector<std::string>& files) {
  const auto first = std::ranges::find_if(
      files, [](const std::string& file) { return part_of(file) == DumpPart::documents; });
  return fs::path(*first).parent_path().string();
}

// A folder without a dump: the parts of one export lie in it, not in folders in it.
void open_parts_in(Opened& opened, const Listing& listing) {
  std::string deeper;
  for (const std::string& file : listing.files) {
    const fs::path folder = fs::path(file).parent_path();
    const bool here = fs::equivalent(folder, opened.name);
    if (is_part(file) && !here) deeper = folder.string();
    if (is_part(file) && here)
      for (files::File& part : files::unpack(files::File(file)))
        opened.sources.emplace_back(std::move(part));
    else
      opened.left_out.push_back(
          {{file, here ? "neither .json nor .csv" : "in a folder of the folder"}, {}});
  }
  if (opened.sources.empty())
    throw InvalidInput(
        2, fmt::format("{} is a folder without a .bson, .json or .csv file; a folder must hold the "
                       "output of mongodump, or the parts of one export{}",
                       opened.name, deeper.empty() ? "" : fmt::format(", as {} does", deeper)));
}

void open_dump_in(Opened& opened, const std::vector<std::string>& files) {
  std::vector<files::File> unpacked;
  for (const std::string& file : files)
    if (part_of(file) == DumpPart::none)
      opened.left_out.push_back({{file, "not a file of mongodump"}, {}});
    else
      for (files::File& one : files::unpack(files::File(file))) unpacked.push_back(std::move(one));
  take_dump(opened, std::move(unpacked));
}

void open_folder(Opened& opened) {
  const Listing listing = list(opened.name);
  if (has_documents(listing.deeper))
    throw InvalidInput(2, fmt::format("{} holds folders of folders with .bson files, such as {}; "
                                      "give the folder that mongodump wrote",
                                      opened.name, folder_of_first_documents(listing.deeper)));
  has_documents(listing.files) ? open_dump_in(opened, listing.files)
                               : open_parts_in(opened, listing);
  for (const std::string& file : listing.unusable)
    opened.left_out.push_back({{file, "not a file"}, {}});
  for (const std::string& file : listing.deeper)
    opened.left_out.push_back({{file, "too deep in the folder"}, {}});
}

// "dump.tar:app/users.bson", where no file has that name.
bool open_member(Opened& opened) {
  const std::string& name = opened.name;
  for (std::size_t colon = name.find(':'); colon != std::string::npos;
       colon = name.find(':', colon + 1)) {
    const std::string file = name.substr(0, colon);
    if (!fs::is_regular_file(file)) continue;
    Opened whole{file, {}, {}};
    open_file(whole);
    for (Source& member : whole.sources)
      if (member.name() == name) return opened.sources.push_back(std::move(member)), true;
  }
  return false;
}

}  // namespace

Opened open_source(const std::vector<std::string>& parts) {
  const std::string name = parts.size() == 1 ? parts.front() : name_of_parts(parts);
  Opened opened{name, {}, {}};
  if (parts.size() > 1) {
    open_parts_of_file(opened, parts);
  } else if (name == "-" || fs::exists(name)) {
    name != "-" && fs::is_directory(name) ? open_folder(opened) : open_file(opened);
  } else if (const auto joined = parts_named(name); !joined.empty()) {
    open_parts_of_file(opened, joined);
  } else if (!open_member(opened)) {
    open_file(opened);  // which says what is wrong
  }
  return opened;
}

}  // namespace profilestore::sources

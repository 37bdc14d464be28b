#include "files/mongodump_archive.hpp"

#include <fmt/format.h>

#include <profilestore/document.hpp>
#include <span>
#include <utility>

#include "files/archive_blocks.hpp"
#include "files/crc64.hpp"
#include "files/spool.hpp"

namespace profilestore::files {
namespace {

// Older servers' archives tell it in the metadata alone.
std::string type_of(const ArchivedCollection& one) {
  if (!one.type.empty() || one.metadata.empty()) return one.type;
  const Value metadata = Value::parse(one.metadata, nullptr, false);
  if (!metadata.is_object()) return "";
  const auto options = metadata.find("options");
  if (options != metadata.end() && options->is_object()) {
    if (options->contains("viewOn")) return "view";
    if (options->contains("timeseries")) return "timeseries";
  }
  const auto type = metadata.find("type");
  return type != metadata.end() && type->is_string() ? type->get<std::string>() : "";
}

std::string missing_of(const ArchivedCollection& one, const std::string& type, bool in_list,
                       std::uint64_t crc) {
  if (in_list) return "the archive ends before the documents begin; dump again";
  if (!one.has_blocks && (type == "view" || type == "timeseries")) return "";
  if (!one.has_blocks) return "the archive ends before the documents of this collection";
  if (!one.ended) return "the archive ends before the end of this collection";
  if (one.added_behind_end)
    return "the archive has more of this collection behind its end: it is damaged";
  if (one.crc && *one.crc != crc)
    return "its checksum is not that of its documents: some are damaged or missing";
  return "";
}

/// The collections of an archive, each as a file.
class Unarchived {
 public:
  explicit Unarchived(const File& archive)
      : archive_(archive), blocks_(archive), spool_(archive.name()) {}

  std::vector<DumpedCollection> collections() {
    std::vector<DumpedCollection> all;
    std::vector<std::size_t> spooled;
    const auto& segments = blocks_.segments();
    std::size_t at = 0;
    for (std::uint32_t i = 0; i < blocks_.collections().size(); ++i) {
      std::size_t end = at;
      while (end < segments.size() && segments[end].collection == i) ++end;
      if (end - at > 1) spooled.push_back(i);
      all.push_back(collection(i, {segments.data() + at, end - at}));
      at = end;
    }
    std::vector<File> files = spool_.files();
    for (std::size_t i = 0; i < spooled.size(); ++i) all[spooled[i]].file = std::move(files[i]);
    return all;
  }

 private:
  // What lies in one place is read there.
  DumpedCollection collection(std::uint32_t number, std::span<const ArchiveSegment> segments) {
    const ArchivedCollection& one = blocks_.collections()[number];
    const std::string name = fmt::format("{}:{}", archive_.name(), one.full_name());
    File file = archive_.part(name, archive_.bytes().substr(0, 0), "archive");
    if (segments.size() == 1) file = archive_.part(name, bytes_of(segments.front()), "archive");
    if (segments.size() > 1) spool_.begin(name, file.container());
    std::uint64_t crc = 0;
    for (const ArchiveSegment& segment : segments) {
      crc = crc64(bytes_of(segment), crc);
      if (segments.size() > 1) spool_.append(bytes_of(segment));
    }
    const std::string type = type_of(one);
    return {one.database, one.name,        one.metadata,
            type,         std::move(file), missing_of(one, type, blocks_.ends_in_list(), crc)};
  }

  std::string_view bytes_of(const ArchiveSegment& segment) const {
    return archive_.bytes().substr(segment.offset, segment.size);
  }

  const File& archive_;
  const ArchiveBlocks blocks_;
  Spool spool_;
};

}  // namespace

bool is_mongodump_archive(std::string_view bytes) { return bytes.starts_with("\x6D\xE2\x99\x81"); }

std::vector<DumpedCollection> collections_of(const File& archive) {
  return Unarchived(archive).collections();
}

}  // namespace profilestore::files

#include "sources/dump_files.hpp"

#include <fmt/format.h>

#include <map>
#include <profilestore/error.hpp>
#include <set>

#include "files/mongodump_archive.hpp"

namespace profilestore::sources {
namespace {

constexpr const char* a_view = "a view: its documents are those of other collections";
constexpr const char* a_time_series =
    "a time series: mongodump keeps its documents in buckets; export it with mongoexport";

// A view has metadata and no documents.
std::string why_without_documents(const files::File& metadata) {
  try {
    const Document told = ejson::parse(metadata.bytes());
    if (told.value("type", std::string()) == "timeseries") return a_time_series;
    if (told.value("type", std::string()) == "view" ||
        told.contains("/options/viewOn"_json_pointer))
      return a_view;
  } catch (const Error&) {
  } catch (const Value::exception&) {
  }
  return "metadata without a file of documents";
}

/// Sorts the files of a dump into collections and what is none.
class Dump {
 public:
  Dump(Opened& opened, std::vector<files::File> files)
      : opened_(opened), files_(std::move(files)), known_(files_) {
    for (const files::File& file : files_)
      if (part_of(file.name()) == DumpPart::documents)
        with_documents_.insert(namespace_of(file.name(), "").text());
  }

  void open() {
    opened_.is_dump = true;
    std::vector<std::string> metadata;
    for (const files::File& file : files_) {
      metadata.push_back(known_.of(file.name()));
      const std::string why = why_left_out(file, metadata.back());
      if (why.empty()) continue;
      const bool named = part_of(file.name()) == DumpPart::metadata;
      opened_.left_out.push_back(
          {{file.name(), why}, named ? namespace_of(file.name(), file.bytes()) : Namespace()});
    }
    for (std::size_t i = 0; i < files_.size(); ++i)
      if (is_collection(files_[i].name(), metadata[i])) add(std::move(files_[i]), metadata[i]);
    check_distinct();
  }

 private:
  // The log of operations lies beside the databases, and has no metadata.
  static bool is_oplog(const std::string& path, std::string_view metadata) {
    return metadata.empty() && namespace_of(path, "").collection == "oplog";
  }

  static bool is_collection(const std::string& path, std::string_view metadata) {
    return part_of(path) == DumpPart::documents && !is_oplog(path, metadata);
  }

  /// Empty: it is not left out, or goes with something that is told of.
  std::string why_left_out(const files::File& file, std::string_view metadata) const {
    const std::string& path = file.name();
    switch (part_of(path)) {
      case DumpPart::server:
        return path.find(".metadata.json") == path.npos ? "the server's own" : "";
      case DumpPart::documents:
        return is_oplog(path, metadata) ? "the log of operations, not a collection" : "";
      case DumpPart::metadata:
        return with_documents_.contains(namespace_of(path, "").text())
                   ? ""
                   : why_without_documents(file);
      case DumpPart::none:
        return "not a file of mongodump";
      case DumpPart::dump:
        break;
    }
    return "";
  }

  void add(files::File file, const std::string& metadata) {
    const Namespace dumped = namespace_of(file.name(), metadata);
    Source& source = opened_.sources.emplace_back(std::move(file));
    source.set_metadata(metadata);
    source.set_dumped(dumped);
  }

  void check_distinct() const {
    std::map<std::string, std::string> files;
    for (const Source& source : opened_.sources)
      if (const auto [other, is_new] = files.try_emplace(source.dumped().text(), source.name());
          !is_new)
        throw InvalidInput(
            2, fmt::format("{} and {} are both of the collection {}; move one of them away",
                           other->second, source.name(), other->first));
  }

  Opened& opened_;
  std::vector<files::File> files_;
  DumpMetadata known_;
  std::set<std::string> with_documents_;
};

/// Why a collection of an archive is not imported; empty: it is.
std::string why_left_out(const files::DumpedCollection& one) {
  if (one.database.empty()) return "the log of operations, not a collection";
  if (one.collection.starts_with("system.")) return "the server's own";
  if (one.type == "view") return a_view;
  if (one.type == "timeseries") return a_time_series;
  return "";
}

}  // namespace

void take_dump(Opened& opened, std::vector<files::File> files) {
  Dump(opened, std::move(files)).open();
}

void take_archive(Opened& opened, const files::File& archive) {
  opened.is_dump = true;
  for (files::DumpedCollection& one : files::collections_of(archive)) {
    if (const std::string why = why_left_out(one); !why.empty()) {
      opened.left_out.push_back({{one.file.name(), why}, {one.database, one.collection}});
      continue;
    }
    Source& source = opened.sources.emplace_back(std::move(one.file));
    source.set_metadata(std::move(one.metadata));
    source.set_cut_off(std::move(one.cut_off));
    source.set_dumped({one.database, one.collection});
  }
}

}  // namespace profilestore::sources

#include "sources/source.hpp"

#include <fmt/format.h>

#include <profilestore/error.hpp>
#include <utility>

#include "extjson/bson.hpp"
#include "extjson/reader.hpp"
#include "sources/bson_splitter.hpp"
#include "sources/csv_splitter.hpp"
#include "sources/json_splitter.hpp"

namespace profilestore::sources {
namespace {

// A file of mongodump whose very first document is broken.
bool is_broken_bson(std::string_view name, std::string_view bytes) {
  return name.ends_with(".bson") && !bytes.empty() && bytes.front() != '{' && bytes.front() != '[';
}

bool begins_as_json(std::string_view bytes) {
  const std::size_t first = bytes.find_first_not_of("\xEF\xBB\xBF \t\r\n");
  return first == std::string_view::npos || bytes[first] == '{' || bytes[first] == '[';
}

// Of the names that programs give to CSV, whatever it is packed in.
std::string type_by_name(std::string_view name) {
  for (const std::string_view packing : {".gz", ".zst", ".bz2", ".xz"})
    if (name.ends_with(packing)) name.remove_suffix(packing.size());
  return name.ends_with(".csv") ? "csv" : name.ends_with(".tsv") ? "tsv" : "";
}

}  // namespace

Source::Source(files::File file) : file_(std::move(file)) {
  const bool dumped = container().starts_with("archive") && !bytes().empty();
  if (dumped || looks_like_bson(bytes()) || is_broken_bson(name(), bytes())) format_ = Format::bson;
}

void Source::read_as(const SourceType& type) {
  if (type.name.empty()) {
    const std::string told = format_ == Format::json ? type_by_name(name()) : "";
    if (!told.empty() && !begins_as_json(bytes()))
      throw InvalidInput(
          2, fmt::format(
                 "{} is named like a {} file and is not JSON; read it with the type {} (--type {})",
                 name(), told, told, told));
    return;
  }
  if (format_ == Format::bson)
    throw InvalidInput(2, fmt::format("{} is BSON, not {}", name(), type.name));
  if (json_format_of(bytes()) != "empty" && begins_as_json(bytes()))
    throw InvalidInput(
        2, fmt::format("{} looks like JSON, not {}; omit the type to read it as JSON", name(),
                       type.name));
  csv_ = std::make_unique<const csv::Table>(name(), bytes(), type.csv());
  format_ = Format::csv;
}

std::string Source::format_name() const {
  std::string format(format_ == Format::bson ? "bson" : json_format_of(bytes()));
  if (csv_ && format != "empty") format = csv_->style().quotes ? "csv" : "tsv";
  return container().empty() ? format : format + ", " + container();
}

std::unique_ptr<Splitter> Source::splitter(Splitter::Test test,
                                           const Splitter::Place& place) const {
  if (format_ == Format::bson)
    return std::make_unique<BsonSplitter>(bytes(), std::move(test), place);
  if (format_ == Format::csv)
    return std::make_unique<CsvSplitter>(bytes(), csv_->style(), csv_->body(), std::move(test),
                                         place);
  return std::make_unique<JsonSplitter>(bytes(), std::move(test), place);
}

std::string_view Source::json_of(std::string_view piece, std::string& buffer) const {
  if (format_ == Format::json) return piece;
  buffer.clear();
  if (csv_)
    csv_->append_json(piece, buffer);
  else
    extjson::append_json_of_bson(piece, buffer);
  const std::size_t size = buffer.size();
  buffer.resize(size + extjson::Reader::padding());
  return std::string_view(buffer).substr(0, size);
}

}  // namespace profilestore::sources

#include "sources/source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <profilestore/error.hpp>
#include <utility>

#include "extjson/bson.hpp"
#include "extjson/reader.hpp"
#include "files/transcode.hpp"
#include "sources/wrapped.hpp"
#include "splitting/bson_splitter.hpp"
#include "splitting/csv_splitter.hpp"
#include "splitting/json_splitter.hpp"
#include "splitting/map_member.hpp"
#include "splitting/map_splitter.hpp"

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

Source::Source(files::File file) : file_(std::move(file)), end_(bytes().size()) {
  const bool dumped = container().starts_with("archive") && !bytes().empty();
  if (dumped || splitting::looks_like_bson(bytes()) || is_broken_bson(name(), bytes()))
    format_ = Format::bson;
}

void Source::convert(const std::string& encoding) {
  if (format_ == Format::bson && !encoding.empty())
    throw InvalidInput(2,
                       fmt::format("{} is BSON, which has one encoding: omit --encoding", name()));
  if (format_ == Format::bson) return;
  file_ = files::in_utf8(std::move(file_), encoding);
  end_ = bytes().size();
}

void Source::read_at(const SourceType& type) {
  if (format_ == Format::bson)
    throw InvalidInput(
        2, fmt::format("{} is BSON, whose documents stand by themselves: omit --at", name()));
  const Wrapped wrapped = wrapped_at(name(), bytes(), type.at);
  if (wrapped.is_map && type.map_key.empty())
    throw InvalidInput(2, fmt::format("{0}: '{1}' is a map of documents: name the field that takes "
                                      "their keys, such as --map-key _id",
                                      name(), type.at));
  if (!wrapped.is_map && !type.map_key.empty())
    throw InvalidInput(
        2, fmt::format("{}: '{}' is an array, which has no keys: omit --map-key", name(), type.at));
  begin_ = wrapped.begin;
  end_ = wrapped.end;
  is_map_ = wrapped.is_map;
  at_ = type.at;
  map_key_ = type.map_key;
}

void Source::read_as(const SourceType& type) {
  if (type.name.empty()) {
    const std::string told = format_ == Format::json ? type_by_name(name()) : "";
    if (!told.empty() && !begins_as_json(bytes()))
      throw InvalidInput(
          2, fmt::format(
                 "{} is named like a {} file and is not JSON; read it with the type {} (--type {})",
                 name(), told, told, told));
    if (!type.at.empty()) read_at(type);
    return;
  }
  if (format_ == Format::bson)
    throw InvalidInput(2, fmt::format("{} is BSON, not {}", name(), type.name));
  if (splitting::json_format_of(bytes()) != "empty" && begins_as_json(bytes()))
    throw InvalidInput(
        2, fmt::format("{} looks like JSON, not {}; omit the type to read it as JSON", name(),
                       type.name));
  csv_ = std::make_unique<const csv::Table>(name(), bytes(), type.csv());
  format_ = Format::csv;
}

std::string Source::format_name() const {
  std::string format(format_ == Format::bson ? "bson" : splitting::json_format_of(bytes()));
  if (csv_ && format != "empty") format = csv_->style().quotes ? "csv" : "tsv";
  if (!at_.empty()) format = fmt::format("{} at {}", is_map_ ? "json-map" : "json-array", at_);
  return container().empty() ? format : format + ", " + container();
}

std::unique_ptr<splitting::Splitter> Source::splitter(
    splitting::Splitter::Test test, const splitting::Splitter::Place& place) const {
  if (format_ == Format::bson)
    return std::make_unique<splitting::BsonSplitter>(bytes(), std::move(test), place);
  if (format_ == Format::csv)
    return std::make_unique<splitting::CsvSplitter>(bytes(), csv_->style(), csv_->body(),
                                                    std::move(test), place);
  splitting::Splitter::Place within = place;
  if (within.at < begin_) {
    within.line += static_cast<std::uint32_t>(
        std::ranges::count(bytes().substr(within.at, begin_ - within.at), '\n'));
    within.at = begin_;
  }
  within.at = std::min(within.at, end_);
  if (is_map_)
    return std::make_unique<splitting::MapSplitter>(bytes(), begin_, end_, std::move(test), within);
  return std::make_unique<splitting::JsonSplitter>(bytes().substr(0, end_), std::move(test),
                                                   within);
}

std::size_t Source::offset_in(std::string_view piece, std::size_t offset) const {
  if (!is_map_) return offset;
  std::string json;
  const splitting::Moved moved = splitting::append_member(piece, map_key_, json);
  return offset < moved.text ? 0 : offset - moved.text + moved.piece;
}

std::string_view Source::json_of(std::string_view piece, std::string& buffer) const {
  if (format_ == Format::json && !is_map_) return piece;
  buffer.clear();
  if (is_map_)
    splitting::append_member(piece, map_key_, buffer);
  else if (csv_)
    csv_->append_json(piece, buffer);
  else
    extjson::append_json_of_bson(piece, buffer);
  const std::size_t size = buffer.size();
  buffer.resize(size + extjson::Reader::padding());
  return std::string_view(buffer).substr(0, size);
}

}  // namespace profilestore::sources

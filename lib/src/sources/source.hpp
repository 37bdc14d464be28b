// A source of an import: its bytes, mapped into memory, and what they look like.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "csv/table.hpp"
#include "files/file.hpp"
#include "sources/dump.hpp"
#include "sources/source_type.hpp"
#include "splitting/splitter.hpp"

namespace profilestore::sources {

enum class Format : std::uint8_t { json, bson, csv };

class Source {
 public:
  /// Opens the file of that name, as files::File does.
  explicit Source(const std::string& name) : Source(files::File(name)) {}
  explicit Source(files::File file);

  const std::string& name() const { return file_.name(); }
  std::string_view bytes() const { return file_.bytes(); }
  Format format() const { return format_; }
  const std::string& container() const { return file_.container(); }

  /// For the report: "json-lines", "json-array", "json-objects", "json-map", "bson", "csv", "tsv",
  /// "empty"; and how they were encoded and packed: "bson, gzip", "csv, UTF-16LE, gzip".
  std::string format_name() const;

  /// From now on its bytes are those of its text in UTF-8. Throws InvalidInput if it is BSON, or
  /// its bytes are not of the encoding. `encoding` empty: UTF-8, or what it looks like.
  void convert(const std::string& encoding);

  /// From now on it is what the caller says. Throws InvalidInput if it can't be that: it is BSON,
  /// or CSV with a header that names no fields; or if its name says CSV, and the caller nothing; if
  /// no documents are where the caller says.
  void read_as(const SourceType& type);

  /// Of CSV: the line that names the columns; one that would, if the caller did.
  std::string header() const { return csv_ ? csv_->header_text() : ""; }

  /// Of CSV: the bytes before the records.
  std::string_view header_bytes() const { return csv_ ? csv_->header() : ""; }

  /// Where the documents are: [first, second); what is around them the caller left out.
  std::pair<std::size_t, std::size_t> body() const { return {begin_, end_}; }

  /// Whether the documents are the members of a map: each piece begins with its key.
  bool is_map() const { return is_map_; }

  /// The offset in a piece of what is at that offset of its Extended JSON, where both have it.
  std::size_t offset_in(std::string_view piece, std::size_t offset) const;

  /// The text of the `.metadata.json` that mongodump wrote for it; empty: there is none.
  const std::string& metadata() const { return metadata_; }
  void set_metadata(std::string text) { metadata_ = std::move(text); }

  /// Of a collection in an archive: what is missing of it, or damaged; empty: nothing.
  const std::string& cut_off() const { return cut_off_; }
  void set_cut_off(std::string what) { cut_off_ = std::move(what); }

  /// The collection that mongodump took it from; empty: that is not known.
  const Namespace& dumped() const { return dumped_; }
  void set_dumped(Namespace dumped) { dumped_ = std::move(dumped); }

  /// Cuts it into pieces, from `place` on.
  std::unique_ptr<splitting::Splitter> splitter(splitting::Splitter::Test test,
                                                const splitting::Splitter::Place& place = {}) const;

  /// A piece as Extended JSON: itself, or written to `buffer`. Followed by the bytes that a reader
  /// needs. Throws InvalidInput for a piece that can't be told so.
  std::string_view json_of(std::string_view piece, std::string& buffer) const;

 private:
  void read_at(const SourceType& type);

  files::File file_;
  std::string metadata_, cut_off_;
  Namespace dumped_;
  Format format_ = Format::json;
  std::unique_ptr<const csv::Table> csv_;  ///< of the format csv
  std::size_t begin_ = 0, end_ = 0;        ///< the body
  bool is_map_ = false;
  std::string at_, map_key_;
};

}  // namespace profilestore::sources

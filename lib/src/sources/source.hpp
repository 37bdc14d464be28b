// A source of an import: its bytes, mapped into memory, and what they look like.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "csv/table.hpp"
#include "files/file.hpp"
#include "sources/source_type.hpp"
#include "sources/splitter.hpp"

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

  /// For the report: "json-lines", "json-array", "json-objects", "bson", "csv", "tsv",
  /// "empty", and what they were packed in: "bson, gzip".
  std::string format_name() const;

  /// From now on it is what the caller says. Throws InvalidInput if it can't be that: it is BSON,
  /// or CSV with a header that names no fields; or if its name says CSV, and the caller nothing.
  void read_as(const SourceType& type);

  /// Of CSV: the line that names the columns.
  std::string header() const { return csv_ ? std::string(csv_->header()) : ""; }

  /// The text of the `.metadata.json` that mongodump wrote for it; empty: there is none.
  const std::string& metadata() const { return metadata_; }
  void set_metadata(std::string text) { metadata_ = std::move(text); }

  /// Of a collection in an archive: what is missing of it, or damaged; empty: nothing.
  const std::string& cut_off() const { return cut_off_; }
  void set_cut_off(std::string what) { cut_off_ = std::move(what); }

  /// Cuts it into pieces, from `place` on.
  std::unique_ptr<Splitter> splitter(Splitter::Test test, const Splitter::Place& place = {}) const;

  /// A piece as Extended JSON: itself, or written to `buffer`. Followed by the bytes that a reader
  /// needs. Throws InvalidInput for a piece that can't be told so.
  std::string_view json_of(std::string_view piece, std::string& buffer) const;

 private:
  files::File file_;
  std::string metadata_, cut_off_;
  Format format_ = Format::json;
  std::unique_ptr<const csv::Table> csv_;  ///< of the format csv
};

}  // namespace profilestore::sources

// Pieces of sources, read without the source that they stood in.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <profilestore/document.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "csv/table.hpp"
#include "sources/source_type.hpp"
#include "sqlite/connection.hpp"

namespace profilestore::history {

class PieceReader {
 public:
  explicit PieceReader(sqlite::Connection& connection) : connection_(connection) {}

  /// `format` and `header`: of the piece's source, as ps_sources has them; both are empty for a
  /// document of the store. Nothing if the piece is no document.
  std::optional<Document> document_of(std::string_view piece, std::int64_t import,
                                      std::string_view format, std::string_view header);

 private:
  const sources::SourceType& type_of(std::int64_t import);
  const csv::Table& table_of(std::int64_t import, std::string_view header);

  sqlite::Connection& connection_;
  std::map<std::int64_t, sources::SourceType> types_;
  std::map<std::pair<std::int64_t, std::string>, std::unique_ptr<csv::Table>> tables_;
};

}  // namespace profilestore::history

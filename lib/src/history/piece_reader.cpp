#include "history/piece_reader.hpp"

#include <profilestore/error.hpp>

#include "extjson/bson.hpp"
#include "extjson/reader.hpp"
#include "history/record.hpp"

namespace profilestore::history {

std::optional<Document> PieceReader::document_of(std::string_view piece, std::int64_t import,
                                                 std::string_view format, std::string_view header) {
  try {
    std::string text;
    if (format.starts_with("bson"))
      extjson::append_json_of_bson(piece, text);
    else if (!header.empty())
      table_of(import, header).append_json(piece, text);
    else
      text = piece;
    return extjson::parse(text, extjson::Syntax::exported);
  } catch (const InvalidInput&) {
    return std::nullopt;
  }
}

// A table looks into its header as long as it lives; a map does not move what it holds.
const csv::Table& PieceReader::table_of(std::int64_t import, std::string_view header) {
  const auto [place, is_new] =
      tables_.try_emplace({import, std::string(header)}, std::unique_ptr<csv::Table>());
  if (is_new)
    place->second = std::make_unique<csv::Table>(
        "import " + std::to_string(import), place->first.second,
        source_type_of(read_record(connection_, std::to_string(import))).csv());
  return *place->second;
}

}  // namespace profilestore::history

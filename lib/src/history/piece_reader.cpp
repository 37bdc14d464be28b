#include "history/piece_reader.hpp"

#include <profilestore/error.hpp>

#include "csv/separator.hpp"
#include "extjson/bson.hpp"
#include "extjson/reader.hpp"
#include "history/record.hpp"
#include "splitting/map_member.hpp"

namespace profilestore::history {

std::optional<Document> PieceReader::document_of(std::string_view piece, std::int64_t import,
                                                 std::string_view format, std::string_view header) {
  try {
    std::string text;
    if (format.starts_with("bson"))
      extjson::append_json_of_bson(piece, text);
    else if (format.starts_with("json-map"))
      splitting::append_member(piece, type_of(import).map_key, text);
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
  if (is_new) {
    csv::Options options = type_of(import).csv();
    options.separator_told = !csv::separator_line(header);
    options.fields.clear();  // the header has them
    place->second = std::make_unique<csv::Table>("import " + std::to_string(import),
                                                 place->first.second, options);
  }
  return *place->second;
}

const sources::SourceType& PieceReader::type_of(std::int64_t import) {
  const auto [place, is_new] = types_.try_emplace(import);
  if (is_new) place->second = source_type_of(read_record(connection_, std::to_string(import)));
  return place->second;
}

}  // namespace profilestore::history

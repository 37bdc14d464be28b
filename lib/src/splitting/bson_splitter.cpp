#include "splitting/bson_splitter.hpp"

#include "extjson/bson.hpp"
#include "splitting/cut_off_bson.hpp"

namespace profilestore::splitting {
namespace {

constexpr int documents_in_a_row = 3;

// The types that BSON has for the first element; an empty document has none.
bool begins_soundly(std::string_view document) {
  if (document.size() == 5) return true;
  const auto type = static_cast<unsigned char>(document[4]);
  return (type >= 0x01 && type <= 0x13) || type == 0x7F || type == 0xFF;
}

}  // namespace

bool looks_like_bson(std::string_view source) {
  const auto length = extjson::bson_length(source);
  return length && begins_soundly(source.substr(0, *length));
}

std::vector<std::size_t> bson_cuts(std::string_view source, std::size_t chunk_bytes) {
  std::vector<std::size_t> cuts{0};
  for (std::size_t at = 0; at < source.size();) {
    const auto length = extjson::bson_length(source.substr(at));
    if (!length) break;
    at += *length;
    if (at < source.size() && at - cuts.back() >= chunk_bytes) cuts.push_back(at);
  }
  cuts.push_back(source.size());
  return cuts;
}

BsonSplitter::BsonSplitter(std::string_view source, Test test, const Place& place)
    : source_(source), test_(std::move(test)), at_(place.at), number_(place.line) {}

bool BsonSplitter::sound_from(std::size_t at) const {
  for (int i = 0; i < documents_in_a_row && at < source_.size(); ++i) {
    const auto length = extjson::bson_length(source_.substr(at));
    if (!length || !begins_soundly(source_.substr(at, *length))) return false;
    if (i == 0 && !test_(source_.substr(at, *length))) return false;
    at += *length;
  }
  return true;
}

std::size_t BsonSplitter::next_sound(std::size_t from) const {
  for (std::size_t at = from; at < source_.size(); ++at)
    if (sound_from(at)) return at;
  return source_.size();
}

std::optional<Piece> BsonSplitter::next(std::size_t limit) {
  if (at_ >= std::min(limit, source_.size())) return std::nullopt;
  const auto length = extjson::bson_length(source_.substr(at_));
  const std::size_t end = length                                 ? at_ + *length
                          : is_cut_off_bson(source_.substr(at_)) ? source_.size()
                                                                 : next_sound(at_ + 1);
  const std::string_view bytes = source_.substr(at_, end - at_);
  const Piece piece{bytes, at_, number_++, length && test_(bytes)};
  at_ = end;
  return piece;
}

}  // namespace profilestore::splitting

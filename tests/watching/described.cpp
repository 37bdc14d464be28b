#include "watching/described.hpp"

namespace replay {

using namespace profilestore;

namespace {

// Sets or removes at a dotted path.
Value* place_of(Document& document, std::string_view path, std::string& last) {
  Value* place = &document;
  for (;;) {
    const std::size_t end = path.find('.');
    last = path.substr(0, end);
    if (end == path.npos) return place;
    place = place->is_array() ? &place->at(std::stoul(last)) : &place->at(last);
    path.remove_prefix(end + 1);
  }
}

}  // namespace

void apply(const UpdateDescription& change, Document& document) {
  std::string last;
  for (const auto& [field, size] : change.truncated_arrays) {
    Value* place = place_of(document, field, last);
    Value& array = place->is_array() ? place->at(std::stoul(last)) : place->at(last);
    while (std::ssize(array) > size) array.erase(array.size() - 1);
  }
  for (const std::string& path : change.removed_fields) place_of(document, path, last)->erase(last);
  for (const auto& [path, value] : change.updated_fields.items()) {
    Value* place = place_of(document, path, last);
    if (!place->is_array())
      (*place)[last] = value;
    else if (std::stoul(last) < place->size())
      place->at(std::stoul(last)) = value;
    else
      place->push_back(value);
  }
}

}  // namespace replay

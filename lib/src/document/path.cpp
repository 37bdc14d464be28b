#include "document/path.hpp"

#include <algorithm>

#include "document/integer_text.hpp"
#include "document/type.hpp"

namespace profilestore::document {

Path::Path(std::string_view text) : text_(text) {
  std::size_t begin = 0;
  for (;;) {
    const std::size_t dot = text_.find('.', begin);
    segments_.push_back(text_.substr(begin, dot == std::string::npos ? dot : dot - begin));
    if (dot == std::string::npos) break;
    begin = dot + 1;
  }
}

bool Path::has_empty_segment() const {
  return std::any_of(segments_.begin(), segments_.end(),
                     [](const std::string& segment) { return segment.empty(); });
}

bool Path::overlaps(const Path& other) const {
  const std::size_t shared = std::min(segments_.size(), other.segments_.size());
  return std::equal(segments_.begin(), segments_.begin() + static_cast<std::ptrdiff_t>(shared),
                    other.segments_.begin());
}

std::optional<std::size_t> index_of(std::string_view segment) {
  if (segment.empty() || (segment.size() > 1 && segment.front() == '0')) return std::nullopt;
  return integer_of_text<std::size_t>(segment);
}

const Value* member(const Value& object, std::string_view name) {
  if (!is_plain_object(object)) return nullptr;
  for (auto field = object.begin(); field != object.end(); ++field)
    if (field.key() == name) return &field.value();
  return nullptr;
}

const Value* find(const Value& document, const Path& path) {
  const Value* at = &document;
  for (const std::string& segment : path.segments()) {
    at = member(*at, segment);
    if (at == nullptr) return nullptr;
  }
  return at;
}

void put(Value& document, const Path& path, Value value) {
  Value* at = &document;
  for (const std::string& segment : path.segments()) {
    if (at->is_null()) *at = Value::object();
    at = &(*at)[segment];
  }
  *at = std::move(value);
}

}  // namespace profilestore::document

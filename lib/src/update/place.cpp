#include "update/place.hpp"

#include <fmt/format.h>
#include <cassert>

#include "document/integer_text.hpp"
#include "document/type.hpp"

namespace profilestore::update {
namespace {

// MongoDB: kMaxPaddingAllowed.
constexpr std::size_t max_padding = 1'500'000;

// MongoDB: an update takes any digits of an unsigned 32-bit number, leading zeros too, where a
// filter would not (parseUnsignedBase10Integer). So not document::index_of.
std::optional<std::size_t> element_index(const std::string& segment) {
  return document::integer_of_text<std::uint32_t>(segment);
}

Value* element(Value& array, const std::string& segment) {
  const auto index = element_index(segment);
  return index && *index < array.size() ? &array[*index] : nullptr;
}

Value* field(Value& object, const std::string& name) {
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

}  // namespace

Value* child(Value& holder, const std::string& segment) {
  if (holder.is_array()) return element(holder, segment);
  return document::is_plain_object(holder) ? field(holder, segment) : nullptr;
}

Place::Place(Document& document, const document::Path& path) : path_(path), holder_(&document) {
  value_ = field(document, segment());  // the document itself is never a wrapper
  while (value_ != nullptr && depth_ + 1 < path.segments().size()) {
    holder_ = value_;
    ++depth_;
    passes_array_ |= holder_->is_array();
    value_ = child(*holder_, segment());
  }
}

bool Place::is_blocked() const {
  if (holder_->is_array()) return !element_index(segment());
  return depth_ > 0 && !document::is_plain_object(*holder_);
}

InvalidUpdate Place::not_viable(std::string_view op) const {
  return {28,
          fmt::format("Cannot create field '{}' in element {{{}: ...}} of type {}", segment(),
                      path_.segments()[depth_ - 1], document::alias(document::type_of(*holder_))),
          path_.text(), std::string(op)};
}

Leaf Place::take() {
  Leaf leaf;
  if (value_ != nullptr) leaf.emplace(std::move(*value_));
  return leaf;
}

void Place::give(Leaf leaf) {
  if (value_ == nullptr) {
    if (leaf.has_value()) make(*std::move(leaf));
  } else if (leaf.has_value()) {
    *value_ = *std::move(leaf);
  } else {
    assert(!holder_->is_array());
    holder_->erase(segment());
    value_ = nullptr;
  }
}

void Place::make(Value value) {
  for (std::size_t i = path_.segments().size() - 1; i > depth_; --i) {
    Value parent = Value::object();
    parent[path_.segments()[i]] = std::move(value);
    value = std::move(parent);
  }
  if (holder_->is_array()) {
    pad(*element_index(segment()));
    holder_->push_back(std::move(value));
  } else {
    (*holder_)[segment()] = std::move(value);
  }
}

void Place::pad(std::size_t size) {
  auto& elements = holder_->get_ref<Value::array_t&>();
  if (size - elements.size() > max_padding)
    throw InvalidUpdate(34, fmt::format("can't backfill more than {} elements", max_padding),
                        path_.text(), "");
  elements.resize(size);
}

}  // namespace profilestore::update

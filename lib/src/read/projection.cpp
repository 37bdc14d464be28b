#include "read/projection.hpp"

#include <algorithm>
#include <profilestore/error.hpp>

#include "document/type.hpp"
#include "read/projection_tree.hpp"

namespace profilestore::read {
namespace {

using Kind = Field::Kind;

// MongoDB: [skip, count] clamped to the array, both counted from the end where they are negative.
Value sliced(const Value& array, const Slice& slice) {
  const auto size = static_cast<std::int64_t>(array.size());
  std::int64_t skip = slice.skip.value_or(slice.count < 0 ? slice.count : 0);
  if (skip < 0) skip = std::max<std::int64_t>(size + std::max(skip, -size), 0);
  skip = std::min(skip, size);
  const std::int64_t wanted = slice.count < 0 ? size : slice.count;
  const std::int64_t count = std::min(wanted, size - skip);
  return Value(Value::array_t(array.begin() + skip, array.begin() + skip + count));
}

class Projector {
 public:
  Projector(const Field& root, std::optional<std::size_t> position)
      : root_(root), position_(position) {}

  Document project(const Document& document) const {
    Document result = fields_of(root_, document, true);
    // MongoDB: what $elemMatch finds stands behind the other fields.
    for (const auto& [name, field] : root_.fields)
      if (field.kind == Kind::matched)
        if (const auto match = field.filter->match(document); match && match->position)
          result[name] = Value::array({document.at(name).at(*match->position)});
    return result;
  }

 private:
  Document fields_of(const Field& parent, const Value& object, bool at_root) const {
    Document result = Document::object();
    for (const auto& [name, value] : object.items()) {
      const Field* field = parent.find(name);
      if (field == nullptr) {
        const bool id = at_root && name == "_id";
        if (!root_.inclusion || (id && !root_.id_excluded)) result[name] = value;
      } else if (auto projected = value_of(*field, value)) {
        result[name] = *std::move(projected);
      }
    }
    return result;
  }

  std::optional<Value> value_of(const Field& field, const Value& value) const {
    switch (field.kind) {
      case Kind::included:
        return value;
      case Kind::excluded:
      case Kind::matched:
        return std::nullopt;
      case Kind::sliced:
        return value.is_array() ? sliced(value, field.slice) : value;
      case Kind::positional:
        return positional(value);
      case Kind::parent:
        break;
    }
    if (value.is_array()) return elements_of(field, value);
    if (document::is_plain_object(value)) return fields_of(field, value, false);
    if (root_.inclusion) return std::nullopt;
    return value;
  }

  // MongoDB: elements that have no fields are dropped by an inclusion, and stay in an exclusion.
  Value elements_of(const Field& field, const Value& array) const {
    Value result = Value::array();
    for (const Value& element : array)
      if (auto projected = value_of(field, element)) result.push_back(*std::move(projected));
    return result;
  }

  Value positional(const Value& value) const {
    if (!value.is_array()) return value;
    if (!position_ || *position_ >= value.size())
      throw InvalidInput(51246,
                         "Executor error: positional operator '.$' couldn't find a matching "
                         "element in the array; the filter must match an element of it");
    return Value::array({value[*position_]});
  }

  const Field& root_;
  std::optional<std::size_t> position_;
};

bool has_positional(const Field& field) {
  return field.kind == Kind::positional ||
         std::any_of(field.fields.begin(), field.fields.end(),
                     [](const auto& child) { return has_positional(child.second); });
}

}  // namespace

Projection Projection::parse(const Document& projection) {
  Projection parsed;
  if (projection.is_null() || (projection.is_object() && projection.empty())) return parsed;
  if (!document::is_plain_object(projection))
    throw InvalidInput(14, "projection must be an object: {path: 1 or 0}");
  parsed.root_ = std::make_shared<const Field>(parse_projection(projection));
  return parsed;
}

bool Projection::is_positional() const { return root_ != nullptr && has_positional(*root_); }

Document Projection::apply(const Document& document, std::optional<std::size_t> position) const {
  return root_ == nullptr ? document : Projector(*root_, position).project(document);
}

}  // namespace profilestore::read

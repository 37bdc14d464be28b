#include "read/projection_tree.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <profilestore/error.hpp>

#include "document/compare.hpp"
#include "document/number.hpp"
#include "document/path.hpp"
#include "document/type.hpp"

namespace profilestore::read {
namespace {

using Kind = Field::Kind;

[[noreturn]] void refuse(int code, const std::string& message) {
  throw InvalidInput(code, message);
}

std::int64_t integer_of(const std::string& path, const Value& value) {
  if (const auto integer = document::integer_of(value)) return *integer;
  const auto real = document::real_of(value);
  if (!real || std::isnan(*real))
    refuse(28667, fmt::format("projection: $slice of '{}' takes a number, or [skip, count]", path));
  return static_cast<std::int64_t>(std::clamp(*real, -0x1p62, 0x1p62));
}

Slice slice_of(const std::string& path, const Value& operand) {
  if (!operand.is_array()) return {std::nullopt, integer_of(path, operand)};
  if (operand.size() != 2)
    refuse(28667, fmt::format("projection: $slice of '{}' takes [skip, count]", path));
  const Slice slice{integer_of(path, operand[0]), integer_of(path, operand[1])};
  if (slice.count <= 0)
    refuse(28724, fmt::format("projection: the count of $slice of '{}' must be positive", path));
  return slice;
}

Field operator_field(const std::string& path, const Value& operators) {
  const std::string& name = operators.begin().key();
  const Value& operand = operators.begin().value();
  if (operators.size() > 1)
    refuse(2, fmt::format("projection: '{}' takes one operator, not {}", path, operators.size()));
  if (name == "$slice") return {.kind = Kind::sliced, .slice = slice_of(path, operand)};
  if (name != "$elemMatch")
    refuse(2, fmt::format("projection: {} of '{}' is not supported; a field is 1, 0, $slice or "
                          "$elemMatch",
                          name, path));
  if (!document::is_plain_object(operand))
    refuse(31274, fmt::format("projection: $elemMatch of '{}' takes a filter", path));
  if (path.find('.') != path.npos)
    refuse(31275,
           fmt::format("projection: $elemMatch cannot be used on a nested field: '{}'", path));
  return {.kind = Kind::matched, .filter = match::Filter::parse({{path, operators}})};
}

Field field_of(const std::string& path, const Value& value) {
  if (value.is_boolean()) return {.kind = value.get<bool>() ? Kind::included : Kind::excluded};
  if (document::is_number(document::type_of(value)))
    return {.kind = document::equal(value, Value(0)) ? Kind::excluded : Kind::included};
  if (document::is_plain_object(value) && !value.empty() && value.begin().key().starts_with('$'))
    return operator_field(path, value);
  refuse(2, fmt::format("projection: '{}' is {}; a field is 1, 0, $slice or $elemMatch, and "
                        "expressions are not supported",
                        path, document::alias(document::type_of(value))));
}

class Builder {
 public:
  Field build(const Document& projection) && {
    add_all("", projection);
    if (id_) root_.id_excluded = *id_ == Kind::excluded;
    // MongoDB: beside a $slice, an $elemMatch does not drop the other fields.
    root_.inclusion = mode_ ? *mode_ : (matched_ && !sliced_) || (id_ && *id_ == Kind::included);
    if (positional_ && !root_.inclusion)
      refuse(31395, "projection: a positional '$' cannot be used in an exclusion");
    return std::move(root_);
  }

 private:
  void add_all(const std::string& prefix, const Value& fields) {
    for (const auto& [name, value] : fields.items()) {
      const std::string path = prefix + name;
      const bool nested = document::is_plain_object(value) &&
                          (value.empty() || !value.begin().key().starts_with('$'));
      if (nested && value.empty())
        refuse(51270,
               fmt::format("projection: an empty object at '{}' is not a valid value", path));
      if (nested)
        add_all(path + ".", value);
      else
        add(path, field_of(path, value));
    }
  }

  void add(std::string path, Field field) {
    if (path == "_id" && (field.kind == Kind::included || field.kind == Kind::excluded)) {
      id_ = field.kind;
    } else {
      settle_mode(path, field.kind);
    }
    if (path.ends_with(".$")) {
      if (field.kind != Kind::included || positional_)
        refuse(positional_ ? 31276 : 31395,
               fmt::format("projection: one positional '$' at most, to include: '{}'", path));
      path.resize(path.size() - 2);
      field.kind = Kind::positional;
      positional_ = true;
    }
    if (field.kind == Kind::matched) matched_ = true;
    if (field.kind == Kind::sliced) sliced_ = true;
    place(document::Path(path), std::move(field));
  }

  void settle_mode(const std::string& path, Kind kind) {
    if (kind != Kind::included && kind != Kind::excluded) return;
    const bool inclusion = kind == Kind::included;
    if (mode_ && *mode_ != inclusion)
      refuse(inclusion ? 31253 : 31254, fmt::format("Cannot do {} on field {} in {} projection",
                                                    inclusion ? "inclusion" : "exclusion", path,
                                                    inclusion ? "exclusion" : "inclusion"));
    mode_ = inclusion;
  }

  void place(const document::Path& path, Field field) {
    if (path.has_empty_segment() || path.text().empty())
      refuse(path.text().empty() ? 40352 : 15998,
             fmt::format("projection: the path '{}' has an empty field name", path.text()));
    Field* parent = &root_;
    for (std::size_t i = 0; i < path.segments().size(); ++i) {
      const std::string& name = path.segments()[i];
      if (name.starts_with('$'))
        refuse(i == 0 ? 16410 : 31394,
               fmt::format("projection: a field name may not start with '$': '{}'", path.text()));
      const bool last = i + 1 == path.segments().size();
      Field* found = const_cast<Field*>(parent->find(name));
      if (found != nullptr && (last || found->kind != Kind::parent))
        refuse(last && found->kind != Kind::parent ? 31250 : 31249,
               fmt::format("Path collision at {}", path.text()));
      if (found == nullptr) {
        parent->fields.emplace_back(name, last ? std::move(field) : Field{});
        found = &parent->fields.back().second;
      }
      parent = found;
    }
  }

  Field root_;
  std::optional<bool> mode_;  // whether fields are included; nothing has said so far
  std::optional<Kind> id_;
  bool matched_ = false, sliced_ = false, positional_ = false;
};

}  // namespace

const Field* Field::find(const std::string& name) const {
  const auto found =
      std::find_if(fields.begin(), fields.end(), [&](const auto& f) { return f.first == name; });
  return found == fields.end() ? nullptr : &found->second;
}

Field parse_projection(const Document& projection) { return Builder().build(projection); }

}  // namespace profilestore::read

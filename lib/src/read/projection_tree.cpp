#include "read/projection_tree.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <profilestore/error.hpp>

#include "document/path.hpp"
#include "document/type.hpp"
#include "read/projection_slice.hpp"
#include "reshaping/reshaping_tree.hpp"

namespace profilestore::read {
namespace {

using Kind = Field::Kind;

constexpr std::size_t max_segments = 200;  // MongoDB's

bool is_positional(const std::string& path) { return path.ends_with(".$"); }

// MongoDB: only the parts of a DBRef may start with `$`.
void check_segment(const std::string& segment, const std::string& path) {
  if (segment.empty())
    refuse_projection(15998,
                      fmt::format("projection: the path '{}' has an empty field name", path));
  if (segment.front() == '$' && segment != "$ref" && segment != "$id" && segment != "$db")
    refuse_projection(16410,
                      fmt::format("projection: a field name may not start with '$': '{}'", path));
}

void check_projection_path(const std::string& text) {
  if (text.empty()) refuse_projection(40352, "projection: a path is empty");
  if (text.back() == '.')
    refuse_projection(40353, fmt::format("projection: '{}' ends with a '.'", text));
  const document::Path path(text);
  for (const std::string& segment : path.segments()) check_segment(segment, text);
}

Kind kind_of(const std::string& path, const Value& value) {
  if (expression::is_flag(value))
    return expression::is_inclusion(value) ? Kind::included : Kind::excluded;
  refuse_projection(31308, fmt::format("projection: '{}' takes 1, not {}", path,
                                       document::alias(document::type_of(value))));
}

class Builder {
 public:
  explicit Builder(std::shared_ptr<const match::Terms> terms) : terms_(std::move(terms)) {}

  ProjectionTree build(const Document& projection) && {
    add_all("", projection);
    // MongoDB: beside a $slice, an $elemMatch does not drop the other fields.
    tree_.inclusion = mode_ ? *mode_ : (matched_ && !sliced_) || id_included_;
    if (tree_.inclusion && tree_.root.find("_id") == nullptr)
      tree_.root.add("_id", {.kind = Kind::included});
    return std::move(tree_);
  }

 private:
  void add_all(const std::string& prefix, const Value& fields) {
    for (const auto& [name, value] : fields.items()) {
      if (name.find(".$.") != name.npos)
        refuse_projection(
            31394, fmt::format("projection: a positional '$' may only end a path: '{}'", name));
      if (document::is_plain_object(value))
        add_object(prefix, name, value);
      else
        add_value(prefix, name, value);
    }
  }

  void add_object(const std::string& prefix, const std::string& name, const Value& object) {
    const std::string path = prefix + name;
    if (is_positional(name))
      refuse_projection(31271,
                        fmt::format("projection: a positional '$' takes no object: '{}'", path));
    if (object.empty())
      refuse_projection(
          51270, fmt::format("projection: an empty object at '{}' is not a valid value", path));
    check_projection_path(name);
    if (object.size() > 1 || !object.begin().key().starts_with('$'))
      add_all(path + ".", object);
    else
      place(document::Path(path), operator_field(path, object));
  }

  Field operator_field(const std::string& path, const Value& operators) {
    const std::string& name = operators.begin().key();
    const Value& operand = operators.begin().value();
    if (name == "$slice") return slice_field(path, operand);
    if (name != "$elemMatch") return computed_field(path, operators, 31252);
    if (!document::is_plain_object(operand))
      refuse_projection(31274, fmt::format("projection: $elemMatch of '{}' takes a filter", path));
    if (tree_.positional)
      refuse_projection(31255, "projection: a positional '$' and $elemMatch exclude each other");
    if (path.find('.') != path.npos)
      refuse_projection(
          31275,
          fmt::format("projection: $elemMatch cannot be used on a nested field: '{}'", path));
    matched_ = true;
    match::Filter filter = match::Filter::parse_element_condition({{path, operators}}, terms_);
    return {.kind = Kind::matched, .filter = std::move(filter)};
  }

  // MongoDB: what is no $slice of a find is the expression of that name, which is an inclusion.
  Field slice_field(const std::string& path, const Value& operand) {
    if (!is_slice_expression(operand)) {
      sliced_ = true;
      return {.kind = Kind::sliced, .slice = slice_of(path, operand)};
    }
    return computed_field(path, {{"$slice", operand}}, 31252);
  }

  // A projection of expressions alone is a $project; this one chooses as only a find does, too.
  Field computed_field(const std::string& path, const Value& value, int in_exclusion) {
    if (path.find('.') != path.npos)
      refuse_projection(
          2, fmt::format("projection: an expression at '{}', beside a $slice, $elemMatch or '$' of "
                         "another field, is not supported; it is for top-level fields only",
                         path));
    if (mode_ == false)
      refuse_projection(
          in_exclusion,
          fmt::format("projection: an expression at '{}' of an exclusion projection", path));
    mode_ = true;
    return {
        .kind = Kind::computed,
        .computed = expression::Expression::parse(value, match::expression_context(terms_.get()))};
  }

  void add_value(const std::string& prefix, std::string name, const Value& value) {
    if (!expression::is_flag(value) && !is_positional(name)) {
      check_projection_path(name);
      return place(document::Path(prefix + name), computed_field(prefix + name, value, 31310));
    }
    const Kind kind = kind_of(prefix + name, value);
    const bool positional = is_positional(name);
    if (positional) {
      allow_positional(name, kind);
      name.resize(name.size() - 2);
    }
    check_projection_path(name);
    document::Path path(prefix + name);
    place(path, {.kind = kind});
    settle_mode(path.text(), kind, positional);
    if (positional) tree_.positional = std::move(path);
  }

  void allow_positional(const std::string& name, Kind kind) const {
    if (kind == Kind::excluded)
      refuse_projection(31395,
                        fmt::format("projection: a positional '$' cannot be excluded: '{}'", name));
    if (tree_.positional)
      refuse_projection(31276, fmt::format("projection: one positional '$' at most: '{}'", name));
    if (matched_)
      refuse_projection(31256, "projection: a positional '$' and $elemMatch exclude each other");
    if (name == ".$") refuse_projection(5392900, "projection: '.$' is not a path");
  }

  // MongoDB: `_id` may be included or excluded beside either.
  void settle_mode(const std::string& path, Kind kind, bool positional) {
    const bool inclusion = kind == Kind::included;
    if (path == "_id" && !positional) {
      id_included_ = inclusion;
      return;
    }
    if (mode_ && *mode_ != inclusion)
      refuse_projection(inclusion ? 31253 : 31254,
                        fmt::format("Cannot do {} on field {} in {} projection",
                                    inclusion ? "inclusion" : "exclusion", path,
                                    inclusion ? "exclusion" : "inclusion"));
    mode_ = inclusion;
  }

  void place(const document::Path& path, Field field) {
    const auto& segments = path.segments();
    if (segments.size() > max_segments)
      refuse_projection(
          15, fmt::format("projection: a path has more than {} field names", max_segments));
    Field* parent = &tree_.root;
    for (std::size_t i = 0; i + 1 < segments.size(); ++i) {
      Field* found = parent->find(segments[i]);
      if (found != nullptr && found->kind != Kind::parent) collide(31249, path);
      parent = found != nullptr ? found : &parent->add(segments[i], {});
    }
    if (parent->find(segments.back()) != nullptr) collide(31250, path);
    parent->add(segments.back(), std::move(field));
  }

  [[noreturn]] static void collide(int code, const document::Path& path) {
    refuse_projection(code, fmt::format("Path collision at {}", path.text()));
  }

  std::shared_ptr<const match::Terms> terms_;
  ProjectionTree tree_;
  std::optional<bool> mode_;  // whether fields are included; nothing has said so far
  bool id_included_ = false, matched_ = false, sliced_ = false;
};

}  // namespace

const Field* Field::find(const std::string& name) const {
  const auto found = places.find(name);
  return found == places.end() ? nullptr : &fields[found->second].second;
}

Field* Field::find(const std::string& name) {
  return const_cast<Field*>(std::as_const(*this).find(name));
}

Field& Field::add(const std::string& name, Field field) {
  places.emplace(name, fields.size());
  return fields.emplace_back(name, std::move(field)).second;
}

ProjectionTree parse_projection(const Document& projection,
                                const std::shared_ptr<const match::Terms>& terms) {
  return Builder(terms).build(projection);
}

}  // namespace profilestore::read

#include "read/projection.hpp"

#include <algorithm>
#include <profilestore/error.hpp>

#include "document/type.hpp"
#include "read/expressions.hpp"
#include "read/projection_tree.hpp"

namespace profilestore::read {
namespace {

using Kind = Field::Kind;

class Projector {
 public:
  Projector(const ProjectionTree& tree, const Document& document,
            const expression::Variables& variables)
      : tree_(tree), document_(document), variables_(variables) {}

  Document project() const {
    Document result = fields_of(tree_.root, document_, false);
    if (!tree_.inclusion) return result;
    // MongoDB: what $elemMatch finds, and what is computed, stands behind the fields that are
    // included, in the order of the projection; in an exclusion a match stays in its place.
    for (const auto& [name, field] : tree_.root.fields) {
      if (field.kind == Kind::computed)
        if (auto value = field.computed->evaluate(document_, variables_))
          result[name] = *std::move(value);
      if (field.kind == Kind::matched)
        if (auto found = matched(name, field)) result[name] = *std::move(found);
    }
    return result;
  }

 private:
  // `nested`: an array on the way stands directly in another one.
  Document fields_of(const Field& parent, const Value& object, bool nested) const {
    // Appended without a look for the same name: in a document none stands twice.
    Document::object_t fields;
    fields.reserve(tree_.inclusion ? std::min(object.size(), parent.fields.size()) : object.size());
    for (const auto& [name, value] : object.items()) {
      const Field* field = parent.find(name);
      if (field == nullptr) {
        if (!tree_.inclusion) fields.emplace_back(name, value);
      } else if (auto projected = value_of(name, *field, value, nested)) {
        fields.emplace_back(name, *std::move(projected));
      }
    }
    return Document(std::move(fields));
  }

  std::optional<Value> value_of(const std::string& name, const Field& field, const Value& value,
                                bool nested) const {
    switch (field.kind) {
      case Kind::included:
        return value;
      case Kind::excluded:
      case Kind::computed:
        return std::nullopt;
      case Kind::matched:
        return tree_.inclusion ? std::nullopt : matched(name, field);
      case Kind::sliced:
        return value.is_array() && !nested ? sliced(value, field.slice) : value;
      case Kind::parent:
        break;
    }
    return below(field, value, nested);
  }

  // MongoDB: inclusions and exclusions go into arrays that stand in arrays, a $slice does not.
  std::optional<Value> below(const Field& parent, const Value& value, bool nested) const {
    if (document::is_plain_object(value)) return fields_of(parent, value, nested);
    if (value.is_array()) {
      // MongoDB: elements without fields are dropped by an inclusion, and stay in an exclusion.
      Value result = Value::array();
      for (const Value& element : value)
        if (auto projected = below(parent, element, nested || element.is_array()))
          result.push_back(*std::move(projected));
      return result;
    }
    if (tree_.inclusion) return std::nullopt;
    return value;
  }

  std::optional<Value> matched(const std::string& name, const Field& field) const {
    const auto match = field.filter->match(document_);
    if (!match || !match->position) return std::nullopt;
    return Value::array({document_.at(name).at(*match->position)});
  }

  const ProjectionTree& tree_;
  const Document& document_;
  const expression::Variables& variables_;
};

// MongoDB: what is cut is the result of the projection, so an element that has no fields on the
// path is not counted. Where no array stands on the path, the result stays as it is.
void cut(Document& result, const document::Path& path, std::optional<std::size_t> position) {
  Value* at = &result;
  for (const std::string& name : path.segments()) {
    if (!document::is_plain_object(*at)) return;
    const auto found = at->find(name);
    if (found == at->end()) return;
    at = &*found;
    if (at->is_array()) break;
  }
  if (!at->is_array()) return;
  if (!position)
    throw InvalidInput(51246,
                       "Executor error: positional operator '.$' couldn't find a matching element "
                       "in the array; the filter must match an element of it");
  if (*position >= at->size())
    throw InvalidInput(51247, "Executor error: positional operator '.$' element mismatch");
  Value element = std::move((*at)[*position]);
  *at = Value::array({std::move(element)});
}

// What is wrong is so of the projection: a find has no stages.
expression::Reshaping expressions_of(const Document& projection,
                                     const expression::Context& context) {
  constexpr std::string_view stage = "$project";
  try {
    return expression::Reshaping::parse(stage, projection, context);
  } catch (const InvalidExpression& refusal) {
    const std::string_view text = refusal.what();
    if (!text.starts_with(stage)) throw;
    throw InvalidExpression(refusal.code(),
                            "the projection" + std::string(text.substr(stage.size())),
                            refusal.path(), refusal.operator_name());
  }
}

}  // namespace

Projection Projection::parse(const Document& projection,
                             const std::shared_ptr<const match::Terms>& terms) {
  Projection parsed;
  if (projection.is_null() || (projection.is_object() && projection.empty())) return parsed;
  if (!document::is_plain_object(projection))
    throw InvalidInput(14, "projection must be an object: {path: 1 or 0}");
  if (terms) parsed.variables_ = terms->variables;
  if (!parsed.variables_.contains("NOW"))
    parsed.variables_ = parsed.variables_.with("NOW", bson::now());
  if (has_expressions(projection) && !has_choices_of_find(projection))
    parsed.expressions_ = expressions_of(
        projection, {parsed.variables_.names(), terms ? terms->order : document::Comparison()});
  else
    parsed.tree_ = std::make_shared<const ProjectionTree>(parse_projection(projection, terms));
  return parsed;
}

bool Projection::is_positional() const { return tree_ != nullptr && tree_->positional.has_value(); }

Document Projection::apply(const Document& document, std::optional<std::size_t> position) const {
  if (expressions_) return expressions_->apply(document, variables_);
  if (tree_ == nullptr) return document;
  Document result = Projector(*tree_, document, variables_).project();
  if (tree_->positional) cut(result, *tree_->positional, position);
  return result;
}

}  // namespace profilestore::read

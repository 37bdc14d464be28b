#include "match/operators/comparison.hpp"

#include <fmt/format.h>
#include <compare>
#include <limits>
#include <mutex>

#include "document/comparison.hpp"
#include "document/number.hpp"
#include "document/type.hpp"
#include "match/refusal.hpp"

namespace profilestore::match {
namespace {

using document::Relation;
using document::Type;

/// The orders of an element to the operand that an operator accepts.
struct Accepts {
  bool less = false, equal = false, greater = false;
};

bool is_nan(const Value& value) {
  static const Value nan = document::real(std::numeric_limits<double>::quiet_NaN());
  return value.is_object() && document::equal(value, nan);
}

/// MongoDB: values compare within their type bracket only, so {$gt: 5} is no statement on strings.
/// The exceptions: a missing element counts as null, and MinKey and MaxKey compare with everything.
class Comparison {
 public:
  Comparison(Accepts accepts, const Value& operand, document::Comparison order)
      : accepts_(accepts),
        order_(std::move(order)),
        operand_(operand),
        type_(document::type_of(operand)),
        operand_is_nan_(is_nan(operand)) {}

  bool operator()(const Value* element) const {
    if (element == nullptr) return type_ == Type::null ? accepts_.equal : across_brackets();
    if (document::bracket(document::type_of(*element)) != document::bracket(type_))
      return across_brackets();
    // MongoDB: NaN equals NaN, and is neither less nor greater than any number.
    if (operand_is_nan_ || is_nan(*element))
      return accepts_.equal && operand_is_nan_ && is_nan(*element);
    const std::weak_ordering order = order_.compare(*element, operand_);
    if (std::is_lt(order)) return accepts_.less;
    return std::is_gt(order) ? accepts_.greater : accepts_.equal;
  }

 private:
  bool across_brackets() const {
    if (type_ == Type::max_key) return accepts_.less;
    return type_ == Type::min_key && accepts_.greater;
  }

  Accepts accepts_;
  document::Comparison order_;
  Value operand_;
  Type type_;
  bool operand_is_nan_;
};

/// Equality as an index has it, to which a missing element is a null. What is looked for stands in
/// most documents as it is in the filter or in its normal form: then no key is made to tell.
class SameKey {
 public:
  SameKey(std::shared_ptr<const ValueKeys> keys, const Value& operand)
      : shared_(std::make_shared<Shared>()) {
    shared_->keys = std::move(keys);
    shared_->operand = operand;
  }

  bool operator()(const Value* element) const {
    static const Value null;
    const Value& value = element == nullptr ? null : *element;
    const bool text = value.is_string();  // numbers that differ may be equal to ==
    if (text && value == shared_->operand) return true;
    std::call_once(shared_->has_form, [&] { shared_->make_form(); });
    if (text && value == shared_->form) return true;
    std::call_once(shared_->has_key, [&] { shared_->make_key(); });
    return shared_->keys->key_of(value) == shared_->key;
  }

 private:
  struct Shared {
    std::shared_ptr<const ValueKeys> keys;
    Value operand, form;
    std::once_flag has_form, has_key;
    std::string key;

    void make_form() { form = keys->form_of(operand); }
    void make_key() { key = keys->key_of(form); }
  };
  std::shared_ptr<Shared> shared_;
};

Test equality_test(const document::Path& path, const Value& value, const Scope& scope) {
  if (auto keys = scope.keys_at(path)) return SameKey(std::move(keys), value);
  return Comparison({.equal = true}, value, scope.order());
}

// MongoDB: "cannot compare to undefined".
void refuse_undefined(const Value& value, std::string_view path, std::string_view op) {
  if (document::type_of(value) == Type::undefined) refuse("cannot compare to undefined", path, op);
}

// MongoDB: a regular expression is a value to $eq alone.
void refuse_regex(const Operand& operand) {
  if (document::type_of(operand.value) == Type::regex)
    refuse(fmt::format("Can't have regex as arg to {}.", operand.name), operand.path.text(),
           operand.name);
}

Node range(Relation relation, Accepts accepts, const Operand& operand) {
  refuse_regex(operand);
  refuse_undefined(operand.value, operand.path.text(), operand.name);
  return leaf_of({.path = operand.path,
                  .holds = Comparison(accepts, operand.value, operand.scope.order()),
                  .bound = Bound{operand.path.text(), relation, {operand.value}}});
}

}  // namespace

Node equality(const document::Path& path, const Value& value, std::string_view op,
              const Scope& scope) {
  refuse_undefined(value, path.text(), op);
  return leaf_of({.path = path,
                  .holds = equality_test(path, value, scope),
                  .pinned = value,
                  .bound = Bound{path.text(), Relation::equal, {value}}});
}

Node parse_eq(const Operand& operand) {
  return equality(operand.path, operand.value, operand.name, operand.scope);
}

Node parse_ne(const Operand& operand) {
  refuse_regex(operand);
  return negation_of(equality(operand.path, operand.value, operand.name, operand.scope));
}

Node parse_gt(const Operand& operand) {
  return range(Relation::greater, {.greater = true}, operand);
}
Node parse_gte(const Operand& operand) {
  return range(Relation::greater_or_equal, {.equal = true, .greater = true}, operand);
}
Node parse_lt(const Operand& operand) { return range(Relation::less, {.less = true}, operand); }
Node parse_lte(const Operand& operand) {
  return range(Relation::less_or_equal, {.less = true, .equal = true}, operand);
}

}  // namespace profilestore::match

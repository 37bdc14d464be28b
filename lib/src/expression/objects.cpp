// $mergeObjects, $objectToArray, $arrayToObject, $getField, $setField, $unsetField.
#include <fmt/format.h>
#include <array>

#include "document/path.hpp"
#include "document/type.hpp"
#include "evaluation/building.hpp"
#include "evaluation/refusal.hpp"
#include "expression/families.hpp"

namespace profilestore::expression {
namespace {

void merge_into(ObjectBuilder& merged, const Value& value, const std::string& op) {
  const Result part = Result::seen(&value);
  if (part.is_nullish()) return;
  if (!part.is_object()) refuse(40400, op, fmt::format("takes objects, not {}", part.type_name()));
  for (const auto& [name, inner] : value.items()) merged.add(name, inner);
}

// MongoDB: a single argument that is an array stands for its elements.
Result merge_objects(const Arguments& arguments) {
  ObjectBuilder merged(arguments.op());
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const Result part = arguments[i];
    if (arguments.size() == 1 && part.is_array())
      for (const Value& element : *part) merge_into(merged, element, arguments.op());
    else
      merge_into(merged, compared(part), arguments.op());
  }
  return merged.take();
}

Result object_to_array(const Arguments& arguments) {
  const Result object = arguments[0];
  if (object.is_nullish()) return Value();
  if (!object.is_object())
    refuse(40390, arguments.op(), fmt::format("takes an object, not {}", object.type_name()));
  ArrayBuilder pairs(arguments.op());
  for (const auto& [name, value] : object->items()) pairs.add({{"k", name}, {"v", value}});
  return pairs.take();
}

void check_key(const Value& key, int no_string, const std::string& op) {
  if (!key.is_string()) refuse(no_string, op, "takes strings as its keys");
  if (key.get_ref<const std::string&>().find('\0') != std::string::npos)
    refuse(4940400, op, "takes no key with a NUL");
}

// [key, value]
void add_pair(ObjectBuilder& object, const Value& pair, const std::string& op) {
  if (!pair.is_array()) refuse(40391, op, "takes either arrays or objects as its elements");
  if (pair.size() != 2) refuse(40397, op, "takes arrays of two elements: a key and a value");
  check_key(pair[0], 40395, op);
  object.add(pair[0].get<std::string>(), pair[1]);
}

// {k: key, v: value}
void add_member(ObjectBuilder& object, const Value& member, const std::string& op) {
  if (!document::is_plain_object(member))
    refuse(40396, op, "takes either arrays or objects as its elements");
  if (member.size() != 2) refuse(40392, op, "takes objects of two fields: k and v");
  const Value* key = document::member(member, "k");
  const Value* value = document::member(member, "v");
  if (key == nullptr || value == nullptr) refuse(40393, op, "takes objects of two fields: k and v");
  check_key(*key, 40394, op);
  object.add(key->get<std::string>(), *value);
}

Result array_to_object(const Arguments& arguments) {
  const Result array = arguments[0];
  if (array.is_nullish()) return Value();
  if (!array.is_array())
    refuse(40386, arguments.op(), fmt::format("takes an array, not {}", array.type_name()));
  ObjectBuilder object(arguments.op());
  if (array->empty()) return object.take();
  const Value& first = array->front();
  if (!first.is_array() && !document::is_plain_object(first))
    refuse(40398, arguments.op(), "takes arrays or objects as its elements");
  for (const Value& element : *array)
    first.is_array() ? add_pair(object, element, arguments.op())
                     : add_member(object, element, arguments.op());
  return object.take();
}

constexpr std::array get_parameters{Parameter{"field", 3041702}, Parameter{"input", 3041703}};
constexpr Named get_arguments{3041700, 3041701, get_parameters};

Result get_field(const Arguments& arguments) {
  const Result name = arguments[0];
  if (!name.is_string())
    refuse(3041704, arguments.op(),
           fmt::format("takes a string as its field, not {}", name.type_name()));
  Result input = arguments[1];
  if (input.is_nullish()) return input ? Result(Value()) : Result();
  if (!input.is_object()) return {};
  const Value* value = document::member(*input, name.text());
  return value == nullptr ? Result() : input.part(*value);
}

// MongoDB: what is no object of arguments is the field, and the input the document.
NodePtr parse_get_field(const Parser& parser, const std::string& name, const Value& operand) {
  const bool named = document::is_plain_object(operand) &&
                     (operand.empty() || !operand.begin().key().starts_with('$'));
  NodePtr field, input;
  if (named) {
    const auto parts = named_operands(name, operand, get_arguments);
    field = parser.parse(*parts[0]);
    input = parser.parse(*parts[1]);
  } else {
    field = parser.parse(operand);
    input = parser.parse("$$CURRENT");
  }
  return parser.call(name, get_field, {std::move(field), std::move(input)});
}

// `value`: nothing removes the field.
Result with_field(const Arguments& arguments, const std::string& name, Result value) {
  Result input = arguments[0];
  if (input.is_nullish()) return Value();
  if (!input.is_object())
    refuse(4161105, arguments.op(),
           fmt::format("takes an object as its input, not {}", input.type_name()));
  ObjectBuilder object(arguments.op());
  bool placed = false;
  for (const auto& [known, inner] : input->items()) {
    if (known != name) object.add(known, inner);
    if (known == name && value) object.add(name, *value);
    placed |= known == name;
  }
  if (!placed && value) object.add(name, std::move(value).take());
  return object.take();
}

std::string constant_field(const Parser& parser, const Value& field, const std::string& op) {
  const NodePtr node = parser.unfolding().parse(field);
  if (field.is_string() && field.get_ref<const std::string&>().starts_with('$'))
    refuse(4161108, op, "takes a name as its field, not a path; {$literal: \"$name\"} is a name");
  if (!node->is_constant()) refuse(4161106, op, "takes a constant as its field");
  if (!*node->constant || !(**node->constant).is_string())
    refuse(4161107, op, "takes a string as its field");
  return (**node->constant).get<std::string>();
}

constexpr std::array set_parameters{Parameter{"field", 4161102}, Parameter{"input", 4161109},
                                    Parameter{"value", 4161103}};
constexpr Named set_arguments{4161100, 4161101, set_parameters};
constexpr std::array unset_parameters{Parameter{"field", 4161102}, Parameter{"input", 4161109}};
constexpr Named unset_arguments{4161110, 4161111, unset_parameters};

NodePtr parse_set_field(const Parser& parser, const std::string& name, const Value& operand) {
  const auto parts = named_operands(name, operand, set_arguments);
  const auto act = [field = constant_field(parser, *parts[0], name)](const Arguments& arguments) {
    return with_field(arguments, field, arguments[1]);
  };
  return parser.call(name, act, {parser.parse(*parts[1]), parser.parse(*parts[2])});
}

NodePtr parse_unset_field(const Parser& parser, const std::string& name, const Value& operand) {
  const auto parts = named_operands(name, operand, unset_arguments);
  const auto act = [field = constant_field(parser, *parts[0], name)](const Arguments& arguments) {
    return with_field(arguments, field, Result());
  };
  return parser.call(name, act, {parser.parse(*parts[1])});
}

constexpr std::array object_table{
    Operator{.name = "$mergeObjects", .act = merge_objects},
    Operator{.name = "$objectToArray", .least = 1, .most = 1, .act = object_to_array},
    Operator{.name = "$arrayToObject", .least = 1, .most = 1, .act = array_to_object},
    Operator{.name = "$getField", .parse = parse_get_field},
    Operator{.name = "$setField", .parse = parse_set_field},
    Operator{.name = "$unsetField", .parse = parse_unset_field},
};

}  // namespace

Family object_operators() { return object_table; }

}  // namespace profilestore::expression

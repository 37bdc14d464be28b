#include "evaluation/building.hpp"

#include "document/path.hpp"
#include "document/time_limit.hpp"
#include "document/type.hpp"
#include "evaluation/refusal.hpp"

namespace profilestore::expression {

void Bounds::add_bytes(std::size_t bytes) {
  bytes_ += bytes;
  if (bytes_ > max_result_bytes)
    refuse(exceeded_memory_limit, op_, "makes a value of more than 64 MiB");
}

void Bounds::add(const Value& value) { weigh(value, 2); }

void Bounds::weigh(const Value& value, int depth) {
  add_bytes(sizeof(Value));
  document::TimeLimit::look();
  if (value.is_string()) return add_bytes(value.get_ref<const std::string&>().size());
  if (!value.is_structured()) return;
  if (depth > max_result_depth) refuse(overflow, op_, "makes a value of more than 200 levels");
  if (value.is_object())
    for (const auto& [name, inner] : value.get_ref<const Value::object_t&>())
      add_bytes(sizeof(std::string) + name.size());
  for (const Value& inner : value) weigh(inner, depth + 1);
}

// Few fields are looked through, many are looked up.
Value* ObjectBuilder::find(const std::string& name) {
  constexpr std::size_t few = 16;
  if (fields_.size() < few) {
    for (auto& [known, value] : fields_)
      if (known == name) return &value;
    return nullptr;
  }
  const auto at = [&](std::size_t i) { return fields_.begin() + static_cast<std::ptrdiff_t>(i); };
  for (std::size_t i = places_.size(); i < fields_.size(); ++i) places_.emplace(at(i)->first, i);
  const auto found = places_.find(name);
  return found == places_.end() ? nullptr : &at(found->second)->second;
}

void ObjectBuilder::add(const std::string& name, Value value) {
  bounds_.add(value);
  bounds_.add_bytes(sizeof(std::string) + name.size());
  if (Value* known = find(name))
    *known = std::move(value);
  else
    fields_.emplace_back(name, std::move(value));
}

Value ObjectBuilder::take() {
  Value object(std::move(fields_));
  check_no_wrapper(object, op_);
  return object;
}

void check_no_wrapper(const Value& object, std::string_view op) {
  if (!object.empty() && document::is_wrapper_name(object.begin().key()))
    refuse(16410, op, "makes an object whose first field name is one of Extended JSON's");
}

void check_text_size(std::size_t bytes, std::string_view op) {
  if (bytes > max_document_bytes)
    refuse(exceeded_memory_limit, op, "makes a string of more than 16 MiB");
}

}  // namespace profilestore::expression

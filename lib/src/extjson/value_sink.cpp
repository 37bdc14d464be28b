#include "extjson/value_sink.hpp"

#include <string>

namespace profilestore::extjson {

void ValueSink::clear() {
  root_ = nullptr;
  open_.clear();
  text_bound_ = 0;
}

// Makes the value in its place. A field is appended to the vector that lies below an object:
// operator[] would compare with every name before it, and the normaliser has done so already.
template <class T>
Value& ValueSink::put(T&& value) {
  text_bound_ += value_bound;
  if (open_.empty()) return root_ = Value(std::forward<T>(value));
  Value& parent = *open_.back();
  if (parent.is_array())
    return parent.get_ref<Value::array_t&>().emplace_back(std::forward<T>(value));
  text_bound_ += escaped_bound * name_.size();
  return parent.get_ref<Value::object_t&>()
      .emplace_back(std::string(name_), std::forward<T>(value))
      .second;
}

void ValueSink::null() { put(nullptr); }
void ValueSink::boolean(bool value) { put(value); }
void ValueSink::bare(std::int64_t number) { put(number); }
void ValueSink::bare(double number) { put(number); }

void ValueSink::string(std::string_view text) {
  text_bound_ += escaped_bound * text.size();
  put(std::string(text));
}

void ValueSink::begin_object(std::size_t count) {
  Value& object = put(Value::value_t::object);
  object.get_ref<Value::object_t&>().reserve(count);
  open_.push_back(&object);
}

void ValueSink::begin_array(std::size_t count) {
  Value& array = put(Value::value_t::array);
  array.get_ref<Value::array_t&>().reserve(count);
  open_.push_back(&array);
}

}  // namespace profilestore::extjson

// Arrays and objects that expressions make, within bounds: a few operators inside of each other
// could otherwise make a value as large as the memory.
#pragma once

#include <cstddef>
#include <profilestore/document.hpp>
#include <string>
#include <string_view>
#include <unordered_map>

namespace profilestore::expression {

/// What one evaluation may hold at once, in bytes of its values in memory.
inline constexpr std::size_t max_result_bytes = 64 * 1024 * 1024;
/// How deep a value may be that is not stored. MongoDB: 200 levels.
inline constexpr int max_result_depth = 200;

/// Counts the memory and the depth of what is put into one value.
class Bounds {
 public:
  explicit Bounds(std::string_view op) : op_(op) {}
  /// Throws InvalidExpression: 146 beyond max_result_bytes in all, 15 for a value that would be
  /// deeper than max_result_depth.
  void add(const Value& value);
  void add_bytes(std::size_t bytes);

 private:
  void weigh(const Value& value, int depth);

  std::string_view op_;
  std::size_t bytes_ = 0;
};

class ArrayBuilder {
 public:
  explicit ArrayBuilder(std::string_view op) : bounds_(op) {}
  void add(Value value) {
    bounds_.add(value);
    array_.push_back(std::move(value));
  }
  Value take() { return std::move(array_); }

 private:
  Bounds bounds_;
  Value array_ = Value::array();
};

/// Its fields in the order in which they first came; a name that comes again replaces the value.
class ObjectBuilder {
 public:
  /// `op` names the operator in a refusal.
  explicit ObjectBuilder(std::string_view op) : op_(op), bounds_(op) {}
  void add(const std::string& name, Value value);
  /// Throws InvalidExpression (16410) for an object that would read as a wrapper of Extended JSON,
  /// {"$oid": …}: a field of that name alone.
  Value take();

 private:
  Value* find(const std::string& name);

  std::string_view op_;
  Bounds bounds_;
  Value::object_t fields_;
  std::unordered_map<std::string, std::size_t> places_ = {};  ///< of many fields
};

/// Throws InvalidExpression (16410) if the object would read as a wrapper of Extended JSON.
void check_no_wrapper(const Value& object, std::string_view op);

/// Throws InvalidExpression (146) for a string of more bytes than a document may have.
void check_text_size(std::size_t bytes, std::string_view op);

}  // namespace profilestore::expression

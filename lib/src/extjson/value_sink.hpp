// A document as nlohmann's values.
#pragma once

#include <cstdint>
#include <profilestore/document.hpp>
#include <string_view>
#include <utility>
#include <vector>

#include "extjson/sink.hpp"

namespace profilestore::extjson {

class ValueSink final : public Sink {
 public:
  ValueSink() { open_.reserve(usual_depth); }

  void clear();
  /// The value that was told.
  Value take() { return std::move(root_); }

  /// At least the bytes of the value's text: a bound that needs no writing.
  std::size_t text_bound() const { return text_bound_; }

  void null() override;
  void boolean(bool value) override;
  void string(std::string_view text) override;
  void bare(std::int64_t number) override;
  void bare(double number) override;

  void begin_object(std::size_t count) override;
  void name(std::string_view name) override { name_ = name; }
  void end_object() override { open_.pop_back(); }
  void begin_array(std::size_t count) override;
  void end_array() override { open_.pop_back(); }

 private:
  static constexpr std::size_t usual_depth = 16;
  static constexpr std::size_t escaped_bound = 6;  // \u0001
  static constexpr std::size_t value_bound = 32;   // a number, or brackets and quotes; a comma

  template <class T>
  Value& put(T&& value);

  Value root_;
  std::vector<Value*> open_;  // a container grows only while it is the last
  std::string_view name_;
  std::size_t text_bound_ = 0;
};

}  // namespace profilestore::extjson

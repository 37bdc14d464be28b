// The one walk that brings a document to normal form, checking every bound on its way.
#pragma once

#include <array>
#include <profilestore/document.hpp>
#include <string_view>
#include <utility>

#include "document/type.hpp"
#include "extjson/fault.hpp"
#include "extjson/names.hpp"
#include "extjson/node.hpp"
#include "extjson/wrappers/wrapper.hpp"

namespace profilestore::extjson {

/// Reads trees of `Node` (Element or Value) and tells them to a sink of type `Out`.
template <class Node, class Out>
class Normaliser {
 public:
  explicit Normaliser(Out& out) : out_(out) {}

  /// Throws Fault; trail() then says where. `deepest`: the last level that is allowed.
  void document(const Node& root, int deepest = max_depth) {
    begin();
    deepest_ = deepest;
    if (kind_of(root) != Kind::object) throw Fault{"a document must be a JSON object"};
    fields(root, 1);
  }

  /// A value that is to stand in a document, on `level`.
  void field_value(const Node& node, int level = 2) {
    begin();
    deepest_ = max_depth;
    value(node, level);
  }

  /// How many leaves of the last document are filled: see Reader.
  std::size_t filled() const { return filled_; }

  Trail trail() const { return {{trail_.begin(), trail_.begin() + depth_}, at_name_}; }

 private:
  void begin() {
    names_.clear();
    depth_ = 0;
    at_name_ = false;
    filled_ = 0;
    arrays_ = 0;
  }

  // `level`: that of `node` if it is a container.
  void value(const Node& node, int level) {
    switch (kind_of(node)) {
      case Kind::null:
        return out_.null();
      case Kind::boolean:
        return count(), out_.boolean(boolean_of(node));
      case Kind::integer:
        return count(), integer(integer_of(node));
      case Kind::real:
        return count(), out_.real(real_of(node));
      case Kind::string:
        return string(text_of(node));
      case Kind::array:
        return array(node, level);
      case Kind::object:
        return object(node, level);
    }
  }

  void integer(std::int64_t number) {
    document::fits_int32(number) ? out_.int32(static_cast<std::int32_t>(number))
                                 : out_.int64(number);
  }

  void string(std::string_view text) {
    if (!text.empty()) count();
    out_.string(text);
  }

  void array(const Node& node, int level) {
    if (level > deepest_) throw too_deep();
    const auto& elements = elements_of(node);
    const std::size_t size = size_of(node);
    if (size != 0) count();
    ++arrays_;
    out_.begin_array(size);
    std::uint32_t& step = enter();
    for (const auto& element : elements) {
      value(element, level + 1);
      ++step;
    }
    --depth_;
    out_.end_array();
    --arrays_;
  }

  void object(const Node& node, int level) {
    if (const Wrapper* wrapper = wrapper_of(node)) {
      const Outcome outcome = wrapper->convert(View(node), out_);
      if (outcome != Outcome::data && wrapper->filled) count();
      if (outcome == Outcome::converted) return;
      if (outcome == Outcome::scope_follows) return scope(node, level);
    }
    fields(node, level);
  }

  // Only an object whose first name begins with `$` is looked at for a wrapper's name.
  const Wrapper* wrapper_of(const Node& node) const {
    for (const auto& [name, child] : members_of(node)) {
      if (name.empty() || name.front() != '$') return nullptr;
      if (const Wrapper* wrapper = wrapper_named(name)) return wrapper;
    }
    return nullptr;
  }

  // The scope is a document of its own, so it cannot be a wrapper. It is one level below, though
  // two pairs of brackets in the text.
  void scope(const Node& node, int level) {
    ++arrays_;  // what is filled in it counts as little as what is in an array
    std::uint32_t& step = enter();
    for (const auto& [name, child] : members_of(node)) {
      if (std::string_view(name) == "$scope") fields(child, level);
      ++step;
    }
    --depth_;
    --arrays_;
    out_.end_object();
  }

  void fields(const Node& node, int level) {
    if (level > deepest_) throw too_deep();
    out_.begin_object(size_of(node));
    Names::Object object = names_.open();
    std::uint32_t& step = enter();
    for (const auto& [name, child] : members_of(node)) {
      field_name(node, name, object);
      out_.name(name);
      value(child, level + 1);
      ++step;
    }
    if (const auto twice = names_.close(object)) point_at_second(node, *twice), name_stands_twice();
    --depth_;
    out_.end_object();
  }

  void field_name(const Node& node, std::string_view name, Names::Object& object) {
    if (name.find('\0') != std::string_view::npos) wrong_name({"a NUL in a field name"});
    at_name_ = true;
    check_name(node, name);
    at_name_ = false;
    if (!name.empty() && name.front() == '$' && document::is_wrapper_name(name))
      wrong_name(ill_formed(name, "it is not allowed among the fields of a document"));
    if (!names_.add(object, name)) name_stands_twice();
  }

  [[noreturn]] void wrong_name(Fault fault) {
    at_name_ = true;
    throw fault;
  }
  [[noreturn]] void name_stands_twice() { wrong_name({"duplicate field name in one object"}); }

  void point_at_second(const Node& node, std::string_view twice) {
    std::uint32_t& step = trail_[depth_ - 1] = 0;
    bool seen = false;
    for (const auto& [name, child] : members_of(node)) {
      if (std::string_view(name) == twice && std::exchange(seen, true)) return;
      ++step;
    }
  }

  // Steps into a container, onto its first child.
  std::uint32_t& enter() { return trail_[depth_++] = 0; }

  // A filled leaf; an array is one leaf, whatever it holds.
  void count() { filled_ += arrays_ == 0 ? 1 : 0; }

  Out& out_;
  Names names_;
  std::array<std::uint32_t, max_nesting> trail_{};
  std::size_t depth_ = 0;
  int deepest_ = max_depth;
  bool at_name_ = false;
  std::size_t filled_ = 0;
  unsigned arrays_ = 0;
};

}  // namespace profilestore::extjson

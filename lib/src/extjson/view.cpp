#include "extjson/view.hpp"

namespace profilestore::extjson {
namespace {

const Element& plain(const Element& node) { return node; }
const Value& plain(const Value* node) { return *node; }

}  // namespace

Kind View::kind() const {
  return std::visit([](const auto& node) { return kind_of(plain(node)); }, node_);
}

bool View::is_true() const {
  return is(Kind::boolean) &&
         std::visit([](const auto& node) { return boolean_of(plain(node)); }, node_);
}

std::optional<std::string_view> View::text() const {
  if (!is(Kind::string)) return std::nullopt;
  return std::visit([](const auto& node) { return text_of(plain(node)); }, node_);
}

std::optional<std::int64_t> View::integer() const {
  if (!is(Kind::integer)) return std::nullopt;
  return std::visit([](const auto& node) { return integer_of(plain(node)); }, node_);
}

std::size_t View::size() const {
  if (!is(Kind::object)) return 0;
  return std::visit([](const auto& node) { return size_of(plain(node)); }, node_);
}

std::optional<View> View::member(std::string_view name) const {
  if (!is(Kind::object)) return std::nullopt;
  return std::visit(
      [&](const auto& node) -> std::optional<View> {
        for (const auto& [member, child] : members_of(plain(node)))
          if (member == name) return View(child);
        return std::nullopt;
      },
      node_);
}

}  // namespace profilestore::extjson

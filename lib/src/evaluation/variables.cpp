#include "evaluation/variables.hpp"

#include <algorithm>

namespace profilestore::expression {

struct Variables::Binding {
  std::string name;
  std::optional<Value> value;
  std::shared_ptr<const Binding> before;
};

Variables Variables::with(std::string name, std::optional<Value> value) const {
  Variables more;
  more.newest_ =
      std::make_shared<const Binding>(Binding{std::move(name), std::move(value), newest_});
  return more;
}

const Variables::Binding* Variables::binding(std::string_view name) const {
  for (const Binding* at = newest_.get(); at != nullptr; at = at->before.get())
    if (at->name == name) return at;
  return nullptr;
}

const Value* Variables::find(std::string_view name) const {
  const Binding* found = binding(name);
  return found == nullptr || !found->value ? nullptr : &*found->value;
}

bool Variables::contains(std::string_view name) const { return binding(name) != nullptr; }

std::vector<std::string> Variables::names() const {
  std::vector<std::string> names;
  for (const Binding* at = newest_.get(); at != nullptr; at = at->before.get())
    if (at->name != "NOW" && std::ranges::find(names, at->name) == names.end())
      names.push_back(at->name);
  return names;
}

}  // namespace profilestore::expression

#include "evaluation/variables.hpp"

#include <algorithm>

namespace profilestore::expression {

struct Variables::Binding {
  std::string name;
  std::optional<Value> value;
  const Value* seen;  ///< instead of it
  std::shared_ptr<const Binding> before;
};

Variables Variables::with(std::string name, std::optional<Value> value) const {
  Variables more;
  more.newest_ =
      std::make_shared<const Binding>(Binding{std::move(name), std::move(value), nullptr, newest_});
  return more;
}

Variables Variables::with_seen(std::string name, const Value& value) const {
  Variables more;
  more.newest_ =
      std::make_shared<const Binding>(Binding{std::move(name), std::nullopt, &value, newest_});
  return more;
}

const Variables::Binding* Variables::binding(std::string_view name) const {
  for (const Binding* at = newest_.get(); at != nullptr; at = at->before.get())
    if (at->name == name) return at;
  return nullptr;
}

const Value* Variables::find(std::string_view name) const {
  const Binding* found = binding(name);
  if (found == nullptr) return nullptr;
  return found->value ? &*found->value : found->seen;
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

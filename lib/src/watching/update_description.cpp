#include "watching/update_description.hpp"

#include <algorithm>

#include "document/type.hpp"

namespace profilestore::watching {
namespace {

// 1 and 1.0 are equal for nlohmann.
bool same(const Value& a, const Value& b) { return a == b && a.dump() == b.dump(); }

bool can_be_in_path(const std::string& name) {
  return !name.empty() && name.front() != '$' && name.find('.') == name.npos;
}

bool is_plain_and_nameable(const Value& value) {
  if (!document::is_plain_object(value)) return false;
  for (const auto& [name, field] : value.items())
    if (!can_be_in_path(name)) return false;
  return true;
}

class Describer {
 public:
  UpdateDescription take() { return std::move(description_); }

  void objects(const std::string& prefix, const Value& before, const Value& after) {
    for (const auto& [name, value] : before.items())
      if (!after.contains(name)) description_.removed_fields.push_back(prefix + name);
    // The fields that stay, as they stood.
    std::vector<std::string> stayed;
    for (const auto& [name, value] : before.items())
      if (after.contains(name)) stayed.push_back(name);
    std::size_t place = 0;
    bool in_order = true;
    for (const auto& [name, value] : after.items()) {
      in_order = in_order && (place < stayed.size() ? stayed[place++] == name : true);
      const auto old = before.find(name);
      if (old == before.end() || !in_order)
        set(prefix + name, value);
      else
        values(prefix + name, *old, value);
    }
  }

 private:
  void set(const std::string& path, const Value& value) {
    description_.updated_fields[path] = value;
  }

  void values(const std::string& path, const Value& before, const Value& after) {
    if (same(before, after)) return;
    if (is_plain_and_nameable(before) && is_plain_and_nameable(after))
      objects(path + ".", before, after);
    else if (before.is_array() && after.is_array() && !after.empty())
      arrays(path, before, after);
    else
      set(path, after);
  }

  void arrays(const std::string& path, const Value& before, const Value& after) {
    if (after.size() < before.size())
      description_.truncated_arrays.push_back({path, std::ssize(after)});
    for (std::size_t i = 0; i < after.size(); ++i) {
      const std::string place = path + "." + std::to_string(i);
      if (i < before.size())
        values(place, before[i], after[i]);
      else
        set(place, after[i]);
    }
  }

  UpdateDescription description_;
};

}  // namespace

UpdateDescription description_of(const Document& before, const Document& after) {
  Describer describer;
  describer.objects("", before, after);
  return describer.take();
}

}  // namespace profilestore::watching

#include "watching/update_description.hpp"

#include <string_view>
#include <unordered_map>

#include "document/time_limit.hpp"
#include "document/type.hpp"

namespace profilestore::watching {
namespace {

using document::TimeLimit;

// Equal with the types of numbers: 1 and 1.0 are equal for nlohmann. Fields in their order.
bool same(const Value& a, const Value& b) {
  if (a.type() != b.type()) {
    // A number that is not negative is of one of two types, however it was made.
    return a.is_number_integer() && b.is_number_integer() && a == b;
  }
  if (a.is_number_float()) return a.dump() == b.dump();
  if (!a.is_structured()) return a == b;
  if (a.size() != b.size()) return false;
  const bool named = a.is_object();
  for (auto one = a.begin(), other = b.begin(); one != a.end(); ++one, ++other) {
    TimeLimit::look();
    if ((named && one.key() != other.key()) || !same(*one, *other)) return false;
  }
  return true;
}

bool can_be_in_path(const std::string& name) {
  return !name.empty() && name.front() != '$' && name.find('.') == name.npos;
}

bool is_plain_and_nameable(const Value& value) {
  if (!document::is_plain_object(value)) return false;
  for (const auto& [name, field] : value.items())
    if (!can_be_in_path(name)) return false;
  return true;
}

/// The fields of an object by their names: to look for each of many in it would take its square.
class Fields {
 public:
  explicit Fields(const Value& object) {
    fields_.reserve(object.size());
    for (const auto& [name, value] : object.get_ref<const Value::object_t&>())
      fields_.emplace(name, &value);
  }

  const Value* find(std::string_view name) const {
    const auto found = fields_.find(name);
    return found == fields_.end() ? nullptr : found->second;
  }

 private:
  std::unordered_map<std::string_view, const Value*> fields_;
};

class Describer {
 public:
  /// Nothing: a field of the document itself that no path spells has changed.
  std::optional<UpdateDescription> take() {
    if (!spelled_) return std::nullopt;
    return std::move(description_);
  }

  void objects(const std::string& prefix, const Value& before, const Value& after) {
    const Fields old_fields(before), new_fields(after);
    // The fields that stay, as they stood.
    std::vector<std::string_view> stayed;
    for (const auto& [name, value] : before.get_ref<const Value::object_t&>()) {
      TimeLimit::look();
      if (new_fields.find(name) != nullptr)
        stayed.push_back(name);
      else if (is_spelled(name))
        description_.removed_fields.push_back(prefix + name);
    }
    std::size_t place = 0;
    bool in_order = true;
    for (const auto& [name, value] : after.get_ref<const Value::object_t&>()) {
      TimeLimit::look();
      const Value* const old = old_fields.find(name);
      in_order = in_order && (place < stayed.size() ? stayed[place++] == name : true);
      const bool stands = old != nullptr && in_order;
      if (stands && can_be_in_path(name))
        values(prefix + name, *old, value);
      else if ((!stands || !same(*old, value)) && is_spelled(name))
        set(prefix + name, value);
    }
  }

 private:
  bool is_spelled(const std::string& name) {
    spelled_ = spelled_ && can_be_in_path(name);
    return spelled_;
  }

  // No path comes twice, so none is looked for.
  void set(const std::string& path, const Value& value) {
    description_.updated_fields.get_ref<Value::object_t&>().emplace_back(path, value);
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
      TimeLimit::look();
      const std::string place = path + "." + std::to_string(i);
      if (i < before.size())
        values(place, before[i], after[i]);
      else
        set(place, after[i]);
    }
  }

  UpdateDescription description_;
  bool spelled_ = true;
};

}  // namespace

std::optional<UpdateDescription> description_of(const Document& before, const Document& after) {
  Describer describer;
  describer.objects("", before, after);
  return describer.take();
}

}  // namespace profilestore::watching

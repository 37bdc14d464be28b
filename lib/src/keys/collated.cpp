#include "keys/collated.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <utility>

#include "document/type.hpp"

namespace profilestore::keys {
namespace {

using document::Type;

std::string sort_key(const Value& string, const Collator& collator) {
  return collator.sort_key(string.get_ref<const std::string&>());
}

// MongoDB: BSONElement::compareElements. It compares a symbol as the string, although it refuses
// to build an index on one; the scope of code is compared without the collation.
void collate(Value& value, const Collator& collator) {
  switch (document::type_of(value)) {
    case Type::string:
      value = sort_key(value, collator);
      break;
    case Type::symbol:
      value = sort_key(*value.begin(), collator);
      break;
    case Type::object:
    case Type::array:
      for (Value& member : value) collate(member, collator);
      break;
    default:
      break;
  }
}

/// ICU's order.
class CollatedOrder : public document::StringOrder {
 public:
  explicit CollatedOrder(const Collation& collation) : collator_(collation) {}
  std::weak_ordering compare(std::string_view a, std::string_view b) const override {
    return collator_.compare(a, b);
  }

 private:
  Collator collator_;
};

}  // namespace

bool holds_string(const Value& value) {
  switch (document::type_of(value)) {
    case Type::string:
    case Type::symbol:
      return true;
    case Type::object:
    case Type::array:
      return std::any_of(value.begin(), value.end(), holds_string);
    default:
      return false;
  }
}

document::Comparison comparison_under(const std::optional<Collation>& collation) {
  if (!collation) return {};
  // ICU takes longer to open one than a search by a key. They are few: the locale does not count.
  static std::mutex mutex;
  static std::map<std::pair<int, bool>, document::Comparison> known;
  const std::pair which{collation->strength, collation->case_level};
  const std::lock_guard lock(mutex);
  const auto found = known.find(which);
  if (found != known.end()) return found->second;
  document::Comparison made(std::make_shared<const CollatedOrder>(*collation));
  return known.emplace(which, std::move(made)).first->second;
}

Value collated(Value value, const Collator& collator) {
  switch (document::type_of(value)) {
    case Type::string:
      return sort_key(value, collator);
    case Type::symbol:
      return {{"$symbol", sort_key(*value.begin(), collator)}};
    case Type::object:
    case Type::array:
      for (Value& member : value) member = collated(std::move(member), collator);
      return value;
    default:
      return value;
  }
}

Part encode(const Value& value, const Collator& collator) {
  if (value.is_string())  // nearly always: no need for a copy of the value
    return Blob{static_cast<char>(document::bracket(Type::string)) + sort_key(value, collator)};
  Value collated = value;
  collate(collated, collator);
  Part part = encode(collated);
  if (const auto* key = std::get_if<std::string>(&part))
    return Blob{static_cast<char>(document::bracket(Type::string)) + *key};
  return part;
}

}  // namespace profilestore::keys

#include "merge/combine.hpp"

#include <algorithm>
#include <optional>
#include <profilestore/error.hpp>
#include <set>

#include "document/blank.hpp"
#include "document/compare.hpp"
#include "document/number.hpp"
#include "document/type.hpp"
#include "keys/key.hpp"
#include "merge/rules.hpp"

namespace profilestore::merge {
namespace {

using document::Type;

// The first for which `better` says that it is better than the best before it.
template <class Better>
Combined best_of(std::span<const Given> given, Better better) {
  const Given* best = &given.front();
  for (const Given& one : given.subspan(1))
    if (better(one, *best)) best = &one;
  return {*best->value, {best->rank}};
}

std::size_t length_of(const Value& value) {
  if (!value.is_string()) return value.size();
  const auto& text = value.get_ref<const std::string&>();
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

bool has_length(const Value& value) { return value.is_string() || value.is_array(); }

// Of strings and arrays those that are what the first of them is.
std::vector<Given> alike(std::span<const Given> given) {
  std::vector<Given> some;
  for (const Given& one : given)
    if (has_length(*one.value) && (some.empty() || some.front().value->type() == one.value->type()))
      some.push_back(one);
  return some;
}

}  // namespace

bool has_value(const Value* value) {
  return value != nullptr && !value->is_null() && document::type_of(*value) != Type::undefined;
}

bool is_filled(const Value* value) {
  if (!has_value(value)) return false;
  if (value->is_string()) return !document::is_blank(value->get_ref<const std::string&>());
  return !value->empty();
}

// Where the survivor has something else than an array, it stays.
Combined joined(std::span<const Given> given) {
  if (!given.front().value->is_array()) return {};
  Combined all{Value::array(), {}};
  std::set<std::string> seen;
  for (const Given& one : given) {
    if (!one.value->is_array()) continue;
    bool gives = false;
    for (const Value& element : *one.value) {
      const bool is_new = seen.insert(keys::bytes_of({keys::encode(element)})).second;
      // The best document's array stays as it is, with what it has twice.
      if (!is_new && &one != &given.front()) continue;
      all.value.push_back(element);
      gives = true;
    }
    if (gives || &one == &given.front()) all.from.push_back(one.rank);
  }
  return all;
}

// An element without the key is as in joined().
Combined joined_by(std::span<const Given> given, const document::Path& key) {
  if (!given.front().value->is_array()) return {};
  Combined all{Value::array(), {}};
  std::set<std::string> seen, seen_keys;
  for (const Given& one : given) {
    if (!one.value->is_array()) continue;
    bool gives = false;
    for (const Value& element : *one.value) {
      const Value* own = document::find(element, key);
      const bool is_new = has_value(own)
                              ? seen_keys.insert(keys::bytes_of({keys::encode(*own)})).second
                              : seen.insert(keys::bytes_of({keys::encode(element)})).second;
      if (!is_new && (has_value(own) || &one != &given.front())) continue;
      all.value.push_back(element);
      gives = true;
    }
    if (gives || &one == &given.front()) all.from.push_back(one.rank);
  }
  return all;
}

Combined greatest(std::span<const Given> given) {
  return best_of(given, [](const Given& a, const Given& b) {
    return document::compare(*a.value, *b.value) > 0;
  });
}

Combined least(std::span<const Given> given) {
  return best_of(given, [](const Given& a, const Given& b) {
    return document::compare(*a.value, *b.value) < 0;
  });
}

Combined newest(std::span<const Given> given, std::span<const Document> ranked,
                const document::Path& by) {
  const auto time = [&](const Given& one) {
    const Value* value = document::find(ranked[one.rank], by);
    return value == nullptr ? std::nullopt : moment_of(*value);
  };
  return best_of(given, [&](const Given& a, const Given& b) { return time(a) > time(b); });
}

Combined best_ranked(std::span<const Given> given, const Ranking& ranking) {
  return best_of(given, [&](const Given& a, const Given& b) {
    return ranking.score(*a.value) > ranking.score(*b.value);
  });
}

// Who adds nothing gives nothing. Where the survivor has something else than a number, it stays.
Combined summed(std::span<const Given> given, const std::string& rule) {
  const auto is_number = [](const Given& one) {
    return document::is_number(document::type_of(*one.value));
  };
  Combined sum{Value(), {}};
  if (given.front().rank == 0 && !is_number(given.front())) return sum;
  for (const Given& one : given) {
    if (!is_number(one)) continue;
    auto next = sum.from.empty() ? *one.value : document::add(sum.value, *one.value);
    if (!next) throw InvalidInput(2, rule + ": the sum does not fit 64 bits");
    if (!sum.from.empty() && document::identical(*next, sum.value)) continue;
    sum.value = *std::move(next);
    sum.from.push_back(one.rank);
  }
  return sum;
}

Combined longest(std::span<const Given> given) {
  const std::vector<Given> some = alike(given);
  if (some.empty() || !has_length(*given.front().value)) return {};
  return best_of(std::span(some), [](const Given& a, const Given& b) {
    return length_of(*a.value) > length_of(*b.value);
  });
}

Combined concatenated(std::span<const Given> given, const std::string& separator) {
  const std::vector<Given> some = alike(given);
  if (some.empty() || !has_length(*given.front().value)) return {};
  Combined all{*some.front().value, {some.front().rank}};
  std::set<std::string> seen{some.front().value->dump()};
  for (const Given& one : std::span(some).subspan(1)) {
    if (length_of(*one.value) == 0) continue;
    if (one.value->is_array()) {
      all.value.insert(all.value.end(), one.value->begin(), one.value->end());
    } else {
      if (!seen.insert(one.value->dump()).second) continue;
      auto& text = all.value.get_ref<std::string&>();
      text += (text.empty() ? "" : separator) + one.value->get_ref<const std::string&>();
    }
    all.from.push_back(one.rank);
  }
  return all;
}

}  // namespace profilestore::merge

// Tells whether a name stands twice in an object, for objects of any size.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace profilestore::extjson {

/// The names of the objects that are being walked, the innermost last.
class Names {
 public:
  /// One object that is being walked.
  struct Object {
    std::size_t first = 0;
    std::uint64_t seen = 0;
  };

  Names() { names_.reserve(few); }

  void clear() { names_.clear(); }
  Object open() const { return {names_.size(), 0}; }

  /// False if the object has `name` already. Only looks at the first `few` names: what comes later
  /// is found by close(), by sorting, so that no choice of names makes it slow.
  bool add(Object& object, std::string_view name);

  /// Forgets the object's names; gives one that stands twice, if add() could not tell.
  std::optional<std::string_view> close(const Object& object);

 private:
  static constexpr std::size_t few = 64;
  std::vector<std::string_view> names_;
};

inline bool Names::add(Object& object, std::string_view name) {
  if (names_.size() - object.first < few) {
    // One bit of 64 says that no name so far can equal this one; most names are spared comparing.
    const std::size_t ends = name.empty() ? 0
                                          : static_cast<unsigned char>(name.front()) * 3u +
                                                static_cast<unsigned char>(name.back());
    const std::uint64_t bit = std::uint64_t{1} << ((ends + name.size() * 7) & 63);
    if ((object.seen & bit) != 0)
      for (std::size_t i = object.first; i < names_.size(); ++i)
        if (names_[i] == name) return false;
    object.seen |= bit;
  }
  names_.push_back(name);
  return true;
}

}  // namespace profilestore::extjson

// Chance that is the same on every machine: the standard library's distributions differ between
// implementations, so the draws are made here.
//
// The operands of + and the arguments of a call are evaluated in an order that each compiler picks:
// two draws never stand in one of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

namespace profilestore::generate {

/// SplitMix64: a counter and a good mixer; a few bytes of state, so that each document of a large
/// fixture can have a generator of its own.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  /// A generator for the part `number` of the fixture `seed`, unrelated to those of other parts.
  Random(std::uint64_t seed, std::uint64_t number) : state_(seed) {
    state_ = next() ^ (number * 0xd1342543de82ef95U);
    state_ = next();
  }

  std::uint64_t next() {
    std::uint64_t mixed = state_ += 0x9e3779b97f4a7c15U;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebU;
    return mixed ^ (mixed >> 31);
  }

  /// A number in [0, bound). REQUIRES: 0 < bound < 2^32.
  std::uint32_t below(std::uint64_t bound) {
    return static_cast<std::uint32_t>(((next() >> 32) * bound) >> 32);
  }

  /// A number in [least, most].
  std::int64_t between(std::int64_t least, std::int64_t most) {
    return least + below(static_cast<std::uint64_t>(most - least + 1));
  }

  bool percent(unsigned chance) { return below(100) < chance; }

  template <class List>
  const auto& pick(const List& list) {
    return list[below(list.size())];
  }

  /// Fisher and Yates's shuffle of the elements before `count`.
  template <class List>
  void shuffle(List& list, std::size_t count) {
    for (std::size_t i = count; i > 1; --i) std::swap(list[i - 1], list[below(i)]);
  }

 private:
  std::uint64_t state_;
};

}  // namespace profilestore::generate

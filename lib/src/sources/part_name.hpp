// The name of one part of a split file.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace profilestore::sources {

struct PartName {
  enum class Kind : std::uint8_t { letters, digits, part };

  std::string stem;    ///< "users.json.gz.", "users.json.part", "x"
  std::string suffix;  ///< "ab", "1", "002"
  Kind kind = Kind::letters;
  int number = 0;

  /// Nothing for another name. Three digits at most, or letters; behind a dot, the word "part" or
  /// the x that split(1) names its files with.
  static std::optional<PartName> read(const std::string& name);

  std::string text() const { return stem + suffix; }

  /// The name of that part of the same file.
  std::string with(int other) const;

  bool is_of_same(const PartName& other) const;

  /// Letters count from aa, digits from 0 or 1.
  bool may_be_first() const { return number == 0 || (kind != Kind::letters && number == 1); }
  int first() const { return kind == Kind::letters ? 0 : 1; }

  /// Whether no file would have this name that is whole, but by chance.
  bool is_surely_later() const;
};

}  // namespace profilestore::sources
